namespace SltDsl.Runtime.Tests;

public class SpecialFunctionTests
{
    private static readonly Dictionary<string, Func<double, double>> _functions = new Func<double, double>[]
    {
        SpecialFunctions.LogGamma, SpecialFunctions.Digamma, SpecialFunctions.Trigamma, SpecialFunctions.Erf, SpecialFunctions.Erfc,
        SpecialFunctions.LogNormalCdf, SpecialFunctions.LogBesselI0, SpecialFunctions.BesselRatio, SpecialFunctions.Expm1,
        SpecialFunctions.Log1p, SpecialFunctions.Logistic, SpecialFunctions.Softplus,
    }.ToDictionary(f => f.Method.Name);

    [Theory]
    [ClassData(typeof(SpecialFunctionReferences))]
    public void Values_agree_with_references(string function, double argument, double expected) =>
        Assert.InRange(_functions[function](argument) - expected, -Tolerance(expected), Tolerance(expected));

    [Theory]
    [InlineData(nameof(SpecialFunctions.Expm1))]
    [InlineData(nameof(SpecialFunctions.Log1p))]
    [InlineData(nameof(SpecialFunctions.Erf))]
    [InlineData(nameof(SpecialFunctions.Erfc))]
    [InlineData(nameof(SpecialFunctions.LogNormalCdf))]
    [InlineData(nameof(SpecialFunctions.LogBesselI0))]
    [InlineData(nameof(SpecialFunctions.BesselRatio))]
    [InlineData(nameof(SpecialFunctions.Logistic))]
    [InlineData(nameof(SpecialFunctions.Softplus))]
    public void Small_values_keep_their_relative_accuracy(string function)
    {
        foreach (var row in new SpecialFunctionReferences().Where(row => (string)row[0] == function))
        {
            var (argument, expected) = ((double)row[1], (double)row[2]);
            var error = Math.Abs(_functions[function](argument) - expected);
            var smallest = double.IsSubnormal(expected) ? 4 * double.Epsilon : 0;
            Assert.True(error <= (2e-14 * Math.Abs(expected)) + smallest, $"{function}({argument}) is off by {error / Math.Abs(expected):g2}.");
        }
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-3.0)]
    public void Poles_are_not_given_finite_values(double pole)
    {
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.LogGamma(pole));
        Assert.Equal(double.NaN, SpecialFunctions.Digamma(pole));
        Assert.Equal(double.PositiveInfinity, SpecialFunctions.Trigamma(pole));
    }

    [Fact]
    public void Ends_of_the_line_have_their_limits()
    {
        Assert.Equal((0, 2), (SpecialFunctions.Erfc(double.PositiveInfinity), SpecialFunctions.Erfc(double.NegativeInfinity)));
        Assert.Equal((1, -1), (SpecialFunctions.Erf(double.PositiveInfinity), SpecialFunctions.Erf(double.NegativeInfinity)));
        Assert.Equal(0, SpecialFunctions.LogNormalCdf(double.PositiveInfinity));
        Assert.Equal(double.NegativeInfinity, SpecialFunctions.LogNormalCdf(double.NegativeInfinity));
        Assert.Equal((double.PositiveInfinity, 0), (SpecialFunctions.Softplus(double.PositiveInfinity), SpecialFunctions.Softplus(double.NegativeInfinity)));
        Assert.Equal((double.PositiveInfinity, -1), (SpecialFunctions.Expm1(double.PositiveInfinity), SpecialFunctions.Expm1(double.NegativeInfinity)));
        Assert.Equal((1, 0), (SpecialFunctions.Logistic(double.PositiveInfinity), SpecialFunctions.Logistic(double.NegativeInfinity)));
    }

    [Fact]
    public void Nothing_is_made_of_not_a_number() => Assert.All(_functions.Values, f => Assert.True(double.IsNaN(f(double.NaN))));

    private static double Tolerance(double expected) => 1e-12 * Math.Max(1, Math.Abs(expected));
}
