using static SltDsl.Runtime.SpecialFunctions;

namespace SltDsl.Runtime.Tests;

public class IncompleteFunctionTests
{
    private static readonly Dictionary<string, Func<double[], double>> _functions = new()
    {
        [nameof(LogGammaP)] = a => LogGammaP(a[0], a[1]),
        [nameof(LogGammaPShape)] = a => LogGammaPShape(a[0], a[1]),
        [nameof(LogGammaQ)] = a => LogGammaQ(a[0], a[1]),
        [nameof(LogGammaQShape)] = a => LogGammaQShape(a[0], a[1]),
        [nameof(LogBetaP)] = a => LogBetaP(a[0], a[1], a[2]),
        [nameof(LogBetaPFirst)] = a => LogBetaPFirst(a[0], a[1], a[2]),
        [nameof(LogBetaPSecond)] = a => LogBetaPSecond(a[0], a[1], a[2]),
        [nameof(LogBetaQ)] = a => LogBetaQ(a[0], a[1], a[2]),
        [nameof(LogBetaQFirst)] = a => LogBetaQFirst(a[0], a[1], a[2]),
        [nameof(LogBetaQSecond)] = a => LogBetaQSecond(a[0], a[1], a[2]),
        [nameof(LogBeta)] = a => LogBeta(a[0], a[1]),
    };

    [Theory]
    [ClassData(typeof(IncompleteFunctionReferences))]
    public void Values_and_slopes_agree_with_references(string function, double[] arguments, double expected)
    {
        var tolerance = 1e-12 * Math.Max(1, Math.Abs(expected));
        Assert.InRange(_functions[function](arguments) - expected, -tolerance, tolerance);
    }

    /// <summary>P and Q of a = 10¹⁰ at its mean: ½ ± 1/(3 √(2π a)) (DLMF 8.11.12), from a fraction of some 10⁶ terms.</summary>
    [Fact]
    public void Huge_shapes_do_not_cancel()
    {
        var shift = 1 / (3 * Math.Sqrt(2 * Math.PI * 1e10));
        Assert.Equal(Math.Log(0.5 + shift), LogGammaP(1e10, 1e10), 10);
        Assert.Equal(Math.Log(0.5 - shift), LogGammaQ(1e10, 1e10), 10);
    }

    [Fact]
    public void Ends_of_the_support_have_their_limits()
    {
        Assert.Equal((double.NegativeInfinity, 0), (LogGammaP(2, 0), LogGammaQ(2, 0)));
        Assert.Equal((0, double.NegativeInfinity), (LogGammaP(2, double.PositiveInfinity), LogGammaQ(2, double.PositiveInfinity)));
        Assert.Equal((double.NegativeInfinity, 0), (LogBetaP(2, 3, 0), LogBetaQ(2, 3, 0)));
        Assert.Equal((0, double.NegativeInfinity), (LogBetaP(2, 3, 1), LogBetaQ(2, 3, 1)));
        Assert.All(new[] { LogGammaP(-1, 2), LogGammaP(1, -2), LogGammaP(double.NaN, 1), LogBetaP(0, 1, 0.5), LogBetaP(1, 1, 1.5), LogBetaP(1, 1, double.NaN) }, v => Assert.Equal(double.NaN, v));
    }
}
