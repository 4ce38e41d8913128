using System.Text.RegularExpressions;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Cli.Tests;

/// <summary>Every diagnostic has a page, and its examples do what the page says.</summary>
public sealed partial class RulePageTests
{
    public static TheoryData<string> Codes => new(DiagnosticCatalogue.All.Select(d => d.Code));

    [Theory]
    [MemberData(nameof(Codes))]
    public void Every_code_has_a_page_with_title_severity_and_sections(string code)
    {
        var kind = DiagnosticCatalogue.Find(code)!;
        var page = Tool.Run("explain", code).Output;
        Assert.StartsWith($"# {code}: {kind.Title}\n\n{DiagnosticRenderer.Name(kind.DefaultSeverity)} · {kind.Category}\n\n", page);
        Assert.Contains("\n## Why\n", page);
        Assert.Contains("\n## When to allow it\n", page);
    }

    [Fact]
    public void Explain_takes_bare_numbers_lists_all_codes_and_suggests_near_ones()
    {
        Assert.Equal(Tool.Run("explain", "SLT1004").Output, Tool.Run("explain", "1004").Output);
        Assert.Equal(DiagnosticCatalogue.All.Count, Tool.Run("explain").Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        var unknown = Tool.Run("explain", "SLT1099");
        Assert.Equal(2, unknown.ExitCode);
        Assert.Contains("did you mean `SLT1009`?", unknown.Error);
    }

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_failing_example_of_a_syntax_page_provokes_its_code_and_the_fixed_one_does_not(string code)
    {
        var models = Models(code);
        if (string.CompareOrdinal(code, "SLT0100") > 0 || code == "SLT0008")
        {
            return;
        }

        Assert.Contains(code, CodesIn(models[0]));
        Assert.DoesNotContain(code, CodesIn(models[1]));
    }

    private static List<string> Models(string code) =>
        ModelBlock().Matches(Tool.Run("explain", code).Output).Select(m => m.Groups[1].Value).ToList();

    private static List<string> CodesIn(string model) =>
        Tool.RunWithInput(model, "check", "-", "--json").Json.GetProperty("diagnostics").EnumerateArray().Select(d => d.GetProperty("code").GetString()!).ToList();

    [GeneratedRegex(@"```slt\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ModelBlock();
}
