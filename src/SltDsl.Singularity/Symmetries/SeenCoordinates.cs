using SltDsl.Algebra;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;

namespace SltDsl.Singularity.Symmetries;

/// <summary>The coordinates in which something that the data show has a derivative that is not 0.</summary>
internal static class SeenCoordinates
{
    private const int Rows = 6;
    private const int MostRows = 64;

    /// <summary>The coordinates seen at a point, or null where the model has no image there.</summary>
    public static HashSet<int>? At(GenericRank rank, IReadOnlyList<Rational> coordinates)
    {
        try
        {
            var point = rank.Points[0].Point.At(coordinates);
            return [.. Enumerable.Range(0, Math.Max(Rows, Math.Min(rank.View.Period, MostRows))).SelectMany(row => rank.View.At(point, row)).SelectMany(v => v.Gradient.Coordinates)];
        }
        catch (Exception e) when (e is UnluckyPointException or NotInstantiableException)
        {
            return null;
        }
    }
}
