using SltDsl.Language.Diagnostics;

namespace SltDsl.Singularity.Tests;

public class SilencingTests
{
    private const string Product = "input real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\n";

    private static Diagnostic[] Found(string text, string code) => [.. Models.Analyse(text).Diagnostics.Where(d => d.Code == code)];

    [Fact]
    public void Allow_on_the_statement_silences_with_its_reason()
    {
        var facts = Models.Analyse("slt 1;\nmodel M;\n" + Product + "@allow(SLT1001, \"meant\")\nobserve real y ~ normal(a * b * x, 1);");

        Assert.DoesNotContain(facts.Diagnostics, d => d.Code == "SLT1001");
        Assert.Equal("meant", facts.Silenced.Single().Reason);
    }

    [Fact]
    public void Allow_on_the_model_silences_in_the_whole_file() =>
        Assert.Empty(Found("slt 1;\n@allow(SLT1001, \"meant\")\nmodel M;\n" + Product + "observe real y ~ normal(a * b * x, 1);", "SLT1001"));

    [Fact]
    public void Allow_that_silences_nothing_is_reported() =>
        Assert.Single(Found("slt 1;\nmodel M;\n" + Product + "@allow(SLT1003, \"meant\")\nobserve real y ~ normal(a * b * x, 1);", "SLT0008"));

    [Fact]
    public void A_singular_model_is_informed_and_not_warned()
    {
        const string Observed = "observe real y ~ normal(a * b * x, 1);\ntruth Q { set a = 0; set b = 0; }";

        Assert.Equal(Severity.Warning, Found("slt 1;\nmodel M;\n" + Product + Observed, "SLT1001").Single().Severity);
        Assert.Equal(Severity.Warning, Found("slt 1;\nmodel M;\n" + Product + Observed, "SLT2003").Single().Severity);
        Assert.Equal(Severity.Info, Found("slt 1;\n@singular\nmodel M;\n" + Product + Observed, "SLT1001").Single().Severity);
        Assert.Equal(Severity.Info, Found("slt 1;\n@singular\nmodel M;\n" + Product + Observed, "SLT2003").Single().Severity);
    }
}
