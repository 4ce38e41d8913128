using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Rank;

/// <summary>Derivatives of some rows at a point, as they are: enough to reject a vector field that the data see, at no elimination.</summary>
internal sealed class GradientSample : ICovectors
{
    private const int MostRows = 64;

    private readonly IReadOnlyList<Gradient> _gradients;
    private readonly int _dimension;

    private GradientSample(IReadOnlyList<Gradient> gradients, int dimension)
    {
        _gradients = gradients;
        _dimension = dimension;
    }

    /// <inheritdoc/>
    public IEnumerable<ulong[]> Rows => _gradients.Select(g => g.ToDense(_dimension));

    /// <summary>The derivatives at a point.</summary>
    public static GradientSample At(GenericPoint point, DataView view, int dimension) => new(
        [.. Enumerable.Range(0, Math.Min(view.Period + 4, MostRows)).SelectMany(row => view.At(point, row)).Where(s => !s.IsConstant).Select(s => s.Gradient)], dimension);

    /// <inheritdoc/>
    public bool IsOrthogonal(IReadOnlyList<ulong> vector) => _gradients.All(g => g.Along(vector) == 0);
}
