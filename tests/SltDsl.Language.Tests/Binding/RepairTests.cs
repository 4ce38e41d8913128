using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Language.Tests.Binding;

/// <summary>Repairs do what they say: the finding is gone after them.</summary>
public sealed class RepairTests
{
    public static TheoryData<string, string> Repairs => new()
    {
        { "SLT0101", "param real mu ~ normal(0, 1); observe real y ~ normal(mue, 1);" },
        { "SLT0103", "observe real y ~ normal(b, 1);\nparam real b ~ normal(0, 1);\n" },
        { "SLT0104", "let c = 2;\nobserve real y ~ normal(0, 1);" },
        { "SLT0202", "param vector[2] a ~ normal(0, 1); let b = a * a; observe real y ~ normal(sum(b), 1);" },
        { "SLT0204", "size K = 4; param vector[K / 2] a ~ normal(0, 1); observe real y ~ normal(sum(a), 1);" },
        { "SLT0207", "param real a ~ normal(0, 1); observe real y ~ normal(a, 1); phase P where 0 < a < 1;" },
        { "SLT0303", "size N; size M;\nparam vector[N] a ~ normal(0, 1);\ninput vector[M] x ~ normal(0, 1);\nobserve real y ~ normal(dot(a, x), 1);" },
        { "SLT0401", "param real s ~ normal(0, 1); observe real y ~ normal(0, s);" },
        { "SLT0402", "param real a ~ gamma(2, 1); observe real y ~ normal(a, 1);" },
        { "SLT0402", "param vector[2] a ~ dirichlet([1, 1]); observe int y ~ categorical(a);" },
        { "SLT0403", "param real a ~ flat(); observe real y ~ normal(a, 1);" },
        { "SLT0404", "param int<lower=0, upper=1> k ~ bernoulli(0.5); observe real y ~ normal(k, 1);" },
        { "SLT0410", "param vector[3] a ~ normal(0, 1); observe int y ~ categorical(softmax(a));" },
        { "SLT0503", "param real<lower=0> a ~ exponential(1); observe real y ~ normal(a, 1);" },
        { "SLT0601", "param real a ~ normal(0, 1); param real b ~ normal(0, 1); observe real y ~ normal(a + b, 1); truth Q { set a = 0; }" },
        { "SLT0607", "input real x; observe real y ~ normal(x, 1);" },
        { "SLT0008", "@allow(SLT0104, \"kept\") param real a ~ normal(0, 1); observe real y ~ normal(a, 1);" },
    };

    [Theory]
    [MemberData(nameof(Repairs))]
    public void The_first_repair_removes_the_finding_and_leaves_no_error(string code, string model)
    {
        var before = SltCompilation.Compile(new("Model.slt", model), new BindingOptions());
        var finding = before.Diagnostics.First(d => d.Code == code);
        var text = Marked.Apply(model, finding.Fixes[0]);
        var after = SltCompilation.Compile(new("Model.slt", text), new BindingOptions());
        Assert.False(after.HasErrors || after.Diagnostics.Any(d => d.Code == code), text + "\n" + Marked.Render(after));
    }
}
