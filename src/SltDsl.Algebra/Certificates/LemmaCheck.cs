using static SltDsl.Algebra.CertificateException;

namespace SltDsl.Algebra;

/// <summary>Checks facts about single polynomials when they are used, each once.</summary>
internal sealed class LemmaCheck(Lemmas lemmas)
{
    private readonly Dictionary<Polynomial, IReadOnlyList<(Polynomial Factor, int Power)>> _factors = [];
    private readonly Dictionary<Polynomial, bool> _noZero = [];
    private readonly Dictionary<(PolynomialSet System, PolynomialSet Nonzero), bool> _empty = [];

    /// <summary>Whether a nonzero polynomial in the torus parameters has no zero on a stratum.</summary>
    public bool IsUnit(Polynomial polynomial, Stratum stratum)
    {
        Require(stratum.IsParametric(polynomial), "a condition uses a coordinate");
        return !polynomial.IsZero && Uncertain(polynomial, stratum).Count == 0;
    }

    /// <summary>The factors of a polynomial that may vanish on a stratum.</summary>
    public IReadOnlyList<Polynomial> Uncertain(Polynomial polynomial, Stratum stratum)
    {
        if (AlgebraicRelation.TryReduce(polynomial, stratum.Relations) is not { } reduced)
        {
            return [polynomial];
        }

        return reduced.IsZero && !polynomial.IsZero ? [polynomial] : Uncertain(reduced, stratum.Nonzero).Where(f => !IsNonzeroOn(f, stratum.Relations, stratum.Nonzero))
            .SelectMany(f => RootOn(f, stratum.Relations) is { } root ? Uncertain(root, stratum) : [f]).Distinct().ToList();
    }

    /// <summary>Whether a polynomial vanishes at most on a thin part of a stratum, over each of its algebraic points.</summary>
    public bool IsGenericallyNonzero(Polynomial polynomial, Stratum stratum) =>
        !polynomial.IsZero && (!stratum.Relations.Any(r => polynomial.Contains(r.Slot)) || IsUnit(polynomial, stratum)
            || Enumerable.Range(0, stratum.Count).Any(i => polynomial.Contains(i) && stratum.IsFreeParameter(i)
                && IsGenericallyNonzero(polynomial.CoefficientsIn(i)[polynomial.DegreeIn(i)], stratum)));

    /// <summary>The factors of a polynomial that may vanish on the torus where those of a set do not.</summary>
    public IReadOnlyList<Polynomial> Uncertain(Polynomial polynomial, ICollection<Polynomial> nonzero) =>
        Factors(polynomial).Where(f => !nonzero.Contains(f) && !HasNoZero(f)).ToList();

    /// <summary>The factors of more than one term.</summary>
    public IReadOnlyList<Polynomial> Factors(Polynomial polynomial) => polynomial.TermCount <= 1
        ? []
        : Powers(polynomial).Select(f => f.Factor).Where(f => f.TermCount > 1).ToList();

    /// <summary>Factors with powers whose product is the polynomial up to a constant; the polynomial itself when none are known.</summary>
    public IReadOnlyList<(Polynomial Factor, int Power)> Powers(Polynomial polynomial)
    {
        var primitive = polynomial.Primitive();
        if (_factors.TryGetValue(primitive, out var known))
        {
            return known;
        }

        if (lemmas.Factors.TryGetValue(primitive, out var factors))
        {
            var product = factors.Aggregate(Polynomial.Constant(primitive.VariableCount, 1), (p, f) => p * f.Factor.Pow(f.Power));
            Require(product.Primitive().Equals(primitive), "factors do not multiply to their polynomial");
            known = factors;
        }

        return _factors[primitive] = known ?? [(primitive, 1)];
    }

    /// <summary>Whether a lemma proves that a polynomial has no zero with all variables nonzero.</summary>
    public bool HasNoZero(Polynomial polynomial)
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

        if (!_noZero.TryGetValue(stripped, out var known))
        {
            // A lemma that leads back to itself proves nothing.
            _noZero[stripped] = false;
            known = _noZero[stripped] = lemmas.NoZero.TryGetValue(stripped, out var reason) && Holds(stripped, reason);
        }

