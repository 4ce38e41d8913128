using Microsoft.CodeAnalysis;
using SltDsl.Analyzers;
using SltDsl.Generators;
using SltDsl.Language.Diagnostics;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace SltDsl.Hosts.Tests;

public sealed class ReportedDiagnosticsTests
{
    private static readonly string _reducedRank = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "models", "06-reduced-rank.slt"));

    [Fact]
    public async Task A_singularity_is_a_warning_at_its_place_in_the_model_with_the_places_that_explain_it()
    {
        var warning = (await new ProjectOfModels(("06-reduced-rank.slt", _reducedRank)).Analyse(new SltAnalyzer())).Single(d => d.Id == "SLT1004");
        Assert.Equal(DiagnosticSeverity.Warning, warning.Severity);
        Assert.Equal("/project/06-reduced-rank.slt: (12,29)-(12,34)", warning.Location.GetLineSpan().ToString());
        Assert.Equal([9, 10], warning.AdditionalLocations.Select(l => l.GetLineSpan().StartLinePosition.Line).Order());
    }

    [Fact]
    public async Task An_error_is_reported_once_and_by_the_generator()
    {
        var project = new ProjectOfModels(("broken.slt", "model Broken;\nparam real mu ~ normal(0, sgima);\nobserve real y ~ normal(mu, 1);"));
        var fromGenerator = project.Driver(new SltGenerator().AsSourceGenerator()).RunGenerators(project.Compilation).GetRunResult().Diagnostics;
        var error = Assert.Single(fromGenerator);
        Assert.Equal(("SLT0101", 1, DiagnosticSeverity.Error), (error.Id, error.Location.GetLineSpan().StartLinePosition.Line, error.Severity));
        Assert.DoesNotContain(await project.Analyse(new SltAnalyzer()), d => d.Severity == DiagnosticSeverity.Error);
    }

    [Theory]
    [InlineData("none", null)]
    [InlineData("error", DiagnosticSeverity.Error)]
    [InlineData("suggestion", DiagnosticSeverity.Info)]
    public async Task A_severity_of_ours_in_the_editor_configuration_is_obeyed(string configured, DiagnosticSeverity? reported)
    {
        var project = new ProjectOfModels(("06-reduced-rank.slt", _reducedRank));
        project.Options["slt_diagnostic.SLT1004.severity"] = configured;
        Assert.Equal(reported, (await project.Analyse(new SltAnalyzer())).SingleOrDefault(d => d.Id == "SLT1004")?.Severity);
    }

    [Fact]
    public async Task Analysis_that_is_off_reports_no_fact()
    {
        var project = new ProjectOfModels(("06-reduced-rank.slt", _reducedRank));
        project.Options["build_property.SltAnalysis"] = "off";
        Assert.DoesNotContain(await project.Analyse(new SltAnalyzer()), IsFact);
    }

    [Fact]
    public void The_release_notes_of_the_analyzer_list_the_catalogue()
    {
        var listed = File.ReadLines(Path.Combine(AppContext.BaseDirectory, "releases", "AnalyzerReleases.Shipped.md"))
            .Concat(File.ReadLines(Path.Combine(AppContext.BaseDirectory, "releases", "AnalyzerReleases.Unshipped.md")))
            .Where(line => line.StartsWith("SLT", StringComparison.Ordinal))
            .Select(line => string.Join(" | ", line.Split('|').Take(3).Select(cell => cell.Trim())));
        Assert.Equal(DiagnosticCatalogue.All.Select(d => $"{d.Code} | {d.Category} | {d.DefaultSeverity}").Order(), listed.Order());
    }

    private static bool IsFact(Diagnostic d) => d.Id.StartsWith("SLT1", StringComparison.Ordinal) || d.Id.StartsWith("SLT2", StringComparison.Ordinal);
}
