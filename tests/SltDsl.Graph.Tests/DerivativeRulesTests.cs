using SltDsl.Graph.Differentiation;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;

namespace SltDsl.Graph.Tests;

public class DerivativeRulesTests
{
    private static readonly Instance<double> _numbers = new(DoubleField.Instance, new Dictionary<string, long>(), (_, _) => double.NaN);

    [Theory]
    [InlineData(Primitive.Negate), InlineData(Primitive.Exp), InlineData(Primitive.Expm1), InlineData(Primitive.Log), InlineData(Primitive.Log1p)]
    [InlineData(Primitive.Sqrt), InlineData(Primitive.Sin), InlineData(Primitive.Cos), InlineData(Primitive.Tan), InlineData(Primitive.Asin)]
    [InlineData(Primitive.Acos), InlineData(Primitive.Atan), InlineData(Primitive.Sinh), InlineData(Primitive.Cosh), InlineData(Primitive.Tanh)]
    [InlineData(Primitive.Logistic), InlineData(Primitive.Softplus), InlineData(Primitive.LogGamma), InlineData(Primitive.Digamma)]
    [InlineData(Primitive.Erf), InlineData(Primitive.Erfc), InlineData(Primitive.LogNormalCdf), InlineData(Primitive.LogBesselI0)]
    [InlineData(Primitive.BesselRatio), InlineData(Primitive.Abs), InlineData(Primitive.ToReal), InlineData(Primitive.Floor)]
    public void Of_one_argument_agrees_with_differences(Primitive primitive)
    {
        foreach (var x in new[] { 0.15, 0.4, 0.83 })
        {
            AssertDerivative(a => ScalarFunctions.Of(primitive, a), primitive, [x], 0);
        }
    }

    [Theory]
    [InlineData(Primitive.Add), InlineData(Primitive.Subtract), InlineData(Primitive.Multiply), InlineData(Primitive.Divide)]
    [InlineData(Primitive.Power), InlineData(Primitive.Max), InlineData(Primitive.Min), InlineData(Primitive.Modulo)]
    [InlineData(Primitive.LogGammaP), InlineData(Primitive.LogGammaQ)]
    public void Of_two_arguments_agrees_with_differences(Primitive primitive)
    {
        foreach (var (x, y) in new[] { (0.4, 1.7), (2.3, 0.6), (1.1, 2.0) })
        {
            AssertDerivative(a => ScalarFunctions.Of(primitive, a, y), primitive, [x, y], 0);
            AssertDerivative(b => ScalarFunctions.Of(primitive, x, b), primitive, [x, y], 1);
        }
    }

    [Theory]
    [InlineData(Primitive.LogBetaP), InlineData(Primitive.LogBetaQ)]
    public void Of_three_arguments_agrees_with_differences(Primitive primitive)
    {
        foreach (var (a, b, x) in new[] { (0.4, 1.7, 0.3), (2.3, 0.6, 0.8), (12.0, 15.0, 0.4) })
        {
            AssertDerivative(t => ScalarFunctions.Of(primitive, t, b, x), primitive, [a, b, x], 0);
            AssertDerivative(t => ScalarFunctions.Of(primitive, a, t, x), primitive, [a, b, x], 1);
            AssertDerivative(t => ScalarFunctions.Of(primitive, a, b, t), primitive, [a, b, x], 2);
        }
    }

    [Theory]
    [InlineData(0.0, 2, 0.0)] // d/da a² at 0
    [InlineData(0.0, 1, 1.0)]
    [InlineData(0.0, 0, 0.0)] // 0 ^ 0 is 1 and stays so
    [InlineData(-2.0, 3, 12.0)]
    public void Of_a_power_holds_at_zero_and_below(double a, int b, double expected)
    {
        Scalar[] arguments = [new Number(a), new Integer(b)];
        var value = ScalarFunctions.Of(Primitive.Power, arguments);
        Assert.Equal(expected, _numbers.Evaluate(DerivativeRules.Partial(Primitive.Power, arguments, 0, value)));
    }

    private static void AssertDerivative(Func<Scalar, Scalar> function, Primitive primitive, double[] at, int position)
    {
        double F(double x) => _numbers.Evaluate(function(new Number(x)));
        double Central(double h) => (F(at[position] + h) - F(at[position] - h)) / (2 * h);

        // Richardson: errors of order h² and h⁴ cancel.
        const double H = 4e-3;
        var (d1, d2, d3) = (Central(H), Central(H / 2), Central(H / 4));
        var (e1, e2) = (((4 * d2) - d1) / 3, ((4 * d3) - d2) / 3);
        var expected = ((16 * e2) - e1) / 15;

        Scalar[] arguments = [.. at.Select(x => new Number(x))];
        var actual = _numbers.Evaluate(DerivativeRules.Partial(primitive, arguments, position, ScalarFunctions.Of(primitive, arguments)));
        Assert.InRange(actual, expected - (1e-9 * Math.Max(1, Math.Abs(expected))), expected + (1e-9 * Math.Max(1, Math.Abs(expected))));
    }
}
