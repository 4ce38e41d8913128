using System.Numerics;
using SltDsl.Algebra;

namespace SltDsl.Singularity.Numbers;

/// <summary>The fraction of small numerator and denominator with a given image modulo the field's prime (Wang 1981).</summary>
internal static class RationalReconstruction
{
    private static readonly BigInteger _bound = 1_000_000_000;

    /// <summary>The fraction, or null where none is small enough.</summary>
    public static Rational? Of(ulong image)
    {
        BigInteger r0 = PrimeModulus.Field.Value, r1 = image, t0 = 0, t1 = 1;
        while (r1 > _bound)
        {
            var quotient = r0 / r1;
            (r0, r1) = (r1, r0 - (quotient * r1));
            (t0, t1) = (t1, t0 - (quotient * t1));
        }

        return BigInteger.Abs(t1) > _bound || t1.IsZero || !BigInteger.GreatestCommonDivisor(r1, t1).IsOne ? null : new Rational(r1, t1);
    }
}
