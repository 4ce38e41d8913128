namespace SltDsl.Algebra;

/// <summary>Certificates about zeros of polynomials on the real torus, where every occurring variable is nonzero.</summary>
internal sealed class RealZeros(Factorisation factorisation)
{
    private readonly Dictionary<Polynomial, Nonvanishing?> _memo = [];

    /// <summary>The certificates found so far.</summary>
    public IEnumerable<KeyValuePair<Polynomial, Nonvanishing>> Found =>
        _memo.Where(pair => pair.Value is not null).Select(pair => new KeyValuePair<Polynomial, Nonvanishing>(pair.Key, pair.Value!));

    /// <summary>True when a certificate shows that there is no zero on the torus; false when none was found.</summary>
    public bool IsNonvanishing(Polynomial polynomial, int depth = 0)
    {
        if (polynomial.TermCount <= 1)
        {
            return !polynomial.IsZero;
        }

        var stripped = polynomial.DividedBy(polynomial.MonomialContent()).Primitive();
        if (stripped.TermCount <= 1)
        {
            return true;
        }

        if (!_memo.TryGetValue(stripped, out var known))
        {
            known = _memo[stripped] = TryCertify(stripped, depth);
        }

        return known is not null;
    }

    /// <summary>The number of distinct real roots of a polynomial in one variable (Sturm 1829).</summary>
    public static int CountRoots(Polynomial polynomial, int variable)
    {
        var sequence = new List<Polynomial> { polynomial.Primitive(), polynomial.Derivative(variable) };
        while (!sequence[sequence.Count - 1].IsConstant)
        {
            var (a, b) = (sequence[sequence.Count - 2], sequence[sequence.Count - 1]);
            var rest = Remainder(a, b, variable);
            if (rest.IsZero)
            {
                break;
            }

            sequence.Add(-rest);
        }

        return Changes(sequence, variable, negative: true) - Changes(sequence, variable, negative: false);
    }

    /// <summary>Whether values of both signs occur on the torus among a fixed set of points of one orthant: then zeros exist there.</summary>
    public static bool ChangesSign(Polynomial polynomial)
    {
        var variables = Enumerable.Range(0, polynomial.VariableCount).Where(polynomial.Contains).ToArray();
        for (var orthant = 0; orthant < 1 << Math.Min(variables.Length, 6); orthant++)
        {
            var signs = 0;
            for (var trial = 0; trial < 24; trial++)
            {
                var point = new Rational[polynomial.VariableCount];
                for (var j = 0; j < variables.Length; j++)
                {
                    var size = new Rational(1 + ((trial * (7 + (5 * j)) + (3 * j)) % 23), 1 + ((trial * (3 + (2 * j))) % 11));
                    point[variables[j]] = j < 6 && (orthant >> j & 1) == 1 ? -size : size;
                }

                signs |= polynomial.Evaluate(point).Sign switch { > 0 => 1, < 0 => 2, _ => 0 };
            }

            if (signs == 3)
            {
                return true;
            }
        }

        return false;
    }

    private static Polynomial Remainder(Polynomial dividend, Polynomial divisor, int variable)
    {
        var rest = dividend;
        var degree = divisor.DegreeIn(variable);
        var lead = new Rational(divisor.Coefficients[0], divisor.Denominator);
        while (!rest.IsZero && rest.DegreeIn(variable) >= degree)
        {
            var factor = new Rational(rest.Coefficients[0], rest.Denominator) / lead;
            rest -= divisor.Times(rest.Monomials[0] / divisor.Monomials[0]) * factor;
        }

        return rest;
    }

    private static int Changes(List<Polynomial> sequence, int variable, bool negative)
    {
        var changes = 0;
        var last = 0;
        foreach (var polynomial in sequence.Where(p => !p.IsZero))
        {
            var sign = polynomial.Coefficients[0].Sign * (negative && polynomial.DegreeIn(variable) % 2 == 1 ? -1 : 1);
            changes += last * sign < 0 ? 1 : 0;
            last = sign;
        }

        return changes;
    }

    private static bool IsDefinite(Polynomial p) =>
        p.Monomials.All(m => m.ToArray().All(e => e % 2 == 0)) && p.Coefficients.All(c => c.Sign == p.Coefficients[0].Sign);

    private Nonvanishing? TryCertify(Polynomial p, int depth)
    {
        try
        {
            return Certify(p, depth);
        }
        catch (ExpressionSwellException)
        {
            return null;
        }
    }

    private Nonvanishing? Certify(Polynomial p, int depth)
    {
        if (IsDefinite(p))
        {
            return new Nonvanishing(NonvanishingReason.Definite);
        }

        var variables = Enumerable.Range(0, p.VariableCount).Where(p.Contains).ToArray();
        if (variables.Length == 1)
        {
            return p.Degree <= 60 && CountRoots(p, variables[0]) == 0 ? new Nonvanishing(NonvanishingReason.NoRoots) : null;
        }

        if (depth >= 3)
        {
            return null;
        }

        foreach (var i in variables.Where(i => p.DegreeIn(i) == 2))
        {
            var parts = p.CoefficientsIn(i);
            var discriminant = (parts[1] * parts[1]) - (parts[2] * parts[0] * 4);
            if (!discriminant.IsZero && IsNegative(discriminant, depth + 1) && AllNonvanishing(parts[2], depth + 1))
            {
                return new Nonvanishing(NonvanishingReason.NegativeDiscriminant, i);
            }
        }

        return null;
    }

    private bool AllNonvanishing(Polynomial p, int depth) =>
        factorisation.Of(p).All(factor => IsNonvanishing(factor.Factor, depth));

    private bool IsNegative(Polynomial p, int depth)
    {
        if (IsDefinite(p))
        {
            return p.Coefficients[0].Sign < 0;
        }

        if (!AllNonvanishing(p, depth))
        {
            return false;
        }

        var variables = Enumerable.Range(0, p.VariableCount).Where(p.Contains).ToArray();
        return variables.Length <= 10 && Enumerable.Range(0, 1 << variables.Length).All(orthant =>
        {
            var point = new Rational[p.VariableCount];
            for (var j = 0; j < variables.Length; j++)
            {
                point[variables[j]] = (orthant >> j & 1) == 1 ? -1 : 1;
            }

            return p.Evaluate(point).Sign < 0;
        });
    }
}