        return known;
    }

    /// <summary>
    /// The bound by the order of an element: it is at most the degree, unless parameters are algebraic, and at most the degree of a monomial
    /// with an invertible coefficient.
    /// </summary>
    public Key CrudeLower(Stratum stratum)
    {
        if (stratum.Tail.Count > 0)
        {
            return Key.Zero;
        }

        int? order = stratum.Relations.Count == 0 ? stratum.Generators.Min(f => f.Degree) : null;
        foreach (var f in stratum.Generators)
        {
            foreach (var group in f.Monomials.GroupBy(stratum.ZeroPart))
            {
                if (order is null || group.Key.Degree < order)
                {
                    var coefficient = f.Where(m => stratum.ZeroPart(m).Equals(group.Key)).DividedBy(group.Key);
                    order = IsUnit(coefficient, stratum) ? group.Key.Degree : order;
                }
            }
        }

        return CrudeBound.Of(order, stratum.Zeros.Select(i => (stratum.Orders[i], stratum.Priors[i])), stratum.Count);
    }

    private Polynomial? RootOn(Polynomial factor, IReadOnlyList<AlgebraicRelation> relations)
    {
        var system = AlgebraicRelation.System(factor, relations);
        if (system.Count == 1 || !lemmas.Roots.TryGetValue(new PolynomialSet(system), out var lemma))
        {
            return null;
        }

        var (root, variable) = (lemma.Root, lemma.Variable);
        var degree = factor.DegreeIn(variable);
        Require(degree > root.DegreeIn(variable) && !relations.Any(r => r.Equation.Contains(variable)), "a root is no simpler than its polynomial");
        Require(Uncertain(factor.CoefficientsIn(variable)[degree], []).All(f => IsNonzeroOn(f, relations, [])), "a polynomial's leading coefficient may vanish");
        var power = Enumerable.Repeat(root, degree).Aggregate((p, q) => AlgebraicRelation.Reduce(p * q, relations));
        Require(AlgebraicRelation.Reduce(Divisibility.PseudoRemainder(power, factor, variable), relations).IsZero, "a polynomial may vanish where its root does not");
        return root;
    }

    private bool IsNonzeroOn(Polynomial factor, IReadOnlyList<AlgebraicRelation> relations, ICollection<Polynomial> nonzero)
    {
        var system = AlgebraicRelation.System(factor, relations);
        if (system.Count == 1)
        {
            return false;
        }

        var key = (new PolynomialSet(system), new PolynomialSet(nonzero));
        if (!_empty.TryGetValue(key, out var known))
        {
            known = _empty[key] = lemmas.Empty.TryGetValue(key, out var proof);
            if (known)
            {
                new EmptySystemCheck(this).Verify(proof!, system, nonzero);
            }
        }

        return known;
    }

    private bool Holds(Polynomial p, Nonvanishing lemma) => lemma.Reason switch
    {
        NonvanishingReason.Definite => Sign(p) != 0,
        NonvanishingReason.NoRoots => SturmCount.OfRoots(p) == 0,
        _ => HasNegativeDiscriminant(p, lemma.Variable),
    };

    private bool HasNegativeDiscriminant(Polynomial p, int variable)
    {
        var parts = p.CoefficientsIn(variable);
        if (parts.Length != 3 || Factors(parts[2]).Any(f => !HasNoZero(f)))
        {
            return false;
        }

        var discriminant = (parts[1] * parts[1]) - (parts[2] * parts[0] * 4);
        return !discriminant.IsZero && (Sign(discriminant) < 0 || (Factors(discriminant).All(HasNoZero) && IsNegativeInEveryOrthant(discriminant)));
    }

    /// <summary>The sign of a polynomial with even exponents and coefficients of one sign; 0 for any other.</summary>
    private static int Sign(Polynomial p)
    {
        var sign = p.Coefficients[0].Sign;
        return p.Coefficients.All(c => c.Sign == sign) && p.Monomials.All(m => m.ToArray().All(e => e % 2 == 0)) ? sign : 0;
    }

    private static bool IsNegativeInEveryOrthant(Polynomial p)
    {
        var variables = Enumerable.Range(0, p.VariableCount).Where(p.Contains).ToArray();
        return variables.Length <= 10 && Enumerable.Range(0, 1 << variables.Length).All(orthant =>
        {
            var point = Enumerable.Repeat(Rational.One, p.VariableCount).ToArray();
            for (var j = 0; j < variables.Length; j++)
            {
                point[variables[j]] = (orthant >> j & 1) == 1 ? -1 : 1;
            }

            return p.Evaluate(point).Sign < 0;
        });
    }
}
