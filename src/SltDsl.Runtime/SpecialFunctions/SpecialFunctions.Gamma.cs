namespace SltDsl.Runtime;

/// <content>The gamma function and its logarithmic derivatives (Abramowitz and Stegun 1964, chapter 6).</content>
static partial class SpecialFunctions
{
    private const double HalfLogTwoPi = 0.91893853320467274178;

    // The asymptotic series below have full precision from here on; smaller arguments are shifted up by recurrence.
    private const double AsymptoticFrom = 10;

    /// <summary>B_2k / (2k (2k − 1)), the Stirling series, from the last term to the first as Horner's rule takes them.</summary>
    internal static readonly double[] StirlingCoefficients =
        [43867.0 / 244188, -3617.0 / 122400, 1.0 / 156, -691.0 / 360360, 1.0 / 1188, -1.0 / 1680, 1.0 / 1260, -1.0 / 360, 1.0 / 12];

    /// <summary>log |Γ(x)|; +∞ at 0, −1, −2, …</summary>
    public static double LogGamma(double x)
    {
        if (x <= 0)
        {
            return x == Math.Floor(x) ? double.PositiveInfinity : Math.Log(Math.PI / Math.Abs(Math.Sin(Math.PI * Fraction(x)))) - LogGamma(1 - x);
        }

        var product = 1.0;
        for (; x < AsymptoticFrom; x++)
        {
            product *= x;
        }

        return x > 1e17 ? x * (Math.Log(x) - 1) : ((x - 0.5) * Math.Log(x)) - x + HalfLogTwoPi + StirlingTail(x) - Math.Log(product);
    }

    /// <summary>ψ(x) = d/dx log Γ(x); NaN at 0, −1, −2, …</summary>
    public static double Digamma(double x)
    {
        if (x <= 0)
        {
            return x == Math.Floor(x) ? double.NaN : Digamma(1 - x) - (Math.PI / Math.Tan(Math.PI * Fraction(x)));
        }

        var sum = 0.0;
        for (; x < AsymptoticFrom; x++)
        {
            sum -= 1 / x;
        }

        var (square, tail) = (1 / (x * x), 0.0);
        var order = (2 * StirlingCoefficients.Length) - 1;
        foreach (var coefficient in StirlingCoefficients)
        {
            tail = (tail * square) + (order * coefficient);
            order -= 2;
        }

        return Math.Log(x) - (0.5 / x) - (tail * square) + sum;
    }

    /// <summary>ψ′(x) = d²/dx² log Γ(x); +∞ at 0, −1, −2, …</summary>
    public static double Trigamma(double x)
    {
        if (x <= 0)
        {
            var sine = Math.Sin(Math.PI * Fraction(x));
            return x == Math.Floor(x) ? double.PositiveInfinity : (Math.PI * Math.PI / (sine * sine)) - Trigamma(1 - x);
        }

        var sum = 0.0;
        for (; x < AsymptoticFrom; x++)
        {
            sum += 1 / (x * x);
        }

        var (square, tail) = (1 / x / x, 0.0);
        var order = (2 * StirlingCoefficients.Length) - 1;
        foreach (var coefficient in StirlingCoefficients)
        {
            tail = (tail * square) + (order * (order + 1) * coefficient);
            order -= 2;
        }

        return (1 / x * (1 + (0.5 / x) + (tail * square))) + sum;
    }

    // The distance to the nearest integer, exact: sin² and tan of π x have period 1.
    private static double Fraction(double x) => x - Math.Round(x);

    /// <summary>log Γ(x) − ((x − ½) log x − x + ½ log 2π) for x ≥ 10.</summary>
    internal static double StirlingTail(double x)
    {
        var (square, tail) = (1 / (x * x), 0.0);
        foreach (var coefficient in StirlingCoefficients)
        {
            tail = (tail * square) + coefficient;
        }

        return tail / x;
    }
}
