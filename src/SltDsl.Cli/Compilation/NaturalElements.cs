using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>Which elements of the parameters are natural coordinates: all but those that follow from others, as the last of a simplex.</summary>
internal static class NaturalElements
{
    /// <summary>
    /// For each natural coordinate the element that it is, found by moving one coordinate at a time and looking which elements
    /// follow. A symmetric matrix shows the coordinate twice; the later element, in its lower triangle, is the coordinate.
    /// </summary>
    /// <param name="model">The model.</param>
    /// <param name="point">A point in natural coordinates.</param>
    public static int[] Of(ISltModel model, ReadOnlySpan<double> point)
    {
        var moved = point.ToArray();
        var (before, after) = (new double[model.Parameters.Sum(p => p.Count)], new double[model.Parameters.Sum(p => p.Count)]);
        model.ToValues(point, Coordinates.Natural, before);
        var elements = new int[point.Length];
        for (var i = 0; i < point.Length; i++)
        {
            moved[i] = point[i] + (1e-3 * Math.Max(1, Math.Abs(point[i])));
            model.ToValues(moved, Coordinates.Natural, after);
            var (from, to) = (point[i], moved[i]);
            elements[i] = Enumerable.Range(0, before.Length).Last(e => before[e] == from && after[e] == to);
            moved[i] = point[i];
        }

        return elements;
    }
}
