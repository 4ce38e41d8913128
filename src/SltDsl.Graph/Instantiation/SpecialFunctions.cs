namespace SltDsl.Graph.Instantiation;

/// <summary>
/// Special functions for values that the compiler needs (truths, tests): series, continued fractions and asymptotic
/// expansions (Abramowitz and Stegun 1964, chapters 6, 7, 9), close to machine precision and without regard to speed.
/// </summary>
internal static class SpecialFunctions
{
    private const double AsymptoticFrom = 15;
    private const double HalfLogTwoPi = 0.91893853320467274178;

    // B_2k / (2k (2k − 1)), the Stirling series.
    private static readonly double[] _stirling = [1.0 / 12, -1.0 / 360, 1.0 / 1260, -1.0 / 1680, 1.0 / 1188, -691.0 / 360360, 1.0 / 156];

    public static double Log1p(double x)
    {
        var u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * x / (u - 1); // Kahan: the rounding of u cancels.
    }

    public static double Expm1(double x) => Math.Abs(x) < 0.5 ? 2 * Math.Sinh(x / 2) * Math.Exp(x / 2) : Math.Exp(x) - 1;

    public static double Softplus(double x) => Math.Max(x, 0) + Log1p(Math.Exp(-Math.Abs(x)));

    public static double LogGamma(double x)
    {
        if (x <= 0)
        {
            return x == Math.Floor(x) ? double.PositiveInfinity : Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * x))) - LogGamma(1 - x);
        }

        var product = 1.0;
        for (; x < AsymptoticFrom; x++)
        {
            product *= x;
        }

        return ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + Series(_stirling, x) - Math.Log(product);
    }

    public static double Digamma(double x)
    {
        if (x <= 0)
        {
            return x == Math.Floor(x) ? double.NaN : Digamma(1 - x) - (Math.PI / Math.Tan(Math.PI * x));
        }

        var sum = 0.0;
        for (; x < AsymptoticFrom; x++)
        {
            sum -= 1 / x;
        }

        var (power, total) = (1 / (x * x), Math.Log(x) - (0.5 / x) + sum);
        for (var k = 0; k < _stirling.Length; k++, power /= x * x)
        {
            total -= ((2 * k) + 1) * _stirling[k] * power;
        }

        return total;
    }

    public static double Trigamma(double x)
    {
        var sum = 0.0;
        for (; x < AsymptoticFrom; x++)
        {
            sum += 1 / (x * x);
        }

        var (power, total) = (1 / (x * x * x), (1 / x) + (0.5 / (x * x)) + sum);
        for (var k = 0; k < _stirling.Length; k++, power /= x * x)
        {
            total += ((2 * k) + 1) * ((2 * k) + 2) * _stirling[k] * power;
        }

        return total;
    }

    public static double Erf(double x) => Math.Abs(x) < 1.5 ? ErfSeries(x) : x > 0 ? 1 - Erfc(x) : Erfc(-x) - 1;

    public static double Erfc(double x) => x >= 1.5 ? Math.Exp(-x * x) * ScaledErfc(x) : 1 - Erf(x);

    public static double LogNormalCdf(double z)
    {
        var x = -z * Math.Sqrt(0.5);
        return x >= 1.5 ? Math.Log(ScaledErfc(x) / 2) - (x * x) : Log1p(-Erfc(-x) / 2);
    }

    public static double LogBesselI0(double x)
    {
        x = Math.Abs(x);
        return x < 30 ? Math.Log(BesselSeries(0, x)) : x - (0.5 * Math.Log(2 * Math.PI * x)) + Math.Log(BesselAsymptotic(0, x));
    }

    public static double BesselRatio(double x)
    {
        var a = Math.Abs(x);
        var ratio = a < 30 ? BesselSeries(1, a) / BesselSeries(0, a) : BesselAsymptotic(1, a) / BesselAsymptotic(0, a);
        return Math.Sign(x) * ratio;
    }

    private static double Series(double[] coefficients, double x)
    {
        var (power, sum) = (1 / x, 0.0);
        foreach (var coefficient in coefficients)
        {
            sum += coefficient * power;
            power /= x * x;
        }

        return sum;
    }

    private static double ErfSeries(double x)
    {
        var (term, sum) = (x, x);
        for (var n = 1; Math.Abs(term) > 1e-18 * Math.Abs(sum); n++)
        {
            term *= 2 * x * x / ((2 * n) + 1);
            sum += term;
        }

        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // exp(x²) erfc(x) by its continued fraction, from the tail.
    private static double ScaledErfc(double x)
    {
        var fraction = x;
        for (var n = 200; n >= 1; n--)
        {
            fraction = x + (n / 2.0 / fraction);
        }

        return 1 / (Math.Sqrt(Math.PI) * fraction);
    }

    private static double BesselSeries(int order, double x)
    {
        var term = order == 0 ? 1.0 : x / 2;
        var sum = term;
        for (var k = 1; term > 1e-18 * sum; k++)
        {
            term *= x * x / 4 / (k * (k + order));
            sum += term;
        }

        return sum;
    }

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
