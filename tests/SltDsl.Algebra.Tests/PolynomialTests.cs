namespace SltDsl.Algebra.Tests;

public sealed class PolynomialTests
{
    private static readonly string[] Names = ["x", "y"];

    [Theory]
    [InlineData("x*y^2 - 3*x", "x*y^2 - 3*x")]
    [InlineData("(x+y)^2 - (x-y)^2", "4*x*y")]
    [InlineData("x/2 + 0.25*x", "3/4*x")]
    [InlineData("-(x - x)", "0")]
    [InlineData("2*-x**2", "-2*x^2")]
    public void Text_reads_to_the_expanded_polynomial(string text, string expected) =>
        Assert.Equal(expected, Polynomial.Parse(text, Names).ToString(Names));

    [Theory]
    [InlineData("x + ", 5)]
    [InlineData("x * z", 5)]
    [InlineData("(x + y", 7)]
    [InlineData("x ^ -1", 3)]
    [InlineData("x / y", 5)]
    [InlineData("x y", 3)]
    [InlineData("(x+y)^1000000", 6)]
    [InlineData("", 1)]
    public void Bad_text_is_refused_with_its_column(string text, int column) =>
        Assert.Equal(column, Assert.Throws<PolynomialFormatException>(() => Polynomial.Parse(text, Names)).Column);

    [Fact]
    public void A_polynomial_evaluates_and_differentiates()
    {
        var p = Polynomial.Parse("x^3*y - 2*y + 1/2", Names);
        Assert.Equal(Rational.Parse("25/6"), p.Evaluate([2, Rational.Parse("11/18")]));
        Assert.Equal("3*x^2*y", p.Derivative(0).ToString(Names));
        Assert.Equal(Polynomial.Parse("1/2 - y", Names), p.Substitute(0, Polynomial.Constant(2, 1)));
    }

    [Theory]
    [InlineData("1/2", "1/3", "5/6")]
    [InlineData("-3/4", "0.75", "0")]
    public void Rationals_add_exactly(string left, string right, string sum) =>
        Assert.Equal(sum, (Rational.Parse(left) + Rational.Parse(right)).ToString());
}
