namespace SltDsl.Algebra;

/// <summary>
/// Proofs that two polynomials have no common factor, from images in one variable modulo a prime at a fixed point (Brown 1971): a common
/// factor of positive degree in v keeps that degree in the image where a leading coefficient does not vanish.
/// </summary>
internal static class ModularImage
{
    private static readonly ResiduePolynomials Field = new(int.MaxValue);

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
        return (a.Length > left.DegreeIn(variable) || b.Length > right.DegreeIn(variable)) && Field.Gcd(a, b).Length == 1;
    }

    private static long[] Image(Polynomial polynomial, int variable)
    {
        var coefficients = new long[polynomial.DegreeIn(variable) + 1];
        for (var t = 0; t < polynomial.TermCount; t++)
        {
            var monomial = polynomial.Monomials[t];
            var value = Field.Residue(polynomial.Coefficients[t]);
            for (var j = 0; j < monomial.Count; j++)
            {
                if (j != variable && monomial[j] > 0)
                {
                    value = value * Field.Power(Point(j), monomial[j]) % Field.Prime;
                }
            }

            ref var sum = ref coefficients[monomial[variable]];
            sum = (sum + value) % Field.Prime;
        }

        return ResiduePolynomials.Trimmed(coefficients);
    }

    private static long Point(int variable) => Field.Power(16_807, (7 * variable) + 5);
}
