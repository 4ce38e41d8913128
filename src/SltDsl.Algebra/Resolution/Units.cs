namespace SltDsl.Algebra;

/// <summary>Which polynomials in the torus parameters are known not to vanish on a stratum.</summary>
internal sealed class Units
{
    private readonly Dictionary<(PolynomialSet System, PolynomialSet Nonzero), EmptySystem?> _onRelations = [];
    private readonly Dictionary<PolynomialSet, RepeatedRoot?> _roots = [];

    public Units(Effort effort)
    {
        Factorisation = new Factorisation(effort);
        Zeros = new RealZeros(Factorisation);
        Systems = new TorusSystems(this, effort);
    }

    public Factorisation Factorisation { get; }

    public RealZeros Zeros { get; }

    public TorusSystems Systems { get; }

    /// <summary>All facts established about single polynomials.</summary>
    public Lemmas ToLemmas()
    {
        var noZero = new Dictionary<Polynomial, Nonvanishing>();
        foreach (var pair in Zeros.Found)
        {
            noZero[pair.Key] = pair.Value;
        }

        return new Lemmas(Factorisation.Known, noZero, _onRelations.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!), _roots.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!));
    }

    /// <summary>The factors that may vanish; none when the polynomial is a unit there.</summary>
    public List<Polynomial> UncertainFactors(Polynomial polynomial, IReadOnlyCollection<Polynomial> nonzero)
    {
        var uncertain = new List<Polynomial>();
        if (polynomial.TermCount <= 1)
        {
            return uncertain;
        }

        foreach (var (factor, _) in Factorisation.Of(polynomial.Primitive()))
        {
            if (factor.TermCount > 1 && !nonzero.Contains(factor) && !Zeros.IsNonvanishing(factor))
            {
                uncertain.Add(factor);
            }
        }

        return uncertain;
    }

    /// <summary>The factors that may vanish on a stratum, where algebraic parameters solve their equations.</summary>
    public List<Polynomial> UncertainFactors(Polynomial polynomial, Germ germ)
    {
        if (germ.Relations.Count == 0)
        {
            return UncertainFactors(polynomial, germ.Nonzero);
        }

        if (AlgebraicRelation.TryReduce(polynomial, germ.Relations) is not { } reduced)
        {
            return [polynomial];
        }

        return reduced.IsZero ? [polynomial] : UncertainFactors(reduced, germ.Nonzero).Where(f => !IsNonzeroOn(f, germ.Relations, germ.Nonzero))
            .SelectMany(f => RootOn(f, germ.Relations) is { } root ? UncertainFactors(root, germ) : [f]).Distinct().ToList();
    }

    /// <summary>Whether a polynomial vanishes at most on a thin part of a stratum, over each of its algebraic points.</summary>
    public bool IsGenericallyNonzero(Polynomial polynomial, Germ germ) =>
        !polynomial.IsZero && (!germ.Relations.Any(r => polynomial.Contains(r.Slot)) || IsUnit(polynomial, germ)
            || Enumerable.Range(0, germ.Count).Any(i => polynomial.Contains(i) && germ.IsFreeParameter(i)
                && IsGenericallyNonzero(polynomial.CoefficientsIn(i)[polynomial.DegreeIn(i)], germ)));

    /// <summary>Whether a nonzero polynomial in the torus parameters has no zero on the stratum.</summary>
    public bool IsUnit(Polynomial polynomial, Germ germ) =>
        !polynomial.IsZero && UncertainFactors(polynomial, germ).Count == 0;

    /// <summary>Whether a polynomial is invertible near every point of the stratum.</summary>
    public bool IsInvertible(Polynomial polynomial, Germ germ) => IsUnit(germ.ConstantPart(polynomial), germ);

    /// <summary>A polynomial with the same zeros over algebraic points and simple ones, when those of a polynomial are repeated.</summary>
    private Polynomial? RootOn(Polynomial factor, IReadOnlyList<AlgebraicRelation> relations)
    {
        var system = AlgebraicRelation.System(factor, relations);
        if (system.Count == 1)
        {
            return null;
        }

        var key = new PolynomialSet(system);
        if (!_roots.TryGetValue(key, out var known))
        {
            var found = from v in Enumerable.Range(0, factor.VariableCount)
                        where factor.DegreeIn(v) > 1 && !relations.Any(r => r.Equation.Contains(v))
                        let lead = factor.CoefficientsIn(v)[factor.DegreeIn(v)]
                        where UncertainFactors(lead, []).All(f => IsNonzeroOn(f, relations, []))
                        let root = AlgebraicRelation.SquareFree(factor, v, relations)
                        where root is not null
                        select new RepeatedRoot(root, v);
            known = _roots[key] = found.FirstOrDefault();
        }

        return known?.Root;
    }

    private bool IsNonzeroOn(Polynomial factor, IReadOnlyList<AlgebraicRelation> relations, IReadOnlyCollection<Polynomial> nonzero)
    {
        var system = AlgebraicRelation.System(factor, relations);
        if (system.Count == 1)
        {
            return false;
        }

        var key = (new PolynomialSet(system), new PolynomialSet(nonzero));
        if (!_onRelations.TryGetValue(key, out var known))
        {
            known = _onRelations[key] = Systems.Refute(system, nonzero);
        }

        return known is not null;
    }
}
