using SltDsl.Algebra;

namespace SltDsl.Singularity.Tests;

/// <summary>Models at which the methods do not apply: nothing wrong may be claimed.</summary>
public class SoundnessTests
{
    private static TruthFacts At(string statements) => Models.Analyse("slt 1;\nmodel M;\n" + statements).Truths.Single();

    [Fact]
    public void A_support_that_moves_with_the_parameter_is_not_taken_for_regular()
    {
        // K = log θ for θ ≥ 1 is linear: λ = 1, twice d/2.
        var truth = At("param positive theta ~ gamma(2, 1);\nobserve real y ~ uniform(0, theta);\ntruth Q { set theta = 1; }");

        Assert.False(truth.Rlct?.Upper < 1);
    }

    [Fact]
    public void A_cell_of_probability_zero_that_is_a_product_is_not_taken_for_quadratic()
    {
        // K is of the order of a b: λ = 1, not 1/2.
        var truth = At("param prob a ~ beta(1, 1);\nparam prob b ~ beta(1, 1);\nobserve int<lower=0, upper=1> y ~ bernoulli(a * b);\ntruth Q { set a = 0; set b = 0.5; }");

        Assert.False(truth.Rlct?.Upper < 1);
    }

    [Fact]
    public void Inputs_on_a_line_do_not_count_as_two()
    {
        // x[1] is always 1, so a and b are seen only through their sum.
        var facts = Models.Analyse("slt 1;\nmodel M;\ninput vector[2] x ~ product([dirac(1), normal(0, 1)]);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * x[1] + b, 1);\ntruth Q { set a = 0; set b = 0; }");

        Assert.Equal(1, facts.JacobianRank);
        Assert.False(facts.Truths.Single().Rlct?.Lower > new Rational(1, 2));
    }

    [Theory]

    // Each class has a mean of its own: 1/2 for the weight, 1/2 for each mean.
    [InlineData("param prob w ~ beta(1, 1);\nparam vector[2] mu ~ normal(0, 1);\nobserve int<lower=1, upper=2> z ~ categorical([w, 1 - w]);\nobserve real y ~ normal(mu[z], 1);\ntruth Q { set w = 0.25; set mu = [0, 1]; }", 3)]

    // The next value has a rate of its own after each value.
    [InlineData("param vector<lower=0, upper=1>[2] p ~ beta(1, 1);\nobserve array[4] int<lower=1, upper=2> s each t in 2 : 4 ~ categorical([p[s[t - 1]], 1 - p[s[t - 1]]]);\ntruth Q { set p = [0.25, 0.5]; }", 2)]
    public void A_law_that_depends_on_an_observed_class_is_not_looked_at_in_one_class_only(string statements, int twiceLambda)
    {
        var truth = At(statements);

        Assert.False(truth.Rlct?.Upper < new Rational(twiceLambda, 2));
        Assert.False(truth.Rlct?.Lower > new Rational(twiceLambda, 2));
    }

    [Fact]
    public void A_scale_of_zero_is_not_taken_for_regular()
    {
        var truth = At("param real mu ~ normal(0, 1);\nparam positive s ~ half_normal(1);\nobserve real y ~ normal(mu, s);\ntruth Q { set mu = 0; set s = 0; }");

        Assert.Null(truth.Rlct);
    }

    [Fact]
    public void A_truth_outside_a_small_budget_is_undecided_or_bounded_but_not_wrong()
    {
        for (var budget = 1L; budget <= 100_000; budget *= 10)
        {
            var truth = SingularityAnalysis.AnalyseTruth(Models.Example("11"), "Independent", AnalysisOptions.Default with { Budget = budget });

            Assert.False(truth.Rlct is { } rlct && (rlct.Lower > new Rational(5, 2) || rlct.Upper < new Rational(5, 2)));
        }
    }

    [Fact]
    public void A_model_of_many_parameters_stops_at_its_budget()
    {
        var facts = Models.Analyse("slt 1;\nmodel M;\nsize n = 1_000_000;\nparam vector[n] w ~ normal(0, 1);\nobserve vector[n] y ~ normal(w, 1);\ntruth Q { set w = zeros(n); }");

        Assert.Contains(facts.Diagnostics, d => d.Code == "SLT0901");
        Assert.Contains(facts.Diagnostics, d => d.Code == "SLT2012");
    }

    [Fact]
    public void A_cancelled_analysis_ends_and_claims_nothing_wrong()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();

        var facts = SingularityAnalysis.Analyse(Models.Example("13"), AnalysisOptions.Default, source.Token);

        Assert.Null(facts.JacobianRank);
        Assert.All(facts.Truths, t => Assert.False(t.Rlct is { IsExact: true } rlct && rlct.Lambda != (t.Name == "NoFactor" ? 6 : new Rational(29, 4))));
    }
}
