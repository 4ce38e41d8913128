namespace SltDsl.Runtime.Tests;

public class VectorFunctionsOfFourLanesTests : VectorFunctionTests<Lanes256>;

public class VectorFunctionsOfEightLanesTests : VectorFunctionTests<Lanes512>;

public abstract class VectorFunctionTests<T>
    where T : struct, ILanes<T>
{
    private static readonly Dictionary<string, Func<T, T>> _functions = new Func<T, T>[]
    {
        VectorFunctions.Exp, VectorFunctions.Expm1, VectorFunctions.Log, VectorFunctions.Log1p, VectorFunctions.Tanh, VectorFunctions.Logistic,
        VectorFunctions.Softplus, VectorFunctions.LogGamma, VectorFunctions.Digamma, VectorFunctions.Erf, VectorFunctions.LogNormalCdf,
    }.ToDictionary(f => f.Method.Name);

    /// <summary>Every lane, so that neighbours do not disturb each other.</summary>
    [Theory]
    [ClassData(typeof(SpecialFunctionReferences))]
    public void Values_agree_with_references(string function, double argument, double expected)
    {
        if (!_functions.TryGetValue(function, out var vector))
        {
            return;
        }

        for (var lane = 0; lane < T.Count; lane++)
        {
            var arguments = Enumerable.Repeat(0.7, T.Count).ToArray();
            arguments[lane] = argument;
            var actual = vector(Lanes(arguments))[lane];
            var tolerance = 1e-12 * Math.Max(1, Math.Abs(expected));
            Assert.InRange(actual - expected, -tolerance, tolerance);
        }
    }

    /// <summary>The C library's exp and log are right to 0.52 ulp, its tanh to 2; the scalar functions are tested against mpmath.</summary>
    [Theory]
    [InlineData(nameof(VectorFunctions.Exp), -745.0, 709.7, 1.5)]
    [InlineData(nameof(VectorFunctions.Exp), -1.0, 1.0, 1.5)]
    [InlineData(nameof(VectorFunctions.Log), 0.4, 2.5, 1.5)]
    [InlineData(nameof(VectorFunctions.Tanh), -25.0, 25.0, 4.0)]
    [InlineData(nameof(VectorFunctions.Tanh), -0.5, 0.5, 4.0)]
    [InlineData(nameof(VectorFunctions.Expm1), -45.0, 700.0, 4.0)]
    [InlineData(nameof(VectorFunctions.Expm1), -0.5, 0.5, 4.0)]
    [InlineData(nameof(VectorFunctions.Log1p), -0.9, 2.0, 4.0)]
    [InlineData(nameof(VectorFunctions.Logistic), -700.0, 40.0, 4.0)]
    [InlineData(nameof(VectorFunctions.Softplus), -700.0, 40.0, 4.0)]
    public void Random_arguments_agree_with_scalar_functions_in_the_last_places(string function, double lower, double upper, double ulps)
    {
        var random = new SltRandom(50);
        for (var i = 0; i < 10_000; i++)
        {
            var x = Lanes([.. Enumerable.Range(0, T.Count).Select(_ => Next())]);
            var values = _functions[function](x);
            for (var lane = 0; lane < T.Count; lane++)
            {
                var expected = Scalar(function, x[lane]);
                Assert.True(Math.Abs(values[lane] - expected) <= ulps * Ulp(expected), $"{function}({x[lane]:R}) is {values[lane]:R}, not {expected:R}.");
            }
        }

        double Next() => lower + ((upper - lower) * random.NextUniform());
    }

    [Fact]
    public void Logarithms_reach_over_all_exponents()
    {
        var random = new SltRandom(51);
        for (var i = 0; i < 50_000; i++)
        {
            var x = BitConverter.UInt64BitsToDouble(random.NextBits() >> 1); // any exponent, subnormal ones and what is no number included
            var expected = Math.Log(x);
            var actual = VectorFunctions.Log(T.Create(x))[0];
            Assert.True(double.IsNaN(expected) ? double.IsNaN(actual) : expected == actual || Math.Abs(actual - expected) <= 1.5 * Ulp(expected), $"log({x:R}) is {actual:R}, not {expected:R}.");
        }
    }

    [Theory]
    [InlineData(nameof(VectorFunctions.Exp), double.PositiveInfinity, 0.0)]
    [InlineData(nameof(VectorFunctions.Expm1), double.PositiveInfinity, -1.0)]
    [InlineData(nameof(VectorFunctions.Log), double.PositiveInfinity, double.NaN)]
    [InlineData(nameof(VectorFunctions.Log1p), double.PositiveInfinity, double.NaN)]
    [InlineData(nameof(VectorFunctions.Tanh), 1.0, -1.0)]
    [InlineData(nameof(VectorFunctions.Logistic), 1.0, 0.0)]
    [InlineData(nameof(VectorFunctions.Softplus), double.PositiveInfinity, 0.0)]
    [InlineData(nameof(VectorFunctions.Erf), 1.0, -1.0)]
    [InlineData(nameof(VectorFunctions.LogNormalCdf), 0.0, double.NegativeInfinity)]
    public void Ends_of_the_line_have_their_limits(string function, double atPositive, double atNegative)
    {
        double[] ends = [double.PositiveInfinity, double.NegativeInfinity, 1e308, -1e308];
        var values = _functions[function](Lanes(ends));
        Assert.Equal(atPositive, values[0]);
        Assert.Equal(atNegative, values[1]);
        Assert.All(new[] { values[2], values[3] }, v => Assert.True(!double.IsNaN(v) || double.IsNaN(atNegative)));
    }

    [Fact]
    public void Logarithms_of_zero_are_infinite_and_of_negative_numbers_undefined()
    {
        var log = VectorFunctions.Log(Lanes(0.0, -0.0, -1, double.Epsilon));
        Assert.Equal([double.NegativeInfinity, double.NegativeInfinity, double.NaN, Math.Log(double.Epsilon)], Enumerable.Range(0, 4).Select(i => log[i]));
        Assert.Equal(double.NegativeInfinity, VectorFunctions.Log1p(T.Create(-1.0))[0]);
    }

    [Fact]
    public void Nothing_is_made_of_not_a_number() => Assert.All(_functions.Values, f =>
    {
        var values = f(Lanes(double.NaN, 1, double.NaN, 2));
        Assert.Equal([true, false, true, false], Enumerable.Range(0, 4).Select(i => double.IsNaN(values[i])));
    });

    [Fact]
    public void Softplus_comes_with_its_derivative()
    {
        var (value, slope) = VectorFunctions.SoftplusAndLogistic(Lanes(-3, 0, 2, 800));
        Assert.Equal(Enumerable.Range(0, T.Count).Select(i => VectorFunctions.Softplus(Lanes(-3, 0, 2, 800))[i]), Enumerable.Range(0, T.Count).Select(i => value[i]));
        Assert.Equal([SpecialFunctions.Logistic(-3), 0.5, SpecialFunctions.Logistic(2), 1], Enumerable.Range(0, 4).Select(i => slope[i]), (a, b) => Math.Abs(a - b) < 1e-15);
    }

    // The numbers, and 1 in the lanes that are left.
    private static T Lanes(params double[] values)
    {
        double[] padded = [.. values, .. Enumerable.Repeat(1.0, T.Count)];
        return T.Load(in padded[0], 0);
    }

    private static double Scalar(string function, double x) => function switch
    {
        nameof(VectorFunctions.Exp) => Math.Exp(x),
        nameof(VectorFunctions.Log) => Math.Log(x),
        nameof(VectorFunctions.Tanh) => Math.Tanh(x),
        nameof(VectorFunctions.Expm1) => SpecialFunctions.Expm1(x),
        nameof(VectorFunctions.Log1p) => SpecialFunctions.Log1p(x),
        nameof(VectorFunctions.Logistic) => SpecialFunctions.Logistic(x),
        _ => SpecialFunctions.Softplus(x),
    };

    private static double Ulp(double x) => Math.BitIncrement(Math.Abs(x)) - Math.Abs(x);
}
