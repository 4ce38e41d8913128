using System.Text.RegularExpressions;
using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Language.Tests.Binding;

/// <summary>The examples on the pages of docs/rules do what the pages say.</summary>
public sealed partial class RulePageTests
{
    public static TheoryData<string> Codes => new(DiagnosticCatalogue.All.Select(d => d.Code)
        .Where(c => c == "SLT0008" || (string.CompareOrdinal(c, "SLT0100") > 0 && string.CompareOrdinal(c, "SLT0700") < 0)));

    [Theory]
    [MemberData(nameof(Codes))]
    public void The_failing_example_provokes_its_code_and_the_fixed_one_binds_without_it(string code)
    {
        var page = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "rules", code + ".md"));
        var models = ModelBlock().Matches(page).Select(m => m.Groups[1].Value).ToArray();
        Assert.Equal(2, models.Length);
        var (failing, repaired) = (Compile(models[0]), Compile(models[1]));
        Assert.True(failing.Diagnostics.Any(d => d.Code == code), "failing\n" + Marked.Render(failing));
        Assert.True(!repaired.HasErrors && repaired.Diagnostics.All(d => d.Code != code), "fixed\n" + Marked.Render(repaired));
    }

    private static SltCompilation Compile(string text) => SltCompilation.Compile(new("model.slt", text), new BindingOptions());

    [GeneratedRegex(@"```slt\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ModelBlock();
}
