namespace SltDsl.Singularity.Tests;

public class IdentifiableModelsTests
{
    private static readonly string[] _continuous = ["SLT1001", "SLT1002", "SLT1003", "SLT1004", "SLT1010"];

    /// <summary>The reference posteriors of posteriordb (Magnusson et al.), identifiable but for eight schools.</summary>
    [Theory]
    [InlineData("arK")]
    [InlineData("blr")]
    [InlineData("earn_height")]
    [InlineData("garch11")]
    [InlineData("gp_regr")]
    [InlineData("hmm_example")]
    [InlineData("kidscore_momiq")]
    [InlineData("kilpisjarvi")]
    [InlineData("low_dim_gauss_mix")]
    [InlineData("mesquite")]
    [InlineData("nes")]
    public void Reference_posteriors_raise_no_continuous_symmetry(string name)
    {
        var facts = SingularityAnalysis.Analyse(Models.Posterior(name), AnalysisOptions.Default);

        Assert.DoesNotContain(facts.Diagnostics, d => _continuous.Contains(d.Code));
        Assert.Equal(facts.Dimension, facts.JacobianRank);
    }

    [Fact]
    public void Eight_schools_raise_scaling_and_shift()
    {
        var facts = SingularityAnalysis.Analyse(Models.Posterior("eight_schools"), AnalysisOptions.Default);

        Assert.Equal(["SLT1001", "SLT1002"], facts.Symmetries.Select(s => s.Code).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("param real mu ~ normal(0, 1);\nparam positive s ~ half_normal(1);\nobserve real y ~ normal(mu, s);")]
    [InlineData("param positive a ~ gamma(2, 1);\nparam positive b ~ gamma(2, 1);\nobserve positive y ~ gamma(a, b);")]
    [InlineData("param positive a ~ gamma(2, 1);\nparam positive b ~ gamma(2, 1);\nobserve prob y ~ beta(a, b);")]
    [InlineData("param positive nu ~ gamma(2, 1);\nparam real mu ~ normal(0, 1);\nparam positive s ~ half_normal(1);\nobserve real y ~ student_t(nu, mu, s);")]
    [InlineData("param positive m ~ gamma(2, 1);\nparam positive phi ~ gamma(2, 1);\nobserve int<lower=0> y ~ neg_binomial_2(m, phi);")]
    [InlineData("param prob p ~ beta(1, 1);\nparam positive m ~ gamma(2, 1);\nobserve int<lower=0> y ~ zero_inflated(p, poisson(m));")]
    [InlineData("param simplex[12] w ~ dirichlet(rep(1, 12));\nparam vector[12] mu ~ normal(0, 1);\nobserve int<lower=1, upper=12> z ~ categorical(w);\nobserve real y ~ normal(mu[z], 1);")]
    [InlineData("param cov_matrix[3] S ~ wishart(5, identity(3));\nparam vector[3] mu ~ normal(0, 1);\nobserve vector[3] y ~ multi_normal(mu, S);")]
    [InlineData("input vector[2] x ~ normal(0, 1);\nparam vector[2] b ~ normal(0, 1);\nparam ordered[3] c ~ normal(0, 3);\nobserve int<lower=1, upper=4> y ~ ordered_logistic(dot(b, x), c);")]
    [InlineData("input real x ~ normal(0, 1);\nparam matrix[2, 2] W ~ normal(0, 1);\nobserve int<lower=1, upper=3> y ~ categorical_logit(append_row(W * [1, x], zeros(1)));")]
    [InlineData("param sum_to_zero_vector[4] e ~ normal(0, 1);\nparam real mu ~ normal(0, 1);\ninput int<lower=1, upper=4> g ~ discrete_uniform(1, 4);\nobserve real y ~ normal(mu + e[g], 1);")]
    [InlineData("size N;\nsize J = 8;\ndata array[N] int<lower=1, upper=J> g;\nparam vector[J] theta ~ normal(0, 1);\nobserve vector[N] y ~ normal(theta[g], 1);")]
    [InlineData("size N;\nsize D = 20;\ninput matrix[N, D] X;\nparam vector[D] b ~ normal(0, 1);\nparam positive s ~ half_normal(1);\nobserve vector[N] y ~ normal(X * b, s);")]
    [InlineData("size N;\ndata array[N] int<lower=1, upper=4> g;\ndata array[N] int<lower=1, upper=4> h;\nparam vector[4] a ~ normal(0, 1);\nparam sum_to_zero_vector[4] b ~ normal(0, 1);\nobserve vector[N] y ~ normal(a[g] + b[h], 1);")]
    public void Identifiable_models_have_full_rank(string statements)
    {
        var facts = Models.Analyse("slt 1;\nmodel M;\n" + statements);

        Assert.DoesNotContain(facts.Diagnostics, d => _continuous.Contains(d.Code));
        Assert.Equal(facts.Dimension, facts.JacobianRank);
    }
}
