using Microsoft.CodeAnalysis;
using SltDsl.Analyzers;
using SltDsl.Generators;
using SltDsl.Hosting;

namespace SltDsl.Hosts.Tests;

public sealed class IncrementalityTests
{
    private const string Coin = "model Coin; param prob theta ~ beta(1, 1); observe int<lower=0, upper=1> y ~ bernoulli(theta);";
    private const string Normal = "model Normal; param real mu ~ normal(0, 1); observe real y ~ normal(mu, 1);";

    [Fact]
    public void An_unrelated_edit_of_the_code_leaves_every_step_cached()
    {
        var project = new ProjectOfModels(("coin.slt", Coin), ("normal.slt", Normal));
        var edited = project.Compilation.AddSyntaxTrees(ProjectOfModels.Source("class Another { }").WithFilePath("/project/Another.cs"));
        var after = project.Driver(new SltGenerator().AsSourceGenerator()).RunGenerators(project.Compilation).RunGenerators(edited);
        Assert.All([StepNames.Files, StepNames.Imports, StepNames.Code, StepNames.Facts], step => Assert.Equal(
            [IncrementalStepRunReason.Cached, IncrementalStepRunReason.Cached], Reasons(after, step)));
    }

    [Fact]
    public void A_comment_in_one_file_leaves_the_other_file_as_it_was()
    {
        var project = new ProjectOfModels(("coin.slt", Coin), ("normal.slt", Normal));
        var after = project.Driver(new SltGenerator().AsSourceGenerator()).RunGenerators(project.Compilation)
            .ReplaceAdditionalText(project.Files[1], ProjectOfModels.Model("normal.slt", Normal + " // a remark"))
            .RunGenerators(project.Compilation);

        // Every file is joined with what it imports; the join of the other file gives the same, so it is not compiled again.
        Assert.Equal([IncrementalStepRunReason.Unchanged, IncrementalStepRunReason.Modified], Reasons(after, StepNames.Imports));
        Assert.Equal(IncrementalStepRunReason.Cached, Reasons(after, StepNames.Code)[0]);
        Assert.NotEqual(IncrementalStepRunReason.Cached, Reasons(after, StepNames.Code)[1]);
    }

    [Fact]
    public void An_edit_of_an_imported_file_compiles_the_file_that_imports_it()
    {
        const string importing = "model Importing; import \"shared/scales.slt\"; param real mu ~ normal(0, scale(2)); observe real y ~ normal(mu, 1);";
        const string scales = "fun real scale(real s) = s + 1;";
        var project = new ProjectOfModels(("importing.slt", importing), ("shared/scales.slt", scales), ("coin.slt", Coin));
        var first = project.Driver(new SltGenerator().AsSourceGenerator()).RunGenerators(project.Compilation);
        var after = first
            .ReplaceAdditionalText(project.Files[1], ProjectOfModels.Model("shared/scales.slt", "fun real scale(real s) = s + 2;"))
            .RunGenerators(project.Compilation);
        Assert.NotEqual(Code(first, "importing"), Code(after, "importing"));
        Assert.Equal(IncrementalStepRunReason.Cached, Reasons(after, StepNames.Code)[2]);
    }

    [Fact]
    public async Task An_import_inside_an_imported_file_is_read_from_the_folder_of_that_file()
    {
        const string Importing = "model Importing; import \"../shared/scales.slt\"; param real mu ~ normal(0, scale(2)); observe real y ~ normal(mu, 1);";
        const string Scales = "import \"deep/base.slt\"; fun real scale(real s) = s + base(s);";
        var project = new ProjectOfModels(("models/importing.slt", Importing), ("../project/shared/scales.slt", Scales), ("shared/deep/base.slt", "fun real base(real s) = 2 * s;"));

        var result = project.Driver(new SltGenerator().AsSourceGenerator()).RunGenerators(project.Compilation).GetRunResult();

        Assert.Empty(result.Diagnostics);
        Assert.Equal("models.importing.slt.g.cs", Assert.Single(result.Results[0].GeneratedSources, s => !s.HintName.EndsWith("Facts.g.cs", StringComparison.Ordinal)).HintName);
        Assert.DoesNotContain(await project.Analyse(new SltAnalyzer()), d => d.Id.StartsWith("SLT0", StringComparison.Ordinal));
    }

    [Fact]
    public void Generator_and_analyzer_bind_and_analyse_a_file_once()
    {
        var file = new ModelFile("/project/once.slt", "once.slt", Coin, new("Consumer", false, [], "fast", null));

        Assert.Same(BuildAnalysis.Compilation(new(file, [])), BuildAnalysis.Compilation(new(file with { }, [])));
        Assert.Same(BuildAnalysis.Facts(new(file, []), default), BuildAnalysis.Facts(new(file with { }, []), default));
        Assert.NotSame(BuildAnalysis.Compilation(new(file, [])), BuildAnalysis.Compilation(new(file with { Text = Coin + " " }, [])));
    }

    [Fact]
    public void Files_of_one_name_in_two_folders_both_become_classes()
    {
        var project = new ProjectOfModels(("a/m.slt", Coin), ("b/m.slt", Normal));
        var result = project.Driver(new SltGenerator().AsSourceGenerator()).RunGenerators(project.Compilation).GetRunResult();
        Assert.Equal(
            ["a.m.slt.Facts.g.cs", "a.m.slt.g.cs", "b.m.slt.Facts.g.cs", "b.m.slt.g.cs"],
            result.Results[0].GeneratedSources.Select(s => s.HintName).Order(StringComparer.Ordinal));
    }

    private static IncrementalStepRunReason[] Reasons(GeneratorDriver driver, string step) =>
        [.. driver.GetRunResult().Results[0].TrackedSteps[step].SelectMany(s => s.Outputs).Select(o => o.Reason)];

    private static string Code(GeneratorDriver driver, string name) =>
        driver.GetRunResult().Results[0].GeneratedSources.Single(s => s.HintName == $"{name}.slt.g.cs").SourceText.ToString();
}
