using System.Text.Json;

namespace SltDsl.Algebra.Tests;

/// <summary>A case of table.json: an ideal with its known λ and m.</summary>
internal sealed record ReferenceCase(string Id, IdealProblem? Problem, Rational Lambda, int Multiplicity);

internal static class ReferenceTable
{
    public static IReadOnlyList<ReferenceCase> Cases { get; } = Read();

    /// <summary>The cases that stay intervals at the default budget, of which they get a part here; one that becomes exact may be taken out.</summary>
    public static IReadOnlyCollection<string> BoundedOnly { get; } = ["mix-simplex-31", "mix-signed-4"];

    /// <summary>The engine's results for the ideals, computed once for all tests.</summary>
    public static IReadOnlyList<(string Id, Rlct Result)> Results { get; } = Cases.Where(c => c.Problem is not null)
        .Select(c => (c.Id, RealLogCanonicalThreshold.Of(c.Problem!, BoundedOnly.Contains(c.Id) ? 100_000 : RealLogCanonicalThreshold.DefaultBudget))).ToList();

    private static List<ReferenceCase> Read()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "table.json")));
        return document.RootElement.GetProperty("cases").EnumerateArray().Select(Read).ToList();
    }

    private static ReferenceCase Read(JsonElement entry)
    {
        var problem = entry.GetProperty("generators").ValueKind == JsonValueKind.Null ? null : IdealProblem.Parse(
            Strings(entry.GetProperty("variables")),
            Strings(entry.GetProperty("generators")),
            entry.GetProperty("centre").ValueKind == JsonValueKind.Array ? Strings(entry.GetProperty("centre")) : null,
            entry.GetProperty("domain").EnumerateArray().Select(ends => (ends[0].GetString()!, ends[1].GetString()!)).ToList(),
            entry.GetProperty("prior").GetString());
        return new ReferenceCase(
            entry.GetProperty("id").GetString()!, problem, Rational.Parse(entry.GetProperty("lambda").GetString()!), entry.GetProperty("m").GetInt32());
    }

    private static List<string> Strings(JsonElement array) => array.EnumerateArray().Select(e => e.GetString()!).ToList();
}
