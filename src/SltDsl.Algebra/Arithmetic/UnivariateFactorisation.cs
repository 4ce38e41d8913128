using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>
/// Factorisation of integer polynomials in one variable, coefficients by degree: square-free parts (Yun 1976), then irreducible factors
/// from those modulo a prime, lifted and recombined (Zassenhaus 1969). Where this would take too much a part stays unsplit; every factor
/// divides, so that the answer is then only coarser.
/// </summary>
internal static class UnivariateFactorisation
{
    /// <summary>The degree up to which a polynomial is split.</summary>
    public const int LargestDegree = 120;

    private const int MostTrials = 20_000;
    private const int PrimesTried = 40;
    private const int PrimesCompared = 5;

    private static readonly int[] Primes = [.. Enumerable.Range(101, 500).Where(n => n % 2 == 1 && Enumerable.Range(3, 22).All(d => n % d != 0))];

    /// <summary>Primitive factors of positive degree with their powers, whose product is the polynomial up to a constant.</summary>
    /// <param name="polynomial">Coefficients by degree, the last and the first not zero, up to <see cref="LargestDegree"/>.</param>
    /// <param name="effort">Counts the work.</param>
    public static IReadOnlyList<(BigInteger[] Factor, int Power)> Of(BigInteger[] polynomial, Effort effort)
    {
        var factors = new List<(BigInteger[], int)>();
        foreach (var (part, power) in SquareFreeParts(Polynomial.OfOneVariable(polynomial), effort))
        {
            factors.AddRange(Irreducible(part.ToCoefficients(), effort).Select(factor => (factor, power)));
        }

        return factors;
    }

    /// <summary>The root of a square number by Newton's iteration from above, or null.</summary>
    public static BigInteger? SquareRoot(BigInteger value)
    {
        if (value.Sign <= 0)
        {
            return value.IsZero ? value : null;
        }

        var root = Root(value);
        return root * root == value ? root : null;
    }

    /// <summary>Pairwise coprime square-free parts with their powers; the polynomial as it is when a common divisor costs too much.</summary>
    private static List<(Polynomial Part, int Power)> SquareFreeParts(Polynomial polynomial, Effort effort)
    {
        var parts = new List<(Polynomial Part, int Power)>();
        var repeated = Divisibility.Gcd(polynomial, polynomial.Derivative(0), effort);
        var simple = Divisibility.Quotient(polynomial, repeated)!;
        for (var power = 1; !simple.IsConstant; power++)
        {
            var common = Divisibility.Gcd(simple, repeated, effort);
            var part = Divisibility.Quotient(simple, common)!;
            if (!part.IsConstant)
            {
                parts.Add((part, power));
            }

            (simple, repeated) = (common, Divisibility.Quotient(repeated, common)!);
        }

        return parts.Sum(p => p.Part.Degree * p.Power) == polynomial.Degree ? parts : [(polynomial, 1)];
    }

    private static IReadOnlyList<BigInteger[]> Irreducible(BigInteger[] polynomial, Effort effort) => polynomial.Length switch
    {
        2 => [polynomial],
        3 => OfQuadratic(polynomial),
        _ when effort.IsSpent => [polynomial],
        _ => OfModularFactors(polynomial, effort),
    };

    private static IReadOnlyList<BigInteger[]> OfQuadratic(BigInteger[] p)
    {
        if (SquareRoot((p[1] * p[1]) - (4 * p[2] * p[0])) is not { } root)
        {
            return [p];
        }

        return [Primitive([p[1] + root, 2 * p[2]]), Primitive([p[1] - root, 2 * p[2]])];
    }

    /// <summary>
    /// The factors modulo several primes: the degrees of sums of them bound those of true factors. The prime with the fewest is lifted.
    /// </summary>
    private static IReadOnlyList<BigInteger[]> OfModularFactors(BigInteger[] polynomial, Effort effort)
    {
        (IReadOnlyList<long[]> Factors, ResiduePolynomials Field)? fewest = null;
        var degrees = (BigInteger.One << polynomial.Length) - 1;
        var compared = 0;
        for (var k = 0; k < PrimesTried && compared < PrimesCompared; k++)
        {
            var field = new ResiduePolynomials(Primes[k]);
            var image = field.Residues(polynomial);
            var isGood = image.Length == polynomial.Length && field.Gcd(image, field.Derivative(image)).Length == 1;
            var factors = isGood ? field.Factors(field.Monic(image)) : null;
            effort.Spend(1 + (field.Operations / 100));
            if (factors is null)
            {
                continue;
            }

            compared++;
            degrees &= factors.Aggregate(BigInteger.One, (sums, g) => sums | (sums << (g.Length - 1)));
            fewest = fewest is { } known && known.Factors.Count <= factors.Count ? fewest : (factors, field);
            if (degrees == BigInteger.One + (BigInteger.One << (polynomial.Length - 1)))
            {
                return [polynomial];
            }
        }

        return fewest is { } best ? Recombined(polynomial, best.Factors, best.Field, degrees, effort) : [polynomial];
    }

