using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Output;

/// <summary>Writes what is known about a model, for people.</summary>
internal static class InfoText
{
    /// <summary>The whole page.</summary>
    public static void Write(InfoDocument info, TextWriter output)
    {
        var rank = info.JacobianRank is { } known ? $"rank {known}" : "rank unknown";
        output.WriteLine($"{info.Model}: d = {info.Dimension}, {rank}{Values(info)}");
        Section(output, "parameters", info.Parameters.Select(p => $"{p.Name} : {p.Type}{(p.Shape.Count > 0 ? $" = [{string.Join(", ", p.Shape)}]" : "")}{(p.Constraint is { } set ? $" on {set}" : "")}"));
        Section(output, "symmetries", info.Symmetries.Select(s => $"{s.Code} {s.Kind} of {string.Join(", ", s.Parameters)}{(s.Dimension > 0 ? $", {s.Dimension} null directions" : "")}"));
        Section(output, "null directions", info.NullDirections.Select(d => string.Join("  ", d.Select(c => $"{c.Key}: {c.Value}"))));
        Section(output, "truths", info.Truths.Select(t => $"{t.Truth}: {Lambda(t)} (d/2 = {t.RegularLambda})"));
    }

    private static string Values(InfoDocument info)
    {
        var values = info.Sizes.Select(s => $"{s.Key} = {s.Value}").Concat(info.Hypers.Select(h => $"{h.Key} = {h.Value.ToString(System.Globalization.CultureInfo.InvariantCulture)}")).ToList();
        return values.Count > 0 ? $" at {string.Join(", ", values)}" : "";
    }

    private static void Section(TextWriter output, string title, IEnumerable<string> lines)
    {
        foreach (var (line, index) in lines.Select((line, index) => (line, index)))
        {
            output.Write(index == 0 ? $"{title}\n" : "");
            output.WriteLine($"  {line}");
        }
    }

    private static string Lambda(TruthSummaryDocument truth) => truth.Lambda switch
    {
        null => "λ undecided",
        { Value: { } value } => $"λ = {value}, m = {truth.Multiplicity!.Value?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "?"}",
        { } lambda => $"{lambda.Lower} ≤ λ ≤ {lambda.Upper ?? "∞"}",
    };
}
