using SltDsl.Language.Diagnostics;

namespace SltDsl.Singularity.Tests;

/// <summary>Every edit that a finding offers removes it, or lowers it where it says that the singularity is meant.</summary>
public class FixTests
{
    private const string Line = "input real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\n";

    public static TheoryData<string, string, string> Fixes => new()
    {
        { "SLT1001", "Fix `b` at 1", Line + "observe real y ~ normal(a * b * x, 1);" },
        { "SLT1001", "Fix `b` at 0.5", Line + "observe real y ~ normal(a * b * x, 1);\ntruth Q { set a = 2; set b = 0.5; }" },
        { "SLT1001", "Fix `a` at 2", Line + "observe real y ~ normal(a * b * x, 1);\ntruth Q { set a = 2; set b = 0; }" },
        { "SLT1002", "Fix `b` at 0", Line + "observe real y ~ normal((a + b) * x, 1);" },
        { "SLT1002", "Fix `b` at 3", Line + "observe real y ~ normal((a + b) * x, 1);\ntruth Q { set a = 2; set b = 3; }\nphase P at { set a = 1; set b = 3; } radius 0.5;" },
        { "SLT1002", "Declare `b` as `sum_to_zero_vector`", "param vector[3] b ~ normal(0, 2);\nobserve int<lower=1, upper=3> y ~ categorical_logit(b);" },
        { "SLT1002", "Declare `e` as `sum_to_zero_vector`", "input int<lower=1, upper=4> g ~ discrete_uniform(1, 4);\nparam real mu ~ normal(0, 1);\nparam vector[4] e ~ normal(0, 1);\nobserve real y ~ normal(mu + e[g], 1);" },
        { "SLT1003", "Declare `L` as `cholesky_factor_cov`", "param matrix[2, 2] L ~ normal(0, 1);\nobserve vector[2] y ~ multi_normal(zeros(2), L * L' + identity(2));" },
        { "SLT1004", "Mark the model `@singular`", "input vector[3] x ~ normal(0, 1);\nparam matrix[2, 3] A ~ normal(0, 1);\nparam matrix[3, 2] B ~ normal(0, 1);\nobserve vector[3] y ~ normal(B * A * x, 1);" },
        { "SLT1005", "Keep `b` at or above 0", Line + "observe real y ~ normal(a * tanh(b * x), 1);" },
        { "SLT1006", "Declare `mu` as `ordered`", "param vector[2] mu ~ normal(0, 3);\nobserve real y ~ mixture([0.5, 0.5], k => normal(mu[k], 1));" },
        { "SLT1006", "Declare `m` as `positive_ordered`", "param vector<lower=0>[2] m ~ exponential(1);\nobserve int<lower=0> y ~ mixture([0.5, 0.5], k => poisson(m[k]));" },
        { "SLT1007", "Remove `b`", Line + "observe real y ~ normal(a * x, 1);\ntruth Q { set a = 0; set b = 0; }" },
        { "SLT1015", "Keep `a` at or above 0", "input real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(a ^ 2 * x, 1);" },
        { "SLT0008", "Remove it", "@allow(SLT1003, \"no longer\")\n" + Line + "observe real y ~ normal(a * x + b, 1);" },
    };

    [Theory]
    [MemberData(nameof(Fixes))]
    public void The_edit_removes_what_it_repairs(string code, string title, string statements)
    {
        var text = "slt 1;\nmodel M;\n" + statements;
        var finding = Models.Analyse(text).Diagnostics.First(d => d.Code == code);
        var fix = finding.Fixes.FirstOrDefault(f => f.Title == title);
        Assert.True(fix is not null, string.Join(", ", finding.Fixes.Select(f => f.Title)));

        var repaired = Apply(text, fix);

        Assert.DoesNotContain(Models.Analyse(repaired).Diagnostics, d => d.Code == code && d.Severity >= finding.Severity);
    }

    [Theory]
    [InlineData("08", "SLT1005")]
    [InlineData("05", "SLT1006")]
    [InlineData("06", "SLT1004")]
    public void The_edit_repairs_an_example(string example, string code)
    {
        var (model, facts) = Models.AnalysedExample(example);
        var finding = facts.Diagnostics.First(d => d.Code == code);

        var repaired = Apply(model.Source.Text, finding.Fixes[0]);

        Assert.DoesNotContain(Models.Analyse(repaired).Diagnostics, d => d.Code == code && d.Severity >= finding.Severity);
    }

    private static string Apply(string text, TextFix fix) =>
        fix.Edits.OrderByDescending(e => e.Span.Start).Aggregate(text, (t, e) => t.Remove(e.Span.Start, e.Span.Length).Insert(e.Span.Start, e.NewText));
}
