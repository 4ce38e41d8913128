namespace SltDsl.Runtime;

/// <content>Modified Bessel functions of the first kind (Abramowitz and Stegun 1964, 9.6.10 and 9.7.1).</content>
static partial class SpecialFunctions
{
    private const double BesselAsymptoticFrom = 30;

    /// <summary>log I₀(x).</summary>
    public static double LogBesselI0(double x)
    {
        x = Math.Abs(x);
        return x < BesselAsymptoticFrom
            ? Log1p(BesselExcess(0, x))
            : x - (0.5 * Math.Log(2 * Math.PI * x)) + Math.Log(BesselAsymptotic(0, x));
    }

    /// <summary>I₁(x) / I₀(x), the derivative of log I₀.</summary>
    public static double BesselRatio(double x)
    {
        var a = Math.Abs(x);
        var ratio = a < BesselAsymptoticFrom
            ? a / 2 * (1 + BesselExcess(1, a)) / (1 + BesselExcess(0, a))
            : BesselAsymptotic(1, a) / BesselAsymptotic(0, a);
        return x < 0 ? -ratio : ratio;
    }

    // I_order(x) / (x/2)^order − 1, by the power series.
    private static double BesselExcess(int order, double x)
    {
        var (term, sum, quarter) = (1.0, 0.0, x * x / 4);
        for (var k = 1; term > 1e-17 * sum; k++)
        {
            term *= quarter / (k * (k + order));
            sum += term;
        }

        return sum;
    }

    // √(2πx) exp(−x) I_order(x).
    private static double BesselAsymptotic(int order, double x)
    {
        var (term, sum) = (1.0, 1.0);
        for (var k = 1; k <= 20; k++)
        {
            var odd = (2 * k) - 1;
            term *= -((4.0 * order * order) - (odd * odd)) / (8 * k * x);
            sum += term;
        }

        return sum;
    }
}
