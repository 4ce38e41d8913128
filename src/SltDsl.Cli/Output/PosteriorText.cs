using System.Globalization;
using SltDsl.Runtime;

namespace SltDsl.Cli.Output;

/// <summary>Writes a posterior as a table for people.</summary>
internal static class PosteriorText
{
    private const int MostRows = 60;

    private static readonly string[] Headings = ["", "mean", "sd", "5 %", "50 %", "95 %", "ESS bulk", "ESS tail", "R̂"];

    /// <summary>The table; a long one is cut, and says so.</summary>
    public static void Write(IReadOnlyList<QuantitySummary> summaries, TextWriter output)
    {
        var rows = summaries.Take(MostRows).Select(Cells).Prepend(Headings).ToList();
        var widths = Enumerable.Range(0, Headings.Length).Select(i => rows.Max(r => Width(r[i]))).ToArray();
        foreach (var row in rows)
        {
            var cells = row.Select((cell, i) => i == 0 ? cell + Spaces(widths[i] - Width(cell)) : Spaces(widths[i] - Width(cell)) + cell);
            output.WriteLine(string.Join("  ", cells).TrimEnd());
        }

        if (summaries.Count > MostRows)
        {
            output.WriteLine($"… and {summaries.Count - MostRows} more in summary.json of the run");
        }
    }

    // As many digits of the mean as its Monte Carlo error leaves, and one more.
    private static string[] Cells(QuantitySummary s)
    {
        var digits = s.Mcse > 0 && double.IsFinite(s.Mcse) ? Math.Clamp(1 - (int)Math.Floor(Math.Log10(s.Mcse)), 0, 8) : 3;
        string Number(double value) => double.IsNaN(value) ? "–" : Math.Abs(value) >= 1e6 ? value.ToString("0.###e0", CultureInfo.InvariantCulture) : value.ToString($"F{digits}", CultureInfo.InvariantCulture);
        string Whole(double value) => double.IsNaN(value) ? "–" : value.ToString("0", CultureInfo.InvariantCulture);
        return [s.Name, Number(s.Mean), Number(s.Sd), Number(s.Q5), Number(s.Q50), Number(s.Q95), Whole(s.EssBulk), Whole(s.EssTail), double.IsNaN(s.RHat) ? "–" : s.RHat.ToString("0.000", CultureInfo.InvariantCulture)];
    }

    // R̂ is two characters on one place.
    private static int Width(string text) => new StringInfo(text).LengthInTextElements;

    private static string Spaces(int count) => new(' ', count);
}
