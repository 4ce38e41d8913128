using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>Exact division and greatest common divisors of integer polynomials, up to a unit of ℚ.</summary>
internal static class Divisibility
{
    /// <summary>Terms a greatest common divisor may touch; beyond it the answer is 1, which every caller may use as a coarser answer.</summary>
    private const int Fuel = 20_000;

    /// <summary>The primitive quotient up to a constant, or null when the divisor leaves a remainder.</summary>
    public static Polynomial? Quotient(Polynomial dividend, Polynomial divisor)
    {
        var quotient = Polynomial.Constant(dividend.VariableCount, 0);
        var rest = dividend;
        var lead = divisor.Monomials[0];
        for (var step = 0; !rest.IsZero; step++)
        {
            if (!lead.Divides(rest.Monomials[0]) || step > 5_000)
            {
                return null;
            }

            var term = Polynomial.Term(BigInteger.One, rest.Monomials[0] / lead) * new Rational(rest.Coefficients[0] * divisor.Denominator, divisor.Coefficients[0] * rest.Denominator);
            quotient += term;
            rest -= term * divisor;
        }

        return quotient.Primitive();
    }

    /// <summary>The greatest common divisor by primitive remainder sequences (Knuth, TAOCP 2, 4.6.1), or 1 when it would cost too much.</summary>
    /// <param name="left">A polynomial.</param>
    /// <param name="right">Another.</param>
    /// <param name="effort">Counts the work, where it is to be limited.</param>
    public static Polynomial Gcd(Polynomial left, Polynomial right, Effort? effort = null)
    {
        var fuel = effort is { IsSpent: true } ? 0 : Fuel;
        var gcd = Gcd(left.Primitive(), right.Primitive(), ref fuel);
        effort?.Spend(Fuel - Math.Max(fuel, 0));
        return gcd;
    }

    /// <summary>The pseudo-remainder of two polynomials in one variable.</summary>
    public static Polynomial PseudoRemainder(Polynomial dividend, Polynomial divisor, int variable) => PseudoDivide(dividend, divisor, variable).Remainder;

    /// <summary>q and r with c·dividend = q·divisor + r, c a power of the divisor's leading coefficient in a variable, and r of lower degree in it.</summary>
    public static (Polynomial Quotient, Polynomial Remainder) PseudoDivide(Polynomial dividend, Polynomial divisor, int variable)
    {
        var degree = divisor.DegreeIn(variable);
        var lead = divisor.CoefficientsIn(variable)[degree];
        var (quotient, rest) = (Polynomial.Constant(dividend.VariableCount, 0), dividend);
        while (!rest.IsZero && rest.DegreeIn(variable) is var top && top >= degree)
        {
            var head = rest.CoefficientsIn(variable)[top].Times(Monomial.One(rest.VariableCount).With(variable, top - degree));
            quotient = (quotient * lead) + head;
            rest = (rest * lead) - (head * divisor);
        }

        return (quotient, rest);
    }

    /// <summary>The pseudo-remainder without content and monomials, which do not vanish on the torus.</summary>
    public static Polynomial TorusRemainder(Polynomial dividend, Polynomial divisor, int variable)
    {
        var rest = PseudoRemainder(dividend, divisor, variable);
        return rest.IsZero ? rest : rest.DividedBy(rest.MonomialContent()).Primitive();
    }

    /// <summary>Whether two polynomials in one variable have no common root, by Euclid's algorithm.</summary>
    public static bool AreCoprimeIn(Polynomial left, Polynomial right, int variable)
    {
        while (!right.IsConstant)
        {
            (left, right) = (right, PseudoRemainder(left, right, variable).Primitive());
        }

        return !right.IsZero;
    }

    private static Polynomial Gcd(Polynomial left, Polynomial right, ref int fuel)
    {
        var one = Polynomial.Constant(left.VariableCount, 1);
        if (left.IsZero || right.IsZero)
        {
            return left.IsZero ? right : left;
        }

        fuel -= left.TermCount + right.TermCount;
        if (left.IsConstant || right.IsConstant || fuel < 0 || ModularImage.AreCoprime(left, right))
        {
            return one;
        }

        if (left.Equals(right))
        {
            return left;
        }

        var shared = -1;
        for (var i = 0; i < left.VariableCount; i++)
        {
            var (inLeft, inRight) = (left.Contains(i), right.Contains(i));
            if (inLeft != inRight)
            {
                return inLeft ? Gcd(Content(left, i, ref fuel), right, ref fuel) : Gcd(left, Content(right, i, ref fuel), ref fuel);
            }

            shared = inLeft && (shared < 0 || left.DegreeIn(i) < left.DegreeIn(shared)) ? i : shared;
        }

        var (contentLeft, contentRight) = (Content(left, shared, ref fuel), Content(right, shared, ref fuel));
        var content = Gcd(contentLeft, contentRight, ref fuel);
        var (a, b) = (Quotient(left, contentLeft) ?? left, Quotient(right, contentRight) ?? right);
        if (a.DegreeIn(shared) < b.DegreeIn(shared))
        {
            (a, b) = (b, a);
        }

        while (true)
        {
            fuel -= a.TermCount * b.TermCount;
            if (fuel < 0)
            {
                return one;
            }

            var rest = PseudoRemainder(a, b, shared);
            if (rest.IsZero)
            {
                return (content * b).Primitive();
            }

            if (rest.DegreeIn(shared) == 0)
            {
                return content;
            }

            a = b;
            b = Quotient(rest, Content(rest, shared, ref fuel)) ?? rest.Primitive();
        }
    }

    private static Polynomial Content(Polynomial polynomial, int variable, ref int fuel)
    {
        var content = Polynomial.Constant(polynomial.VariableCount, 0);
        foreach (var coefficient in polynomial.CoefficientsIn(variable).OrderBy(c => c.TermCount))
        {
            content = Gcd(content, coefficient.Primitive(), ref fuel);
            if (content.IsConstant && !content.IsZero)
            {
                break;
            }
        }

        return content;
    }
}
