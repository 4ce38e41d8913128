using System.Globalization;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>Names of unconstrained coordinates: the element of a parameter that moves first with each.</summary>
internal static class CoordinateNames
{
    private const double Negligible = 1e-3;

    /// <summary>A direction in words, such as <c>a - b</c>, in the elements that its coordinates move.</summary>
    public static string Describe(ISltModel model, IReadOnlyList<double> direction)
    {
        const int shown = 8;
        var names = Of(model);
        var largest = direction.Max(Math.Abs);
        var parts = Enumerable.Range(0, direction.Count).Where(i => Math.Abs(direction[i]) > Negligible * largest).ToList();
        var sign = direction[parts[0]] < 0 ? -1 : 1;
        var text = parts.Take(shown).Select((i, k) =>
        {
            var value = sign * direction[i] / largest;
            var size = Math.Abs(Math.Abs(value) - 1) < 1e-6 ? "" : Math.Abs(value).ToString("0.###", CultureInfo.InvariantCulture) + "·";
            return $"{(value < 0 ? "- " : k == 0 ? "" : "+ ")}{size}{names[i]}";
        });
        return $"`{string.Join(" ", text)}`{(parts.Count > shown ? $" and {parts.Count - shown} more coordinates" : "")}";
    }

    private static string[] Of(ISltModel model)
    {
        var point = new double[model.UnconstrainedDimension];
        var (before, after) = (new double[model.Parameters.Sum(p => p.Count)], new double[model.Parameters.Sum(p => p.Count)]);
        model.ToValues(point, Coordinates.Unconstrained, before);
        return [.. Enumerable.Range(0, point.Length).Select(i =>
        {
            point[i] = 0.5;
            model.ToValues(point, Coordinates.Unconstrained, after);
            point[i] = 0;
            var element = Enumerable.Range(0, before.Length).First(e => before[e] != after[e]);
            var parameter = model.Parameters.Last(p => p.Offset <= element && p.Count > 0);
            return parameter.ElementName(element - parameter.Offset);
        })];
    }
}
