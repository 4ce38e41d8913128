namespace SltDsl.Algebra.Tests;

public sealed class IdealProblemTests
{
    [Fact]
    public void A_centre_off_the_zero_set_has_infinite_lambda()
    {
        var result = RealLogCanonicalThreshold.Of(IdealProblem.Parse(["x", "y"], ["x*y - 1"], ["0", "0"]));
        Assert.True(result.IsInfinite);
        Assert.Contains("choose a centre on the zero set", result.Evidence.Steps[0]);
    }

    [Fact]
    public void A_syntax_error_carries_its_column() =>
        Assert.Equal(5, Assert.Throws<IdealProblemException>(() => IdealProblem.Parse(["x"], ["x + "], ["0"])).Column);

    [Fact]
    public void An_empty_domain_is_refused() =>
        Assert.Contains("is empty", Assert.Throws<IdealProblemException>(() => IdealProblem.Parse(["x"], ["x"], ["0"], [("1", "1")])).Message);

    [Fact]
    public void A_constant_generator_has_infinite_lambda_and_zero_generators_lambda_zero()
    {
        Assert.True(RealLogCanonicalThreshold.Of(IdealProblem.Parse(["x"], ["3"], ["0"])).IsInfinite);
        Assert.Equal(0, RealLogCanonicalThreshold.Of(IdealProblem.Parse(["x"], ["0"], ["0"])).Lambda);
    }

    [Fact]
    public void Degree_a_million_is_exact() =>
        Assert.Equal(Rational.Parse("1/2000000"), RealLogCanonicalThreshold.Of(IdealProblem.Parse(["x"], ["x^1000000"], ["0"])).Lambda);

    [Fact]
    public void Two_hundred_variables_are_no_obstacle_to_a_monomial()
    {
        var names = Enumerable.Range(0, 200).Select(i => $"x{i}").ToArray();
        var result = RealLogCanonicalThreshold.Of(IdealProblem.Parse(names, [string.Join("*", names)], names.Select(_ => "0").ToArray()));
        Assert.Equal("λ = 1/2, m = 200", result.ToString());
    }

    [Fact]
    public void A_spent_budget_gives_bounds_that_contain_the_value()
    {
        var result = RealLogCanonicalThreshold.Of(IdealProblem.Parse(["x", "y"], ["(y^2-x^3)^2-x^5*y"], ["0", "0"]), budget: 1);
        Assert.True(result.Lower <= Rational.Parse("5/24") && result.Upper >= Rational.Parse("5/24"));
    }
}
