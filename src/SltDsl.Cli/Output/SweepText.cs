using System.Globalization;
using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Output;

/// <summary>Writes a sweep as a table, for people.</summary>
internal static class SweepText
{
    /// <summary>One line a setting and truth.</summary>
    public static void Write(IReadOnlyList<SweepPointDocument> points, TextWriter output)
    {
        var (sizes, hypers) = (points[0].Sizes.Keys.ToList(), points[0].Hypers.Keys.ToList());
        var rows = points.SelectMany(p => p.FreeEnergy).Select(f => f.N).Distinct().ToList();
        string[] header = [.. sizes, .. hypers, "truth", "λ", "m", "d/2", .. rows.Select(n => $"n = {n}")];
        var lines = points.Select(p => (string[])
        [
            .. sizes.Select(name => p.Sizes[name].ToString(CultureInfo.InvariantCulture)),
            .. hypers.Select(name => p.Hypers[name].ToString(CultureInfo.InvariantCulture)),
            p.Truth,
            p.Lambda is null ? p.Error ?? "" : TruthText.Value(p.Lambda),
            p.Multiplicity is null ? "" : TruthText.Value(p.Multiplicity),
            p.RegularLambda ?? "",
            .. rows.Select(n => p.FreeEnergy.FirstOrDefault(f => f.N == n)?.Excess.ToString("0.00", CultureInfo.InvariantCulture) ?? ""),
        ]).Prepend(header).ToList();
        var widths = header.Select((_, column) => lines.Max(line => line[column].Length)).ToList();
        foreach (var line in lines)
        {
            output.WriteLine(string.Join("  ", line.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
        }
    }
}
