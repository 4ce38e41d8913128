using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Symmetries;

/// <summary>Vector fields on the parameter space, tested against the derivatives at the random points and collected when the data do not see them.</summary>
internal sealed class TangentTest
{
    private const int Confirmations = 2;

    private readonly GenericRank _rank;
    private readonly ParameterSpace _space;
    private readonly List<(ulong[] Coordinates, ICovectors Derivatives)> _points = [];

    public TangentTest(GenericRank rank, ParameterSpace space)
    {
        _rank = rank;
        _space = space;
        _points.AddRange(rank.Points.Select(p => (Images(p.Point), (ICovectors)p.Rank.Space)));
        Explained = new RowSpace(space.Dimension);
    }

    /// <summary>The directions at the first point that symmetries explain.</summary>
    public RowSpace Explained { get; }

    /// <summary>The images of the coordinates of the n-th random point, drawn when it is first asked for.</summary>
    public ulong[] Coordinates(int n) => Point(n).Coordinates;

    /// <summary>Derivatives at the n-th random point.</summary>
    public ICovectors Derivatives(int n) => Point(n).Derivatives;

    /// <summary>Whether the data do not see a vector field.</summary>
    /// <param name="field">Its components at a point.</param>
    public bool IsInvisible(Func<ulong[], ulong[]> field) =>
        Enumerable.Range(0, Confirmations).All(n => Derivatives(n).IsOrthogonal(field(Coordinates(n))));

    /// <summary>Counts a vector field as explained; how many directions it adds.</summary>
    public int Explain(IEnumerable<Func<ulong[], ulong[]>> fields) => fields.Count(f => Explained.Add(f(Coordinates(0))));

    /// <summary>A zero vector.</summary>
    public ulong[] Zero() => new ulong[_space.Dimension];

    private static ulong[] Images(GenericPoint point) => [.. point.Coordinates.Select(c => PrimeModulus.Field.Image(c)!.Value)];

    private (ulong[] Coordinates, ICovectors Derivatives) Point(int n)
    {
        while (_points.Count <= n)
        {
            // Where no other point has an image the first one is used again: it adds no equation.
            _points.Add(_rank.Sample() is { } other ? (Images(other.Point), other.Derivatives) : _points[0]);
        }

        return _points[n];
    }
}
