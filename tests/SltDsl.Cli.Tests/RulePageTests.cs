using System.Text.RegularExpressions;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Cli.Tests;

/// <summary>Every diagnostic has a page, and its examples do what the page says.</summary>
public sealed partial class RulePageTests
{
    // A warning about data, where those of SLT07xx are errors.
    private const string CollinearDesign = "SLT1017";

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
    public void The_first_example_of_a_page_provokes_its_code_and_the_second_does_not(string code)
    {
        var models = Models(code);
        if (code.StartsWith("SLT07", StringComparison.Ordinal) || code == CollinearDesign || models.Count == 0)
        {
            return;
        }

        Assert.Contains(code, CodesIn(models[0]));
        if (models.Count > 1)
        {
            Assert.DoesNotContain(code, CodesIn(models[1]));
        }
    }

    [Fact]
    public void Every_page_of_a_singularity_or_fact_has_an_example_with_it_and_one_without() =>
        Assert.All(DiagnosticCatalogue.All.Select(d => d.Code).Where(code => code.StartsWith("SLT1", StringComparison.Ordinal) || code.StartsWith("SLT2", StringComparison.Ordinal)), code => Assert.Equal(code == CollinearDesign ? 1 : 2, Models(code).Count));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_data_of_a_page_provoke_its_code_and_the_repaired_ones_do_not(string code)
    {
        if (Models(code) is not [var model, ..] || DataBlock().Matches(Tool.Run("explain", code).Output) is not [var wrong, var right])
        {
            return;
        }

        var bad = Evaluate(model, wrong);
        Assert.Equal(code == CollinearDesign ? 0 : 3, bad.ExitCode);
        Assert.Contains($"{(code == CollinearDesign ? "warning" : "error")}[{code}]: ", bad.Error);
        Assert.DoesNotContain(code, Evaluate(model, right).Error);
    }

    // Data are looked at before the point is, so that an empty one serves.
    private static ToolResult Evaluate(string model, Match data)
    {
        using var folder = new TemporaryFolder();
        var rows = folder.Write($"rows.{data.Groups[1].Value}", data.Groups[2].Value);
        return Tool.Run("sample", folder.Write("model.slt", model), "--data", rows, "--seed", "1", "--draws", "1", "--warmup", "1", "-q", "-o", Path.Combine(folder.Path, "run"));
    }

    private static List<string> Models(string code) =>
        ModelBlock().Matches(Tool.Run("explain", code).Output).Select(m => m.Groups[1].Value).ToList();

    // Names of C# matter only when code is made.
    private static List<string> CodesIn(string model) =>
        [
            .. Tool.RunWithInput(model, "check", "-", "--json").Json.GetProperty("diagnostics").EnumerateArray().Select(d => d.GetProperty("code").GetString()!),
            .. Tool.RunWithInput(model, "emit", "-").Error.Contains("error[SLT0902]") ? ["SLT0902"] : Array.Empty<string>(),
        ];

    [GeneratedRegex(@"```slt\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ModelBlock();

    [GeneratedRegex(@"```(csv|json)\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex DataBlock();
}
