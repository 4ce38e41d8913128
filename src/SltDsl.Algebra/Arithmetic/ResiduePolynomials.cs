using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>
/// Polynomials in one variable over the integers modulo an odd prime below 2³¹: residues by degree from 0, without leading zeros; zero is empty.
/// </summary>
internal sealed class ResiduePolynomials(long prime)
{
    private const int MostDraws = 100;

    private ulong _state = 0x9E37_79B9_7F4A_7C15;

    public long Prime => prime;

    /// <summary>Products of residues made so far.</summary>
    public long Operations { get; private set; }

    public long Residue(BigInteger value)
    {
        var residue = (long)(value % prime);
        return residue < 0 ? residue + prime : residue;
    }

    public long[] Residues(IReadOnlyList<BigInteger> coefficients) => Trimmed([.. coefficients.Select(Residue)]);

    public long Power(long value, long exponent)
    {
        var power = 1L;
        for (; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) == 1 ? power * value % prime : power;
            value = value * value % prime;
        }

        return power;
    }

    public long Inverse(long value) => Power(value, prime - 2);

    public long[] Add(long[] left, long[] right, long scale = 1)
    {
        var sum = new long[Math.Max(left.Length, right.Length)];
        for (var i = 0; i < sum.Length; i++)
        {
            sum[i] = ((i < left.Length ? left[i] : 0) + (i < right.Length ? right[i] * scale : 0)) % prime;
        }

        return Trimmed(sum);
    }

    public long[] Subtract(long[] left, long[] right) => Add(left, right, prime - 1);

    public long[] Multiply(long[] left, long[] right)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return [];
        }

        Operations += (long)left.Length * right.Length;
        var product = new long[left.Length + right.Length - 1];
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                ref var entry = ref product[i + j];
                entry = (entry + (left[i] * right[j])) % prime;
            }
        }

        return Trimmed(product);
    }

    public long[] Monic(long[] polynomial) =>
        polynomial.Length == 0 || polynomial[polynomial.Length - 1] == 1 ? polynomial : Multiply(polynomial, [Inverse(polynomial[polynomial.Length - 1])]);

    public long[] Derivative(long[] polynomial) => Trimmed([.. polynomial.Skip(1).Select((c, i) => c * ((i + 1) % prime) % prime)]);

    public long[] Remainder(long[] dividend, long[] divisor) => Divide(dividend, divisor).Remainder;

    public (long[] Quotient, long[] Remainder) Divide(long[] dividend, long[] divisor)
    {
        if (dividend.Length < divisor.Length)
        {
            return ([], dividend);
        }

        var (rest, quotient) = ((long[])dividend.Clone(), new long[dividend.Length - divisor.Length + 1]);
        Operations += (long)quotient.Length * divisor.Length;
        var inverse = Inverse(divisor[divisor.Length - 1]);
        for (var shift = quotient.Length - 1; shift >= 0; shift--)
        {
            var factor = quotient[shift] = rest[shift + divisor.Length - 1] * inverse % prime;
            for (var i = 0; factor != 0 && i < divisor.Length; i++)
            {
                ref var entry = ref rest[shift + i];
                entry = (entry + ((prime - factor) * divisor[i])) % prime;
            }
        }

        return (quotient, Trimmed(rest));
    }

    /// <summary>The monic greatest common divisor; empty when both are zero.</summary>
    public long[] Gcd(long[] left, long[] right)
    {
        while (right.Length > 0)
        {
            (left, right) = (right, Remainder(left, right));
        }

        return Monic(left);
    }

    /// <summary>The inverse modulo a polynomial to which the value is coprime.</summary>
    public long[] InverseModulo(long[] value, long[] modulus)
    {
        var (a, b) = (modulus, Remainder(value, modulus));
        long[] x = [], y = [1];
        while (b.Length > 1)
        {
            var (quotient, rest) = Divide(a, b);
            (a, b) = (b, rest);
            (x, y) = (y, Subtract(x, Multiply(quotient, y)));
        }

        return Remainder(Multiply(y, [Inverse(b[0])]), modulus);
    }

    /// <summary>The monic irreducible factors of a monic square-free polynomial (Cantor and Zassenhaus 1981); null when the draws do not separate them.</summary>
    public IReadOnlyList<long[]>? Factors(long[] polynomial)
    {
        var factors = new List<long[]>();
        long[] x = [0, 1];
        var frobenius = x;
        for (var degree = 1; 2 * degree < polynomial.Length; degree++)
        {
            frobenius = PowerModulo(frobenius, prime, polynomial);
            var part = Gcd(Subtract(frobenius, x), polynomial);
            if (part.Length > 1)
            {
                if (!Separate(part, degree, factors))
                {
                    return null;
                }

                polynomial = Divide(polynomial, part).Quotient;
                frobenius = Remainder(frobenius, polynomial);
            }
        }

        if (polynomial.Length > 1)
        {
            factors.Add(polynomial);
        }

        return factors;
    }

    /// <summary>Separates a product of irreducible factors of one degree by powers of random residues.</summary>
    private bool Separate(long[] product, int degree, List<long[]> into)
    {
        if (product.Length == degree + 1)
        {
            into.Add(product);
            return true;
        }

        var half = (BigInteger.Pow(prime, degree) - 1) / 2;
        for (var draw = 0; draw < MostDraws; draw++)
        {
            var power = PowerModulo(Draw(product.Length - 1), half, product);
            var part = Gcd(Subtract(power, [1]), product);
            if (part.Length > 1 && part.Length < product.Length)
            {
                return Separate(part, degree, into) && Separate(Divide(product, part).Quotient, degree, into);
            }
        }

        return false;
    }

    private long[] PowerModulo(long[] value, BigInteger exponent, long[] modulus)
    {
        long[] power = [1];
        for (var bits = exponent; !bits.IsZero; bits >>= 1)
        {
            power = bits.IsEven ? power : Remainder(Multiply(power, value), modulus);
            value = Remainder(Multiply(value, value), modulus);
        }

        return power;
    }

    /// <summary>A fixed sequence of residues of some length: the same polynomials are drawn on every machine.</summary>
    private long[] Draw(int length)
    {
        var drawn = new long[length];
        for (var i = 0; i < length; i++)
        {
            _state = unchecked((_state * 6_364_136_223_846_793_005) + 1_442_695_040_888_963_407);
            drawn[i] = (long)(_state >> 33) % prime;
        }

        return Trimmed(drawn);
    }

    /// <summary>The same without leading zeros.</summary>
    public static long[] Trimmed(long[] coefficients)
    {
        var length = coefficients.Length;
        while (length > 0 && coefficients[length - 1] == 0)
        {
            length--;
        }

        Array.Resize(ref coefficients, length);
        return coefficients;
    }
}
