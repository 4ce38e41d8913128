using System.Text.RegularExpressions;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Language.Tests.Diagnostics;

public sealed partial class DiagnosticCatalogueTests
{
    [Fact]
    public void Codes_are_unique_and_in_order()
    {
        var codes = DiagnosticCatalogue.All.Select(d => d.Code).ToArray();
        Assert.Equal(codes.Order(StringComparer.Ordinal).Distinct(), codes);
        Assert.All(codes, code => Assert.Matches(@"^SLT\d{4}$", code));
    }

    [Fact]
    public void Titles_are_unique_and_have_no_full_stop()
    {
        var titles = DiagnosticCatalogue.All.Select(d => d.Title).ToArray();
        Assert.Equal(titles.Length, titles.Distinct().Count());
        Assert.All(titles, title => Assert.False(title.EndsWith('.')));
    }

    [Fact]
    public void A_code_is_found_and_an_unknown_one_is_not()
    {
        Assert.Same(FactDiagnostics.ExactLambda, DiagnosticCatalogue.Find("SLT2001"));
        Assert.Null(DiagnosticCatalogue.Find("SLT9999"));
    }

    // The design's catalogue: "0001 E", "1001 scaling | W".
    [SkippableFact]
    public void Codes_and_severities_are_those_of_the_design()
    {
        var root = FindRoot();
        var page = root is null ? null : Path.Combine(root, "..", "shared", "design", "tooling.md");
        Skip.If(!File.Exists(page), "the design folder is not beside the repository");
        var text = File.ReadAllText(page!);
        text = text[text.IndexOf("## 2.", StringComparison.Ordinal)..text.IndexOf("## 3.", StringComparison.Ordinal)];
        var designed = Listed().Matches(text).Concat(Tabled().Matches(text))
            .ToDictionary(m => $"SLT{m.Groups[1].Value}", m => m.Groups[2].Value);
        Assert.True(designed.Count > 80);
        Assert.Equal(designed.Keys.Order(), DiagnosticCatalogue.All.Select(d => d.Code).Where(c => c != "SLT0402").Order());
        Assert.All(designed, d => Assert.Equal(d.Value[0], DiagnosticCatalogue.Find(d.Key)!.DefaultSeverity.ToString()[0]));
    }

    private static string? FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SltDsl.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName;
    }

    [GeneratedRegex(@"(?<![\d–])(\d{4}) ([EWIH]) ")]
    private static partial Regex Listed();

    [GeneratedRegex(@"^\| (\d{4})[^|]*\| \**([EWIH])", RegexOptions.Multiline)]
    private static partial Regex Tabled();
}
