namespace SltDsl.Runtime;

/// <content>The error function and the normal distribution function.</content>
static partial class SpecialFunctions
{
    /// <summary>Chebyshev coefficients of erf(x) / x in 2 x² − 1 on [0, 1], computed with 50 digits.</summary>
    internal static readonly double[] ErfCoefficients =
    [
        0.975476939382654096, -0.1422612051037136424, 0.01003558218759979558, -5.768764699767484765e-4, 2.741993125219606103e-5,
        -1.10431755073445076e-6, 3.848875542034503695e-8, -1.180858253387546697e-9, 3.233421582605090965e-11, -7.991015947004548758e-13,
        1.799072511396145561e-14, -3.718635487818692638e-16, 7.103599003714252971e-18,
    ];

    /// <summary>
    /// Chebyshev coefficients of (1 + 2x) exp(x²) erfc(x) in (x − 3.75) / (x + 3.75) on [0, ∞), the variable of Shepherd and
    /// Laframboise 1981, computed with 50 digits.
    /// </summary>
    internal static readonly double[] ScaledErfcCoefficients =
    [
        1.177578934567401754, -0.004590054580646477331, -0.08424913336651791558, 0.0592099399981918905, -0.02665866843530575228,
        0.009074997670705265094, -0.002413163540417608191, 4.907758365258086323e-4, -6.916973302501206367e-5, 4.139027986073010168e-6,
        7.740383066198490669e-7, -2.188640104923439566e-7, 1.076499946567091038e-8, 4.521959811218286898e-9, -7.754400208831351106e-10,
        -6.318088340886684494e-11, 2.868795010930669898e-11, 1.945586854577734723e-13, -9.654696748433438906e-13, 3.252548148148739842e-14,
        3.347811948286805388e-14, -1.864562880419313102e-15, -1.250795053068864709e-15, 7.418235256624043463e-17, 5.068148904796111317e-17,
        -2.237056659435999597e-18, -2.187342944303017665e-18,
    ];

    /// <summary>erf(x) = 2/√π ∫₀ˣ exp(−t²) dt.</summary>
    public static double Erf(double x)
    {
        var magnitude = Math.Abs(x);
        return magnitude <= 1 ? x * Chebyshev(ErfCoefficients, (2 * x * x) - 1) : x > 0 ? 1 - TailOfErf(x) : TailOfErf(-x) - 1;
    }

    /// <summary>erfc(x) = 1 − erf(x), accurate in the upper tail.</summary>
    public static double Erfc(double x) => Math.Abs(x) <= 0.5 ? 1 - Erf(x) : x > 0 ? TailOfErf(x) : 2 - TailOfErf(-x);

    /// <summary>exp(x²) erfc(x) for x ≥ 0.</summary>
    public static double ScaledErfc(double x) => double.IsPositiveInfinity(x)
        ? 0
        : Chebyshev(ScaledErfcCoefficients, (x - 3.75) / (x + 3.75)) / (1 + (2 * x));

    /// <summary>log Φ(z), Φ the standard normal distribution function; accurate in both tails.</summary>
    public static double LogNormalCdf(double z)
    {
        const double HalfRoot = 0.70710678118654752440;
        return z < -1 ? Math.Log(ScaledErfc(-z * HalfRoot) / 2) - (z * z / 2) : Log1p(-Erfc(z * HalfRoot) / 2);
    }

    private static double TailOfErf(double x)
    {
        // x² = h² + (x − h)(x + h) with an h whose square is exact: exp would magnify the rounding of x².
        var high = BitConverter.Int64BitsToDouble(BitConverter.DoubleToInt64Bits(x) & ~0x7FFFFFFL);
        return x > 27.5 ? 0 : Math.Exp(-high * high) * Math.Exp((high - x) * (high + x)) * ScaledErfc(x);
    }

    // Clenshaw 1955.
    private static double Chebyshev(double[] coefficients, double t)
    {
        var (next, afterNext) = (0.0, 0.0);
        for (var k = coefficients.Length - 1; k > 0; k--)
        {
            (next, afterNext) = ((2 * t * next) - afterNext + coefficients[k], next);
        }

        return (t * next) - afterNext + coefficients[0];
    }
}
