using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>
/// Factorisation over ℚ: complete in one variable, along a line of exponents and for polynomials linear in a variable; partial otherwise,
/// by square-free parts, contents and quadratics with a square discriminant. A factor that is not split further may still be reducible;
/// every use is sound for any factorisation.
/// </summary>
internal sealed class Factorisation(Effort effort)
{
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

        var factors = Split(polynomial);
        _memo[polynomial] = factors;
        return factors;
    }

    private (Polynomial, int)[] Split(Polynomial polynomial)
    {
        var powers = new Dictionary<Polynomial, int>();
        try
        {
            if (!polynomial.IsZero)
            {
                Split(polynomial, 1, powers);
            }

            return powers.Select(pair => (pair.Key, pair.Value)).ToArray();
        }
        catch (ExpressionSwellException)
        {
            return [(polynomial.Primitive(), 1)];
        }
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

        if (OfLine(p) is { } factors)
        {
            foreach (var (factor, times) in factors)
            {
                Add(factor, power * times, into);
            }

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

        return variables.Where(i => p.DegreeIn(i) == 2).Select(i => OfQuadratic(p, i)).FirstOrDefault(d => d is not null);
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

    /// <summary>When all exponents lie on a line, p is a polynomial in one monomial up to a factor, and its factors are those of that.</summary>
    private IReadOnlyList<(Polynomial Factor, int Power)>? OfLine(Polynomial p)
    {
        var last = p.Monomials[p.TermCount - 1];
        var direction = p.Monomials[0].ToArray().Select((x, i) => x - last[i]).ToArray();
        var content = direction.Aggregate(0, (g, x) => (int)BigInteger.GreatestCommonDivisor(g, x));
        direction = Array.ConvertAll(direction, x => x / content);
        var axis = Array.FindIndex(direction, x => x != 0);
        if (content == 1)
        {
            // A polynomial of degree 1 in the monomial, when no other term lies beside the line.
            return p.TermCount == 2 ? [(p, 1)] : null;
        }

        if (content > UnivariateFactorisation.LargestDegree || p.Monomials.Any(m => !IsOnLine(m)))
        {
            return null;
        }

        var coefficients = new BigInteger[content + 1];
        for (var t = 0; t < p.TermCount; t++)
        {
            coefficients[Step(p.Monomials[t])] = p.Coefficients[t];
        }

        return [.. UnivariateFactorisation.Of(coefficients, effort).Select(f => (AlongLine(f.Factor), f.Power))];

        int Step(Monomial monomial) => (monomial[axis] - last[axis]) / direction[axis];

        bool IsOnLine(Monomial monomial) => Step(monomial) is var step and >= 0
            && Enumerable.Range(0, direction.Length).All(i => (long)last[i] + ((long)step * direction[i]) == monomial[i]);

        Polynomial AlongLine(BigInteger[] factor) => factor.Select((c, k) => (c, k)).Where(term => !term.c.IsZero)
            .Select(term => Polynomial.Term(term.c, new Monomial(Array.ConvertAll(direction, x => x > 0 ? x * term.k : -x * (factor.Length - 1 - term.k)))))
            .Aggregate((sum, term) => sum + term).Primitive();
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
                if (coefficient.Sign < 0 || UnivariateFactorisation.SquareRoot(coefficient.Numerator) is not { } numerator
                    || UnivariateFactorisation.SquareRoot(coefficient.Denominator) is not { } denominator || monomial.ToArray().Any(e => e % 2 != 0))
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

    private static void Add(Polynomial factor, int power, Dictionary<Polynomial, int> into)
    {
        into.TryGetValue(factor, out var known);
        into[factor] = known + power;
    }
}
