using System.Diagnostics;

namespace SltDsl.Algebra.Tests;

/// <summary>Input at the edge of what the method can do: a message or valid bounds, and an end within the budget.</summary>
public sealed class HardInputTests
{
    [Theory]
    [InlineData("x^1000000 - y^999999")]
    [InlineData("x^1000000*y + y^1000000*x")]
    [InlineData("(x - y)^7*(x + y^2)^5 + z^40")]
    public void A_high_degree_ends_with_bounds(string generator)
    {
        var result = Solve(["x", "y", "z"], [generator], budget: 20_000);
        Assert.False(result.IsInfinite);
        Assert.True(result.Lower.Sign > 0);
        Assert.True(result.Upper is null || result.Lower <= result.Upper);
    }

    [Fact]
    public void A_degree_of_a_million_ends_within_the_default_budget()
    {
        var watch = Stopwatch.StartNew();
        var result = Solve(["x", "y"], ["x^1000000 - y^999999"], RealLogCanonicalThreshold.DefaultBudget);
        Assert.True(result.Lower.Sign > 0 && result.Upper < Rational.Parse("1/500000"), result.ToString());
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
    }

    [Fact]
    public void An_exponent_beyond_a_million_is_refused_with_its_place()
    {
        var fault = Assert.Throws<IdealProblemException>(() => Solve(["x", "y"], ["y - x^2000000000"], budget: 10_000));
        Assert.Contains("from 0 to 1000000", fault.Message);
        Assert.Equal(6, fault.Column);
    }

    [Fact]
    public void Two_hundred_variables_in_one_quadratic_form_are_exact()
    {
        var names = Enumerable.Range(0, 200).Select(i => $"x{i}").ToArray();
        var form = string.Join("+", Enumerable.Range(0, 100).Select(i => $"x{2 * i}*x{(2 * i) + 1}"));
        var result = Solve(names, [form], budget: 100_000);
        Assert.True(result.Lower <= Rational.Parse("1/2") && result.Upper >= Rational.Parse("1/2"), result.ToString());
    }

    [Fact]
    public void Two_hundred_variables_over_a_box_end_with_bounds()
    {
        var names = Enumerable.Range(0, 200).Select(i => $"x{i}").ToArray();
        var problem = IdealProblem.Parse(names, [string.Join("+", names), "x0*x1 - x2^2"], null, names.Select(_ => ("-1", "1")).ToArray());
        var watch = Stopwatch.StartNew();
        var result = RealLogCanonicalThreshold.Of(problem, budget: 20_000);
        Assert.False(result.IsInfinite);
        Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), $"{watch.Elapsed}");
    }

    [Fact]
    public void A_spent_budget_gives_the_same_bounds_every_time()
    {
        string[] names = ["a", "b", "c", "d", "e", "f"];
        string[] generators = ["a*b+c*d+e*f", "a*b^3+c*d^3+e*f^3", "a*b^5+c*d^5+e*f^5"];
        var first = Solve(names, generators, budget: 700);
        Assert.False(first.IsExact);
        Assert.Equal(first.ToString(), Solve(names, generators, budget: 700).ToString());
        Assert.True(first.Lower <= Rational.Parse("5/6") && first.Upper >= Rational.Parse("5/6"));
        var verdict = CertificateVerifier.Verify(first);
        Assert.True(verdict.IsValid, verdict.Fault);
    }

    [Fact]
    public void A_cancelled_search_gives_bounds()
    {
        string[] names = ["x", "y"];
        var problem = IdealProblem.Parse(names, ["(y^2-x^3)^2-x^5*y"], ["0", "0"]);
        var result = RealLogCanonicalThreshold.Of(problem, cancellation: new CancellationToken(canceled: true));
        Assert.True(result.Lower <= Rational.Parse("5/24") && result.Upper >= Rational.Parse("5/24"));
    }

    [Fact]
    public void No_generators_a_doubled_name_and_a_centre_outside_are_refused_with_the_next_step()
    {
        Assert.Contains("at least one", Assert.Throws<IdealProblemException>(() => IdealProblem.Parse(["x"], [], ["0"])).Message);
        Assert.Contains("each name once", Assert.Throws<IdealProblemException>(() => IdealProblem.Parse(["x", "x"], ["x"], ["0", "0"])).Message);
        Assert.Contains("outside its domain", Assert.Throws<IdealProblemException>(() => IdealProblem.Parse(["x"], ["x"], ["2"], [("-1", "1")])).Message);
        Assert.Contains("not a rational number", Assert.Throws<IdealProblemException>(() => IdealProblem.Parse(["x"], ["x"], ["zero"])).Message);
        Assert.Contains("as many entries", Assert.Throws<IdealProblemException>(() => IdealProblem.Parse(["x", "y"], ["x"], ["0"])).Message);
    }

    private static Rlct Solve(string[] names, string[] generators, long budget) =>
        RealLogCanonicalThreshold.Of(IdealProblem.Parse(names, generators, names.Select(_ => "0").ToArray()), budget);
}
