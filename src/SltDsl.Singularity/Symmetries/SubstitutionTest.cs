using SltDsl.Algebra;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Symmetries;

/// <summary>Whether a transformation of the parameters leaves everything that the data show unchanged, at random points and rows.</summary>
internal sealed class SubstitutionTest(GenericRank rank)
{
    private const int Rows = 4;

    private readonly int _rows = Math.Max(Rows, Math.Min(rank.View.Period, 2 * Rows));
    private readonly Dictionary<(int Point, int Row), IReadOnlyList<GenericNumber>> _originals = [];

    /// <summary>Whether nothing changes.</summary>
    /// <param name="transformation">From coordinates to coordinates.</param>
    public bool IsUnchanged(Func<IReadOnlyList<Rational>, Rational[]> transformation)
    {
        try
        {
            return rank.Points.Select((p, n) => (p.Point, n)).All(p =>
            {
                var moved = p.Point.At(transformation(p.Point.Coordinates), hasDerivatives: false);
                return Enumerable.Range(0, _rows).All(row => Agree(Original(p.n, row), rank.View.At(moved, row)));
            });
        }
        catch (Exception e) when (e is UnluckyPointException or NotInstantiableException)
        {
            return false;
        }
    }

    private IReadOnlyList<GenericNumber> Original(int point, int row)
    {
        if (!_originals.TryGetValue((point, row), out var values))
        {
            var original = rank.Points[point].Point;
            _originals.Add((point, row), values = rank.View.At(original.At(original.Coordinates, hasDerivatives: false), row));
        }

        return values;
    }

    private static bool Agree(IReadOnlyList<GenericNumber> a, IReadOnlyList<GenericNumber> b) =>
        a.Count == b.Count && a.Zip(b, (x, y) => x.Exponential is { } e && y.Exponential is { } f ? e.Value == f.Value : x.Value == y.Value).All(same => same);
}
