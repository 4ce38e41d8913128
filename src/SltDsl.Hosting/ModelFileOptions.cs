using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SltDsl.Language;

namespace SltDsl.Hosting;

/// <summary>What a project says about a `.slt` file.</summary>
/// <param name="Namespace">The namespace of the generated class.</param>
/// <param name="IsInternal">Whether the generated class is internal.</param>
/// <param name="Sizes">Values that override constant sizes, in the order given.</param>
/// <param name="Analysis">How far the build analyses singularities: <c>off</c>, <c>fast</c> or <c>full</c>.</param>
/// <param name="AnalysisBudget">The budget in algebra operations, or null for the default.</param>
public sealed record ModelFileOptions(string Namespace, bool IsInternal, EquatableArray<SizeOverride> Sizes, string Analysis, long? AnalysisBudget)
{
    /// <summary>Reads the options of an item and its project.</summary>
    public static ModelFileOptions Read(AdditionalText file, AnalyzerConfigOptionsProvider provider)
    {
        var item = provider.GetOptions(file);
        string Metadata(string name) => item.TryGetValue($"build_metadata.AdditionalFiles.{name}", out var value) ? value.Trim() : "";
        string Property(string name) => provider.GlobalOptions.TryGetValue($"build_property.{name}", out var value) ? value.Trim() : "";
        var written = Metadata("SltNamespace");
        return new(
            written.Length > 0 ? written : Property("RootNamespace"),
            string.Equals(Metadata("SltAccessibility"), "internal", StringComparison.OrdinalIgnoreCase),
            ReadSizes(Metadata("SltSizes")),
            Property("SltAnalysis").ToLowerInvariant() is { Length: > 0 } analysis ? analysis : "fast",
            long.TryParse(Property("SltAnalysisBudget"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var budget) ? budget : null);
    }

    /// <summary>Reads <c>K=3, H=2</c>; entries that are no integer are left out.</summary>
    private static EquatableArray<SizeOverride> ReadSizes(string text) => text.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('='))
        .Where(parts => parts.Length == 2 && long.TryParse(parts[1], NumberStyles.Integer, CultureInfo.InvariantCulture, out _))
        .Select(parts => new SizeOverride(parts[0].Trim(), long.Parse(parts[1], CultureInfo.InvariantCulture)))
        .ToEquatableArray();
}

/// <summary>A size that the project sets.</summary>
public sealed record SizeOverride(string Name, long Value);
