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

    /// <summary>Whether nothing changes.</summary>
    /// <param name="transformation">From coordinates to coordinates.</param>
    public bool IsUnchanged(Func<IReadOnlyList<Rational>, Rational[]> transformation)
    {
        try
        {
            return rank.Points.All(p =>
            {
                var moved = p.Point.At(transformation(p.Point.Coordinates));
                return Enumerable.Range(0, Math.Max(Rows, Math.Min(rank.View.Period, 2 * Rows))).All(row => Agree(rank.View.At(p.Point, row), rank.View.At(moved, row)));
            });
        }
        catch (Exception e) when (e is UnluckyPointException or NotInstantiableException)
        {
            return false;
        }
    }

    private static bool Agree(IReadOnlyList<GenericNumber> a, IReadOnlyList<GenericNumber> b) =>
        a.Count == b.Count && a.Zip(b, (x, y) => x.Exponential is { } e && y.Exponential is { } f ? e.Value == f.Value : x.Value == y.Value).All(same => same);
}
