using SltDsl.Algebra;

namespace SltDsl.Singularity.Tests;

/// <summary>Strata of a true set, phases between which the posterior moves, truths to which all parameters are equally near.</summary>
public class TruthComparisonTests
{
    private const string Factors = "input real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nparam real c ~ normal(0, 1);\nobserve real y ~ normal(a * (b * x + c * x ^ 2), 1);\n"
        + "truth Nothing { set a = 0; set b = 0; set c = 0; }\ntruth Curve { set a = 1; set b = 1; set c = 1; }\n";

    private static SingularityFacts Facts(string statements) => Models.Analyse("slt 1;\nmodel M;\n" + statements);

    [Fact]
    public void A_product_has_two_arms_and_a_crossing()
    {
        // Along an arm a b is smooth, λ = 1/2; at the crossing λ = 1/2 twice.
        var strata = Facts("input real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * b * x, 1);\ntruth Q { set a = 0; set b = 0; }").Truths.Single().Strata;

        Assert.Equal([new("a = 0", 1, new Rational(1, 2), 1), new("b = 0", 1, new Rational(1, 2), 1), new TrueStratum("a = 0, b = 0", 2, new Rational(1, 2), 2)], strata);
    }

    [Fact]
    public void Components_of_different_codimension_have_their_own_lambda()
    {
        // (a b, a c): a = 0 has λ = 1/2; b = c = 0 has λ = 1.
        var strata = Facts(Factors).Truths[0].Strata;

        Assert.Contains(new TrueStratum("a = 0", 1, new Rational(1, 2), 1), strata);
        Assert.Contains(new TrueStratum("b = 0, c = 0", 2, 1, 1), strata);
    }

    [Fact]
    public void A_regular_truth_has_no_strata_to_list() =>
        Assert.Empty(Facts("input real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * x + b, 1);\ntruth Q { set a = 0; set b = 0; }").Truths.Single().Strata);

    [Fact]
    public void A_phase_away_from_the_truth_is_left_for_the_one_that_holds_it()
    {
        // |a| ≤ 0.1 and |b| ≤ 1 keep a b below 0.1, and Curve needs 1: K > 0 there. λ is 1/2 at Nothing and 1 at Curve.
        var facts = Facts(Factors + "phase Dead where abs(a) < 0.1 && abs(b) < 1;\nphase Live where abs(a) >= 0.1;");

        Assert.Empty(facts.Truths[0].Transitions);
        Assert.Equal(new PhaseTransition("Dead", "Live", "Nothing", new Rational(1, 2), 1), Assert.Single(facts.Truths[1].Transitions));
        Assert.Contains("n·ΔL = 1/2 log n", Assert.Single(facts.Diagnostics, d => d.Code == "SLT2006").Message, StringComparison.Ordinal);
    }

    [Theory]

    // b is not bounded, so a small a and a large b describe Curve too.
    [InlineData("phase Dead where abs(a) < 0.1;\nphase Live where abs(a) >= 0.1;")]

    // The edge a = 1 of Dead holds Curve.
    [InlineData("phase Dead where a < 1 && abs(b) <= 1 && abs(c) <= 1;\nphase Live where a >= 1;")]

    // Live does not hold Curve.
    [InlineData("phase Dead where abs(a) < 0.1 && abs(b) < 1;\nphase Live where a > 2;")]

    // Dead does not hold Nothing.
    [InlineData("phase Dead where a > 0.05 && a < 0.1 && b > 0.5 && b < 1;\nphase Live where abs(a) >= 0.1;")]
    public void No_transition_is_claimed_without_its_proof(string phases) =>
        Assert.All(Facts(Factors + phases).Truths, t => Assert.Empty(t.Transitions));

    [Fact]
    public void Phases_of_the_examples_claim_no_transition_that_is_none()
    {
        // Pooled holds the other truth as well, with large eta.
        Assert.All(Models.AnalysedExample("04").Facts.Truths, t => Assert.Empty(t.Transitions));
    }

    [Fact]
    public void A_circle_of_means_is_everywhere_as_far_from_its_centre()
    {
        const string Circle = "param real t ~ normal(0, 1);\nobserve vector[2] y ~ normal([cos(t), sin(t)], 1);\n";

        Assert.Contains(Facts(Circle + "truth Centre { observe y ~ normal(zeros(2), 1); }").Diagnostics, d => d.Code == "SLT2011");
        Assert.DoesNotContain(Facts(Circle + "truth Outside { observe y ~ normal([0, 2], 1); }").Diagnostics, d => d.Code == "SLT2011");
        Assert.DoesNotContain(Facts("param real a ~ normal(0, 1);\nobserve real y ~ normal(a, 1);\ntruth Wide { observe y ~ normal(0, 2); }").Diagnostics, d => d.Code == "SLT2011");
    }
}
