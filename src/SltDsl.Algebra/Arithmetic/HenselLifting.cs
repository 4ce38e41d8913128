using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>Factors modulo a prime, lifted to a power of it (Hensel; Zassenhaus 1969).</summary>
internal static class HenselLifting
{
    /// <summary>
    /// Monic g_i modulo p^k with f = c ∏ g_i there, for pairwise coprime monic g_i modulo p. In each step the error of the product, over the
    /// power of p reached, is shared out by partial fractions.
    /// </summary>
    /// <param name="polynomial">f, coefficients by degree; p does not divide the leading one, c.</param>
    /// <param name="factors">The g_i modulo p.</param>
    /// <param name="field">Arithmetic modulo p.</param>
    /// <param name="bound">p^k is to exceed it.</param>
    public static (IReadOnlyList<BigInteger[]> Factors, BigInteger Modulus) Lift(
        BigInteger[] polynomial, IReadOnlyList<long[]> factors, ResiduePolynomials field, BigInteger bound)
    {
        var shares = factors.Select((g, i) => field.InverseModulo(
            factors.Where((_, j) => j != i).Aggregate(new[] { 1L }, (product, h) => field.Remainder(field.Multiply(product, h), g)), g)).ToArray();
        var lead = polynomial[polynomial.Length - 1];
        var inverse = field.Inverse(field.Residue(lead));
        var lifted = factors.Select(g => Array.ConvertAll(g, c => (BigInteger)c)).ToArray();
        BigInteger modulus = field.Prime;
        while (modulus <= bound)
        {
            var next = modulus * field.Prime;
            var product = lifted.Aggregate(new[] { lead }, (p, g) => Multiply(p, g, next));
            var error = field.Residues([.. polynomial.Select((c, i) => (c - product[i]) / modulus)]);
            error = field.Multiply(error, [inverse]);
            for (var i = 0; i < lifted.Length; i++)
            {
                var correction = field.Remainder(field.Multiply(error, shares[i]), factors[i]);
                for (var d = 0; d < correction.Length; d++)
                {
                    lifted[i][d] += correction[d] * modulus;
                }
            }

            modulus = next;
        }

        return (lifted, modulus);
    }

    /// <summary>The product modulo a number, with the length of the exact product.</summary>
    public static BigInteger[] Multiply(BigInteger[] left, BigInteger[] right, BigInteger modulus)
    {
        var product = new BigInteger[left.Length + right.Length - 1];
        for (var i = 0; i < left.Length; i++)
        {
            for (var j = 0; j < right.Length; j++)
            {
                product[i + j] += left[i] * right[j];
            }
        }

        return Array.ConvertAll(product, c => BigInteger.Remainder(c, modulus));
    }
}
