using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>
/// Partial factorisation over ℚ: monomials, polynomials linear in a variable, square-free parts, contents, quadratics with a square
/// discriminant, and rational roots along a line of exponents. A factor that is not split further may still be reducible; every use
/// is sound for any factorisation.
/// </summary>
internal sealed class Factorisation(Effort effort)
{
    /// <summary>The degree to which rational roots are sought.</summary>
    private const int LargestDegree = 1_000;

    private readonly Dictionary<Polynomial, IReadOnlyList<(Polynomial Factor, int Power)>> _memo = [];

    /// <summary>All polynomials factored so far.</summary>
    public IReadOnlyDictionary<Polynomial, IReadOnlyList<(Polynomial Factor, int Power)>> Known => _memo;

    /// <summary>The factors with their powers; constants are left out, variables included.</summary>
    public IReadOnlyList<(Polynomial Factor, int Power)> Of(Polynomial polynomial)
    {
        if (_memo.TryGetValue(polynomial, out var known))
        {
            return known;
        }

        var powers = new Dictionary<Polynomial, int>();
        if (!polynomial.IsZero)
        {
            Split(polynomial, 1, powers);
        }

        var factors = powers.Select(pair => (pair.Key, pair.Value)).ToArray();
        _memo[polynomial] = factors;
        return factors;
    }

    private void Split(Polynomial polynomial, int power, Dictionary<Polynomial, int> into)
    {
        var monomial = polynomial.MonomialContent();
        for (var i = 0; i < monomial.Count; i++)
        {
            if (monomial[i] > 0)
            {
                Add(Polynomial.Variable(monomial.Count, i), power * monomial[i], into);
            }
        }

        var p = polynomial.DividedBy(monomial).Primitive();
        if (p.TermCount < 2)
        {
            return;
        }

        if (Divisor(p) is { } divisor && Divisibility.Quotient(p, divisor) is { } cofactor && !cofactor.IsConstant)
        {
            Split(divisor, power, into);
            Split(cofactor, power, into);
            return;
        }

        Add(p, power, into);
    }

    /// <summary>A proper divisor, or null when none of the methods finds one.</summary>
    private Polynomial? Divisor(Polynomial p)
    {
        if (p.TermCount > 300)
        {
            return null;
        }

        var variables = Enumerable.Range(0, p.VariableCount).Where(p.Contains).ToArray();
        foreach (var i in variables.Where(i => p.DegreeIn(i) == 1))
        {
            var parts = p.CoefficientsIn(i);
            return parts[0].TermCount == 1 || parts[1].TermCount == 1 ? null : Proper(Divisibility.Gcd(parts[0], parts[1], effort));
        }

        foreach (var i in variables)
        {
            if (Proper(Divisibility.Gcd(p, p.Derivative(i), effort)) is { } repeated)
            {
                return repeated;
            }
        }

        return variables.Where(i => p.DegreeIn(i) == 2).Select(i => OfQuadratic(p, i)).FirstOrDefault(d => d is not null) ?? OfLine(p);
    }

    private static Polynomial? Proper(Polynomial divisor) => divisor.IsConstant ? null : divisor;

    /// <summary>A x² + B x + C with B² − 4AC = s² has the divisor gcd(p, 2Ax + B + s).</summary>
    private Polynomial? OfQuadratic(Polynomial p, int variable)
    {
        var parts = p.CoefficientsIn(variable);
        var discriminant = (parts[1] * parts[1]) - (parts[2] * parts[0] * 4);
        if (SquareRoot(discriminant) is not { } root)
        {
            return null;
        }

        var linear = (parts[2] * 2 * Polynomial.Variable(p.VariableCount, variable)) + parts[1] + root;
        return Proper(Divisibility.Gcd(p, linear, effort));
    }

