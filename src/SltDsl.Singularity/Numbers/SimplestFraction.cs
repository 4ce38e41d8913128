using System.Globalization;
using System.Numerics;
using SltDsl.Algebra;

namespace SltDsl.Singularity.Numbers;

/// <summary>The rational number that a double stands for in a text.</summary>
internal static class SimplestFraction
{
    private const int LargestDenominator = 100_000;

    /// <summary>
    /// A fraction of small denominator that reads back as the double (1/3 folded by the lowering is 1/3 again), else the shortest decimal.
    /// </summary>
    public static Rational Of(double value)
    {
        if (double.IsNaN(value) || double.IsInfinity(value))
        {
            throw new Graph.Instantiation.NotInstantiableException($"{value} is not a rational number.");
        }

        return Math.Abs(value) < 1e15 && ByContinuedFraction(value) is { } simple ? simple : ByDecimal(value);
    }

    private static Rational? ByContinuedFraction(double value)
    {
        var (h0, h1, k0, k1) = (BigInteger.Zero, BigInteger.One, BigInteger.One, BigInteger.Zero);
        var rest = value;
        for (var step = 0; step < 40; step++)
        {
            var whole = (BigInteger)Math.Floor(rest);
            (h0, h1) = (h1, (whole * h1) + h0);
            (k0, k1) = (k1, (whole * k1) + k0);
            if (k1 > LargestDenominator)
            {
                return null;
            }

            if ((double)h1 / (double)k1 == value)
            {
                return new Rational(h1, k1);
            }

            rest = 1 / (rest - Math.Floor(rest));
            if (double.IsInfinity(rest))
            {
                return null;
            }
        }

        return null;
    }

    private static Rational ByDecimal(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var mark = text.IndexOf('E');
        var mantissa = Rational.Parse(mark < 0 ? text : text.Substring(0, mark));
        var exponent = mark < 0 ? 0 : int.Parse(text.Substring(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        var power = (Rational)BigInteger.Pow(10, Math.Abs(exponent));
        return exponent < 0 ? mantissa / power : mantissa * power;
    }
}
