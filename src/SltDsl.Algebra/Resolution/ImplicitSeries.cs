namespace SltDsl.Algebra;

/// <summary>
/// A polynomial p, smooth in a free coordinate z, as the new coordinate w = p. Then z is an implicit series in w and the others;
/// it is cut after some degree, and what is cut is kept as a tail: monomials up to whose multiples the generators are known.
/// </summary>
internal static class ImplicitSeries
{
    private const int MostTerms = 400;
    private const int LargestDegree = 60;

    /// <summary>
    /// The generators in the new coordinate. With f = Σ p^k F_k, where F_k has a lower degree than p in some variable, and p(ζ) = w + R for the
    /// truncated series ζ, z − ζ is a multiple of R; so f = Σ w^k F_k(ζ) up to multiples of w^k c R, where c is the monomial content of the
    /// part of F_k that contains z.
    /// </summary>
    /// <param name="generators">The generators.</param>
    /// <param name="move">p, the variable of the expansion, in which its leading coefficient is a number, the slot of z, then of w, and ζ.</param>
    /// <param name="relations">The equations of algebraic parameters.</param>
    /// <param name="zeroPart">The part of a monomial in the zero coordinates.</param>
    public static (List<Polynomial> Generators, List<Monomial> Tail) Replace(
        IEnumerable<Polynomial> generators, SeriesReplaced move, IReadOnlyList<AlgebraicRelation> relations, Func<Monomial, Monomial> zeroPart)
    {
        var (coordinate, variable, slot, series) = move;
        var w = Polynomial.Variable(series.VariableCount, slot);
        var remainder = Reduced(coordinate.Substitute(slot, series) - w, relations).Monomials.Select(zeroPart).Distinct().ToList();
        var (changed, tail) = (new List<Polynomial>(), new HashSet<Monomial>());
        foreach (var generator in generators)
        {
            var (sum, power) = (Polynomial.Constant(w.VariableCount, 0), Polynomial.Constant(w.VariableCount, 1));
            for (var rest = generator; !rest.IsZero; power *= w)
            {
                (rest, var digit) = Divide(rest, coordinate, variable);
                digit = Reduced(digit, relations);
                sum += power * digit.Substitute(slot, series);
                var moved = digit - digit.Where(m => m[slot] == 0);
                if (!moved.IsZero)
                {
                    var content = zeroPart(moved.MonomialContent().With(slot, 0)) * power.Monomials[0];
                    tail.UnionWith(remainder.Select(m => m * content));
                }
            }

            changed.Add(sum);
        }

        return (changed, [.. tail.Where(m => !tail.Any(other => !other.Equals(m) && other.Divides(m)))]);
    }

    /// <summary>Polynomials p, factors and approximate roots, with a variable for expansions and a free coordinate in which p is smooth.</summary>
    public static IEnumerable<(Polynomial Coordinate, int Variable, int Slot)> Candidates(Germ germ, Units units)
    {
        var tried = new HashSet<Polynomial>();
        foreach (var generator in germ.Generators.Where(f => f.TermCount is > 1 and <= MostTerms && f.Degree <= LargestDegree))
        {
            // Factors that are linear in a coordinate are exact coordinates and were taken before.
            var factors = units.Factorisation.Of(generator).Select(f => (Polynomial: f.Factor, Least: 2));
            var roots = ApproximateRoots(generator).Select(root => (Polynomial: germ.Strip(root), Least: 1));
            foreach (var (p, least) in factors.Concat(roots).Where(c => c.Polynomial.TermCount > 1 && germ.ConstantPart(c.Polynomial).IsZero && tried.Add(c.Polynomial)))
            {
                var variable = Enumerable.Range(0, germ.Count).Where(v => p.CoefficientsIn(v)[p.DegreeIn(v)].IsConstant).OrderByDescending(p.DegreeIn).Append(-1).First();
                foreach (var i in variable < 0 ? [] : germ.ZeroSlots.Where(i => germ.IsFree(i) && p.DegreeIn(i) >= least && units.IsInvertible(p.CoefficientsIn(i)[1], germ)))
                {
                    yield return (p, variable, i);
                }
            }
        }
    }