    /// <summary>When all exponents lie on a line, p is a univariate polynomial in a monomial: look for rational roots.</summary>
    private static Polynomial? OfLine(Polynomial p)
    {
        var first = p.Monomials[p.TermCount - 1];
        var steps = p.Monomials.Select(m => m.ToArray().Select((x, i) => x - first[i]).ToArray()).ToArray();
        var direction = steps[0];
        var divisor = direction.Aggregate(0, (g, x) => (int)BigInteger.GreatestCommonDivisor(g, x));
        direction = Array.ConvertAll(direction, x => x / divisor);
        var axis = Array.FindIndex(direction, x => x != 0);
        if (steps.Any(step => !step.Select((x, i) => (long)x * direction[axis] == (long)direction[i] * step[axis]).All(same => same)))
        {
            return null;
        }

        var degree = steps.Max(step => step[axis] / direction[axis]);
        if (degree > LargestDegree)
        {
            return null;
        }

        var coefficients = new BigInteger[degree + 1];
        for (var t = 0; t < steps.Length; t++)
        {
            coefficients[steps[t][axis] / direction[axis]] = p.Coefficients[t];
        }

        foreach (var (numerator, denominator) in RationalRoots(coefficients))
        {
            var positive = new Monomial(Array.ConvertAll(direction, x => Math.Max(x, 0)));
            var negative = new Monomial(Array.ConvertAll(direction, x => Math.Max(-x, 0)));
            var candidate = Polynomial.Term(denominator, positive) - Polynomial.Term(numerator, negative);
            return coefficients.Length > 2 ? candidate : null;
        }

        return null;
    }

    private static IEnumerable<(BigInteger Numerator, BigInteger Denominator)> RationalRoots(BigInteger[] coefficients)
    {
        var tails = Divisors(coefficients[0]);
        foreach (var denominator in Divisors(coefficients[coefficients.Length - 1]))
        {
            foreach (var size in tails)
            {
                foreach (var numerator in new[] { size, -size })
                {
                    var value = BigInteger.Zero;
                    var scale = BigInteger.One;
                    for (var i = coefficients.Length - 1; i >= 0; i--)
                    {
                        value = (value * numerator) + (coefficients[i] * scale);
                        scale *= denominator;
                    }

                    if (value.IsZero && BigInteger.GreatestCommonDivisor(numerator, denominator).IsOne)
                    {
                        yield return (numerator, denominator);
                    }
                }
            }
        }
    }

    private static IReadOnlyList<BigInteger> Divisors(BigInteger value)
    {
        var size = BigInteger.Abs(value);
        var divisors = new List<BigInteger>();
        for (var d = 1; d <= 2_000 && d <= size; d++)
        {
            if ((size % d).IsZero)
            {
                divisors.Add(d);
                divisors.Add(size / d);
            }
        }

        return divisors.Distinct().OrderBy(d => d).ToArray();
    }

    private static Polynomial? SquareRoot(Polynomial square)
    {
        var root = Polynomial.Constant(square.VariableCount, 0);
        var rest = square;
        Polynomial? lead = null;
        for (var step = 0; !rest.IsZero; step++)
        {
            var (monomial, coefficient) = (rest.Monomials[0], new Rational(rest.Coefficients[0], rest.Denominator));
            Polynomial term;
            if (lead is null)
            {
                if (coefficient.Sign < 0 || IntegerRoot(coefficient.Numerator) is not { } numerator
                    || IntegerRoot(coefficient.Denominator) is not { } denominator || monomial.ToArray().Any(e => e % 2 != 0))
                {
                    return null;
                }

                lead = term = Polynomial.Term(new Rational(numerator, denominator), Array.ConvertAll(monomial.ToArray(), e => e / 2));
            }
            else
            {
                var top = lead.Monomials[0];
                if (!top.Divides(monomial) || step > 60)
                {
                    return null;
                }

                term = Polynomial.Term(coefficient / (2 * new Rational(lead.Coefficients[0], lead.Denominator)), (monomial / top).ToArray());
            }

            rest -= term * ((root * 2) + term);
            root += term;
        }

        return root;
    }

    /// <summary>The exact root of a square by Newton's iteration from above, or null.</summary>
    private static BigInteger? IntegerRoot(BigInteger value)
    {
        if (value.Sign <= 0)
        {
            return value.IsZero ? value : null;
        }

        var root = BigInteger.One << ((value.ToByteArray().Length * 4) + 1);
        while (true)
        {
            var next = (root + (value / root)) >> 1;
            if (next >= root)
            {
                return root * root == value ? root : null;
            }

            root = next;
        }
    }

    private static void Add(Polynomial factor, int power, Dictionary<Polynomial, int> into)
    {
        into.TryGetValue(factor, out var known);
        into[factor] = known + power;
    }
}
