using SltDsl.Language.Diagnostics;

namespace SltDsl.Singularity.Tests;

public class StructureTests
{
    private static SingularityFacts Facts(string statements) => Models.Analyse("slt 1;\nmodel M;\n" + statements);

    private static string Message(SingularityFacts facts, string code) => Assert.Single(facts.Diagnostics, d => d.Code == code).Message;

    [Fact]
    public void Null_directions_are_rational_and_named()
    {
        var facts = Facts("input real x ~ normal(0, 1);\nparam vector[2] a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal((a[1] + 2 * a[2]) * x + b, 1);");

        var direction = facts.NullDirections.Single().Components.ToDictionary(c => c.Coordinate, c => c.Value);
        Assert.Equal(["a[1]", "a[2]"], direction.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(-2 * direction["a[2]"], direction["a[1]"]);
    }

    [Fact]
    public void A_parameter_that_reaches_other_priors_only_is_named() =>
        Assert.Contains("`tau`", Message(Facts("param positive tau ~ half_normal(1);\nparam real mu ~ normal(0, tau);\nobserve real y ~ normal(mu, 1);"), "SLT1008"), StringComparison.Ordinal);

    [Fact]
    public void Two_numbers_that_hide_each_other_are_a_product() =>
        Assert.Contains("`a` = 0", Message(Facts("input real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * b * x, 1);"), "SLT1009"), StringComparison.Ordinal);

    [Fact]
    public void A_cube_has_no_information_at_zero() =>
        Assert.Contains("`a`", Message(Facts("input real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(a ^ 3 * x, 1);\ntruth Zero { set a = 0; }"), "SLT1011"), StringComparison.Ordinal);

    [Fact]
    public void Three_parameters_of_one_coin_exceed_its_free_numbers() =>
        Assert.Contains("1 free", Message(Facts("param prob w ~ beta(1, 1);\nparam prob p ~ beta(1, 1);\nparam prob q ~ beta(1, 1);\nobserve int<lower=0, upper=1> y ~ bernoulli(w * p + (1 - w) * q);"), "SLT1016"), StringComparison.Ordinal);

    [Fact]
    public void A_parameter_in_a_condition_only_is_missing_rank_and_no_symmetry()
    {
        var facts = Facts("param real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(if a > 0 then b else 2 * b, 1);");

        Assert.Equal((2, 1), (facts.Dimension, facts.JacobianRank));
        Assert.Empty(facts.Symmetries);
    }

    [Fact]
    public void An_ordered_parameter_breaks_the_relabelling()
    {
        var facts = Facts("param ordered[2] mu ~ normal(0, 3);\nobserve real y ~ mixture([0.5, 0.5], k => normal(mu[k], 1));");

        Assert.Equal(Severity.Hidden, Assert.Single(facts.Diagnostics, d => d.Code == "SLT1018").Severity);
        Assert.DoesNotContain(facts.Diagnostics, d => d.Code == "SLT1006");
    }

    [Fact]
    public void Lambda_on_an_edge_is_said_to_follow_the_prior() =>
        Assert.Contains("`theta`", Message(Facts("param prob theta ~ beta(2, 3);\nobserve int<lower=0, upper=1> y ~ bernoulli(theta);\ntruth Q { set theta = 0; }"), "SLT2010"), StringComparison.Ordinal);

    [Fact]
    public void Lambda_changes_its_form_where_the_exponent_of_a_prior_stops_to_decide()
    {
        // K is of the order of a² b² and the prior of a^(alpha − 1): λ = min(alpha/2, 1/2).
        var facts = Facts("hyper real alpha = 0.5 in [0.25, 2];\ninput real x ~ normal(0, 1);\nparam real<lower=0> a ~ gamma(alpha, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * b * x, 1);\ntruth Q { set a = 0; set b = 0; }");

        Assert.Equal("λ at `Q` is alpha/2 below `alpha` = 1 and 1/2 above it", Message(facts, "SLT2007"));
        Assert.Equal("λ = 1/4, m = 1", facts.Truths.Single().Rlct?.ToString());
    }

    [Fact]
    public void Three_groups_of_galaxies_have_an_exact_coefficient()
    {
        // One regular mean and two spare components of 1/4 each.
        var facts = Facts("size K = 3;\nparam simplex[K] w ~ dirichlet(rep(1, K));\nparam vector[K] mu ~ normal(20, 10);\nobserve real v ~ mixture(w, k => normal(mu[k], 2));\ntruth One { with K = 1; set w = [1]; set mu = [21]; }");

        Assert.Equal("λ = 1, m = 1", facts.Truths.Single().Rlct?.ToString());
    }
}
