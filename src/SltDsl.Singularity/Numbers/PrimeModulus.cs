namespace SltDsl.Singularity.Numbers;

/// <summary>Arithmetic modulo a prime just below a power of two, on representatives in [0, modulus).</summary>
/// <param name="bits">The power of two, from 33 to 61.</param>
/// <param name="excess">How far the prime is below it; less than 2^12.</param>
internal sealed class PrimeModulus(int bits, ulong excess)
{
    private readonly ulong _mask = (1UL << bits) - 1;
    private readonly ulong _upperMask = (1UL << (bits - 32)) - 1;

    /// <summary>
    /// p = 4q + 1 with q prime: the largest such prime below 2^61. The field has a square root of −1, and its fourth powers form a group of
    /// prime order q, so that e^a, cos a and sin a of rational a have images that respect their addition theorems.
    /// </summary>
    public static PrimeModulus Field { get; } = new(61, 2595);

    /// <summary>q, the order of the group of fourth powers: exponents are counted modulo it.</summary>
    public static PrimeModulus Exponents { get; } = new(59, 649);

    /// <summary>The prime.</summary>
    public ulong Value { get; } = (1UL << bits) - excess;

    public ulong Add(ulong a, ulong b)
    {
        var sum = a + b;
        return sum >= Value ? sum - Value : sum;
    }

    public ulong Subtract(ulong a, ulong b) => a >= b ? a - b : a + Value - b;

    public ulong Negate(ulong a) => a == 0 ? 0 : Value - a;

    public ulong Multiply(ulong a, ulong b)
    {
        ulong aLow = (uint)a, aHigh = a >> 32, bLow = (uint)b, bHigh = b >> 32;
        var (low, middle, otherMiddle) = (aLow * bLow, aHigh * bLow, aLow * bHigh);
        var carry = (low >> 32) + (uint)middle + (uint)otherMiddle;
        var lower = (carry << 32) | (uint)low;
        var upper = (aHigh * bHigh) + (middle >> 32) + (otherMiddle >> 32) + (carry >> 32);

        // 2^bits = excess: what stands above the mask is folded twice, which leaves less than three times the prime.
        var top = (upper << (64 - bits)) | (lower >> bits);
        var high = (top >> 32) * excess;
        var sum = (lower & _mask) + ((uint)top * excess) + ((high & _upperMask) << 32) + ((high >> (bits - 32)) * excess);
        while (sum >= Value)
        {
            sum -= Value;
        }

        return sum;
    }

    public ulong Power(ulong a, ulong exponent)
    {
        var result = 1UL;
        for (; exponent != 0; exponent >>= 1)
        {
            if ((exponent & 1) != 0)
            {
                result = Multiply(result, a);
            }

            a = Multiply(a, a);
        }

        return result;
    }

    /// <summary>1 / a for a not 0.</summary>
    public ulong Inverse(ulong a) => Power(a, Value - 2);

    /// <summary>The image of a rational, or null when the prime divides the denominator.</summary>
    public ulong? Image(Algebra.Rational value)
    {
        if (value.IsInteger)
        {
            return Reduce(value.Numerator);
        }

        var denominator = Reduce(value.Denominator);
        return denominator == 0 ? null : Multiply(Reduce(value.Numerator), Inverse(denominator));
    }

    public ulong Reduce(System.Numerics.BigInteger value)
    {
        var remainder = value % Value;
        return (ulong)(remainder.Sign < 0 ? remainder + Value : remainder);
    }
}