    /// <summary>
    /// The solution of p(ζ) = w in the slot of w, by fixed-point iteration, up to a degree in the zero coordinates; null when it is too long, or
    /// when the slope is not a number and the degree not 0.
    /// </summary>
    public static Polynomial? Series(Germ germ, Polynomial coordinate, int slot, int degree)
    {
        var w = Polynomial.Variable(germ.Count, slot);
        var slope = germ.ConstantPart(coordinate.CoefficientsIn(slot)[1]);
        var series = Polynomial.Constant(germ.Count, 0);
        if (degree > 0 && !slope.IsConstant)
        {
            return null;
        }

        var inverse = new Rational(slope.Denominator, slope.Coefficients[0]);
        for (var step = 0; step < degree; step++)
        {
            var (power, value) = (Polynomial.Constant(germ.Count, 1), Polynomial.Constant(germ.Count, 0));
            foreach (var part in coordinate.CoefficientsIn(slot))
            {
                value += (part * power).Where(m => germ.ZeroPart(m).Degree <= step + 1);
                power = (power * series).Where(m => germ.ZeroPart(m).Degree <= step + 1);
                if (value.TermCount > MostTerms)
                {
                    return null;
                }
            }

            series -= (value - w) * inverse;
        }

        return series;
    }

    /// <summary>
    /// For a polynomial of degree k e in a variable, with a constant leading coefficient, the p of degree e for which p^k agrees with it in the
    /// upper e degrees (Abhyankar and Moh 1973), k = 2 and 3.
    /// </summary>
    private static IEnumerable<Polynomial> ApproximateRoots(Polynomial polynomial)
    {
        foreach (var v in Enumerable.Range(0, polynomial.VariableCount))
        {
            var degree = polynomial.DegreeIn(v);
            foreach (var k in new[] { 2, 3 }.Where(k => degree > 0 && degree % k == 0 && polynomial.CoefficientsIn(v)[degree].IsConstant))
            {
                var lead = polynomial.CoefficientsIn(v)[degree];
                var monic = polynomial * new Rational(lead.Denominator, lead.Coefficients[0]);
                var root = Polynomial.Variable(polynomial.VariableCount, v).Pow(degree / k);
                for (var step = 0; step < degree / k; step++)
                {
                    // The digit of p^(k−1), over k, corrects p.
                    var rest = monic;
                    for (var t = 0; t < k - 1; t++)
                    {
                        rest = Divide(rest, root, v).Quotient;
                    }

                    root += Divide(rest, root, v).Remainder * new Rational(1, k);
                }

                yield return root;
            }
        }
    }

    /// <summary>The same function along the stratum, not only up to a factor: relations whose leading coefficient is no number are left out.</summary>
    private static Polynomial Reduced(Polynomial polynomial, IReadOnlyList<AlgebraicRelation> relations) => relations.Reverse()
        .Where(r => r.Equation.CoefficientsIn(r.Slot)[r.Equation.DegreeIn(r.Slot)].IsConstant)
        .Aggregate(polynomial, (p, r) => Divide(p, r.Equation, r.Slot).Remainder);

    /// <summary>Exact division by a polynomial whose leading coefficient in a variable is a number.</summary>
    private static (Polynomial Quotient, Polynomial Remainder) Divide(Polynomial dividend, Polynomial divisor, int variable)
    {
        var degree = divisor.DegreeIn(variable);
        var lead = divisor.CoefficientsIn(variable)[degree];
        var inverse = new Rational(lead.Denominator, lead.Coefficients[0]);
        var (quotient, rest) = (Polynomial.Constant(dividend.VariableCount, 0), dividend);
        while (!rest.IsZero && rest.DegreeIn(variable) is var top && top >= degree)
        {
            var head = rest.CoefficientsIn(variable)[top].Times(Monomial.One(rest.VariableCount).With(variable, top - degree)) * inverse;
            (quotient, rest) = (quotient + head, rest - (head * divisor));
        }

        return (quotient, rest);
    }
}