    /// <summary>Tries products of few lifted factors first; a true factor c·∏g/lead has coefficients within Mignotte's bound (1974).</summary>
    private static List<BigInteger[]> Recombined(
        BigInteger[] polynomial, IReadOnlyList<long[]> factors, ResiduePolynomials field, BigInteger degrees, Effort effort)
    {
        var norm = 1 + Root(polynomial.Aggregate(BigInteger.Zero, (sum, c) => sum + (c * c)));
        var (lifted, modulus) = HenselLifting.Lift(polynomial, factors, field, 2 * norm << polynomial.Length);
        var rest = lifted.ToList();
        var found = new List<BigInteger[]>();
        var trials = 0;
        effort.Spend((long)polynomial.Length * polynomial.Length * Bits(modulus) / 500);
        for (var size = 1; 2 * size <= rest.Count;)
        {
            var subset = Subsets(rest.Count, size).Where(s => !(degrees >> s.Sum(i => rest[i].Length - 1)).IsEven)
                .TakeWhile(_ => ++trials <= MostTrials && (trials % 100 != 0 || !effort.IsSpent))
                .Select(s => (Indices: s, Parts: Split(polynomial, [.. s.Select(i => rest[i])], modulus))).FirstOrDefault(s => s.Parts is not null);
            effort.Spend(trials / 20);
            if (subset.Parts is { } parts)
            {
                found.Add(parts.Factor);
                polynomial = parts.Cofactor;
                rest = rest.Where((_, i) => !subset.Indices.Contains(i)).ToList();
            }
            else if (trials > MostTrials || effort.IsSpent)
            {
                break;
            }
            else
            {
                size++;
            }
        }

        return [.. found, polynomial];
    }

    /// <summary>The factor that some lifted factors make and what it leaves, or null when their product is none.</summary>
    private static (BigInteger[] Factor, BigInteger[] Cofactor)? Split(BigInteger[] polynomial, BigInteger[][] lifted, BigInteger modulus)
    {
        var lead = polynomial[polynomial.Length - 1];
        var constant = Symmetric(lifted.Aggregate(lead, (product, g) => product * g[0] % modulus), modulus);
        if (constant.IsZero || !(lead * polynomial[0] % constant).IsZero)
        {
            return null;
        }

        var product = lifted.Aggregate(new[] { lead }, (p, g) => HenselLifting.Multiply(p, g, modulus));
        var factor = Primitive(Array.ConvertAll(product, c => Symmetric(c, modulus)));
        return Quotient(polynomial, factor) is { } cofactor ? (factor, cofactor) : null;
    }

    private static BigInteger[]? Quotient(BigInteger[] dividend, BigInteger[] divisor)
    {
        var rest = (BigInteger[])dividend.Clone();
        var quotient = new BigInteger[dividend.Length - divisor.Length + 1];
        for (var shift = quotient.Length - 1; shift >= 0; shift--)
        {
            quotient[shift] = BigInteger.DivRem(rest[shift + divisor.Length - 1], divisor[divisor.Length - 1], out var remainder);
            if (!remainder.IsZero)
            {
                return null;
            }

            for (var i = 0; i < divisor.Length; i++)
            {
                rest[shift + i] -= quotient[shift] * divisor[i];
            }
        }

        return rest.All(c => c.IsZero) ? quotient : null;
    }

    /// <summary>All sets of a size of the numbers below a count.</summary>
    private static IEnumerable<int[]> Subsets(int count, int size)
    {
        var subset = Enumerable.Range(0, size).ToArray();
        while (true)
        {
            yield return (int[])subset.Clone();
            var last = size - 1;
            while (last >= 0 && subset[last] == count - size + last)
            {
                last--;
            }

            if (last < 0)
            {
                yield break;
            }

            subset[last]++;
            for (var i = last + 1; i < size; i++)
            {
                subset[i] = subset[i - 1] + 1;
            }
        }
    }

    private static BigInteger Symmetric(BigInteger value, BigInteger modulus)
    {
        var residue = BigInteger.Remainder(value, modulus);
        residue = residue.Sign < 0 ? residue + modulus : residue;
        return 2 * residue > modulus ? residue - modulus : residue;
    }

    private static BigInteger[] Primitive(BigInteger[] polynomial)
    {
        var content = polynomial.Aggregate(BigInteger.Zero, BigInteger.GreatestCommonDivisor) * polynomial[polynomial.Length - 1].Sign;
        return Array.ConvertAll(polynomial, c => c / content);
    }

    private static int Bits(BigInteger value) => 8 * value.ToByteArray().Length;

    /// <summary>The largest integer whose square is at most a positive value.</summary>
    private static BigInteger Root(BigInteger value)
    {
        var root = BigInteger.One << ((Bits(value) / 2) + 1);
        while ((root + (value / root)) >> 1 is var next && next < root)
        {
            root = next;
        }

        return root;
    }
}
