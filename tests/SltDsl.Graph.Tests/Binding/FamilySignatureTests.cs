using SltDsl.Graph.Distributions;
using SltDsl.Language.Binding.Distributions;

namespace SltDsl.Graph.Tests.Binding;

/// <summary>What the binder knows of the families agrees with the distribution table.</summary>
public sealed class FamilySignatureTests
{
    public static TheoryData<string> Names => new(FamilyTable.Families.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_same_families_are_in_both() =>
        Assert.Equal(FamilyTable.Families.Keys.Order(StringComparer.Ordinal), FamilySignatures.All.Select(f => f.Name).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Names))]
    public void Parameters_values_and_masses_agree(string name)
    {
        var (entry, signature) = (FamilyTable.Families[name], FamilySignatures.Find(name)!);
        Assert.Equal(entry.Parameters.Select(p => (p.Name, p.Rank)), signature.Parameters.Select(p => (p.Name, p.Axes.Count)));
        Assert.Equal((entry.ValueRank, entry.IsDiscrete), (signature.ValueRank, signature.IsDiscrete));
        if (entry is ScalarFamily { IsDiscrete: false } scalar)
        {
            Assert.Equal(scalar.LogCdf is not null && scalar.LogSurvival is not null, signature.HasIntervalMass);
            Assert.Equal(scalar.Centre is not null, signature.IsSymmetric);
        }
    }

    [Theory]
    [InlineData("real", "normal(0, 1)")]
    [InlineData("positive", "normal(0, 1)")]
    [InlineData("positive", "student_t(3, 0, 1)")]
    [InlineData("positive", "student_t(3, 1, 1)")]
    [InlineData("real<lower=1>", "gamma(2, 1)")]
    [InlineData("positive", "gamma(2, 1)")]
    [InlineData("real<lower=1>", "exponential(1)")]
    [InlineData("real<lower=0, upper=1>", "cauchy(0, 1)")]
    [InlineData("prob", "beta(2, 3)")]
    [InlineData("real<lower=0.1, upper=0.9>", "beta(2, 3)")]
    [InlineData("simplex[3]", "dirichlet([1, 1, 1])")]
    [InlineData("simplex[3]", "normal(0, 1)")]
    [InlineData("ordered[3]", "normal(0, 1)")]
    [InlineData("ordered[3]", "normal([0, 1, 2], 1)")]
    [InlineData("positive_ordered[3]", "normal(0, 1)")]
    [InlineData("positive_ordered[3]", "skew_normal(0, 1, 2)")]
    [InlineData("positive_ordered[3]", "gamma(2, 1)")]
    [InlineData("sum_to_zero_vector[3]", "normal(0, 1)")]
    [InlineData("unit_vector[3]", "flat()")]
    [InlineData("vector[3]", "multi_normal(zeros(3), identity(3))")]
    [InlineData("ordered[3]", "multi_normal(zeros(3), identity(3))")]
    [InlineData("vector<lower=0>[3]", "multi_normal(zeros(3), identity(3))")]
    [InlineData("corr_matrix[3]", "lkj_corr(2)")]
    [InlineData("cov_matrix[3]", "wishart(4, identity(3))")]
    [InlineData("cov_matrix[3]", "lkj_corr(2)")]
    [InlineData("real<lower=0>", "mixture([0.5, 0.5], k => normal(k, 1))")]
    public void A_prior_whose_mass_is_not_known_is_reported_exactly_where_the_graph_lacks_it(string type, string prior)
    {
        var text = $"param {type} a ~ {prior}; observe real y ~ normal(0, 1);";
        var compilation = Language.SltCompilation.Compile(new("Model.slt", text), new Language.Binding.BindingOptions());
        var reported = compilation.Diagnostics.Any(d => d.Code == "SLT0402" && d.Message.EndsWith("known up to a constant factor on its set", StringComparison.Ordinal));
        Assert.NotEqual(reported, GraphBuilder.Build(compilation.Model!).Parameters[0].IsPriorNormalised);
    }
}
