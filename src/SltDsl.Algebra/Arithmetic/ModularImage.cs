using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>
/// Proofs that two polynomials have no common factor, from images in one variable modulo a prime at a fixed point (Brown 1971): a common
/// factor of positive degree in v keeps that degree in the image where a leading coefficient does not vanish.
/// </summary>
internal static class ModularImage
{
    private const long Prime = int.MaxValue;

    /// <summary>True when no common factor exists; false when none could be excluded.</summary>
    public static bool AreCoprime(Polynomial left, Polynomial right)
    {
        for (var v = 0; v < left.VariableCount; v++)
        {
            if (left.Contains(v) && right.Contains(v) && !HaveCoprimeImages(left, right, v))
            {
                return false;
            }
        }

        return true;
    }

    private static bool HaveCoprimeImages(Polynomial left, Polynomial right, int variable)
    {
        var (a, b) = (Image(left, variable), Image(right, variable));
        return (a[a.Length - 1] != 0 || b[b.Length - 1] != 0) && GcdDegree(a, b) == 0;
    }

    private static long[] Image(Polynomial polynomial, int variable)
    {
        var coefficients = new long[polynomial.DegreeIn(variable) + 1];
        for (var t = 0; t < polynomial.TermCount; t++)
        {
            var monomial = polynomial.Monomials[t];
            var value = Residue(polynomial.Coefficients[t]);
            for (var j = 0; j < monomial.Count; j++)
            {
                if (j != variable && monomial[j] > 0)
                {
                    value = value * Power(Point(j), monomial[j]) % Prime;
                }
            }

            ref var sum = ref coefficients[monomial[variable]];
            sum = (sum + value) % Prime;
        }

        return coefficients;
    }

    private static long Residue(BigInteger value)
    {
        var residue = (long)(value % Prime);
        return residue < 0 ? residue + Prime : residue;
    }

    private static long Point(int variable) => Power(16_807, (7 * variable) + 5);

    private static long Power(long value, int exponent)
    {
        var power = 1L;
        for (; exponent > 0; exponent >>= 1)
        {
            power = (exponent & 1) == 1 ? power * value % Prime : power;
            value = value * value % Prime;
        }

        return power;
    }

    /// <summary>The degree of the greatest common divisor by Euclid's algorithm; the degree of the other when one is zero.</summary>
    private static int GcdDegree(long[] left, long[] right)
    {
        var (a, b) = (left, right);
        var (degreeA, degreeB) = (Degree(a, a.Length - 1), Degree(b, b.Length - 1));
        while (degreeB >= 0)
        {
            var inverse = Power(b[degreeB], int.MaxValue - 2);
            for (; degreeA >= degreeB; degreeA = Degree(a, degreeA))
            {
                var factor = a[degreeA] * inverse % Prime;
                for (var i = 0; i <= degreeB; i++)
                {
                    ref var entry = ref a[degreeA - degreeB + i];
                    entry = (entry + Prime - (factor * b[i] % Prime)) % Prime;
                }
            }

            (a, b, degreeA, degreeB) = (b, a, degreeB, degreeA);
        }

        return degreeA;
    }

    private static int Degree(long[] coefficients, int from)
    {
        while (from >= 0 && coefficients[from] == 0)
        {
            from--;
        }

        return from;
    }
}
