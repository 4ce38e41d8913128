namespace SltDsl.Algebra;

/// <summary>Cuts a stratum along the zero set of a polynomial in its torus parameters.</summary>
internal sealed class Strata(Units units, TorusSystems systems)
{
    /// <summary>Strata that cover {h = 0}; null when h cannot be solved for a coordinate.</summary>
    public List<Germ>? ZeroSet(Germ germ, Polynomial h) => Linear(germ, h) is { } linear ? linear : Line(germ, h) ?? Hypersurface(germ, h);

    /// <summary>h = q T + r with q as certain as possible: T = (y − r)/q with the new coordinate y, and the part where q = 0 beside it.</summary>
    private List<Germ>? Linear(Germ germ, Polynomial h)
    {
        var candidates = TorusVariables(germ, h).Where(i => h.DegreeIn(i) == 1)
            .Select(i => (Slot: i, Parts: h.CoefficientsIn(i)))
            .Select(c => (c.Slot, Slope: c.Parts[1], Offset: c.Parts[0], Uncertain: units.UncertainFactors(c.Parts[1], germ.Nonzero)))
            .OrderBy(c => c.Uncertain.Count).ThenBy(c => c.Slope.TermCount + c.Offset.TermCount).ToList();
        if (candidates.Count == 0)
        {
            return null;
        }

        var (slot, slope, offset, uncertain) = candidates[0];
        var strata = new List<Germ>();
        var known = systems.Restrict([.. germ.Nonzero, offset, .. uncertain], slot, -offset, slope);
        if (known is not null)
        {
            var coordinate = Polynomial.Variable(germ.Count, slot) - offset;
            var stratum = germ.With(germ.Generators.ConvertAll(f => f.SubstituteFraction(slot, coordinate, slope)));
            MakeCoordinate(stratum, slot);
            stratum.Nonzero = known;
            strata.Add(stratum);
        }

        foreach (var factor in uncertain)
        {
            if (ZeroSet(germ, factor) is not { } part)
            {
                return null;
            }

            strata.AddRange(part);
        }

        return strata;
    }

    /// <summary>Exponents on a line: a unimodular monomial change of the torus makes h univariate, and its factors are cut apart.</summary>
    private List<Germ>? Line(Germ germ, Polynomial h)
    {
        var variables = TorusVariables(germ, h).ToArray();
        if (variables.Length < 2 || TorusChange.AlongLine(h, variables) is not { } change)
        {
            return null;
        }

        var changed = germ.With(germ.Generators.ConvertAll(change.Apply));
        changed.Nonzero = germ.Nonzero.ConvertAll(p => change.Apply(p).Primitive());
        var strata = new List<Germ>();
        foreach (var factor in units.UncertainFactors(change.Apply(h), changed.Nonzero))
        {
            if (ZeroSet(changed, factor) is not { } part)
            {
                return null;
            }

            strata.AddRange(part);
        }

        return strata;
    }

    /// <summary>
    /// A smooth hypersurface {h = 0}, nonlinear in every parameter. A polynomial p that restricts to h (h itself, or a factor of a generator)
    /// is a coordinate there; when every generator is a power of p times a unit or a factor free of the parameters of h, the germ is the
    /// same at all points.
    /// </summary>
    private List<Germ>? Hypersurface(Germ germ, Polynomial h)
    {
        var variables = TorusVariables(germ, h).ToArray();
        if (variables.Length == 0 || !IsSmooth(h, variables)
            || germ.Nonzero.Any(p => variables.Any(p.Contains) && !IsUnitOn(h, p, variables) && !units.Zeros.IsNonvanishing(p)))
        {
            return null;
        }

        var coordinates = germ.Generators.Where(f => f.TermCount <= 300).SelectMany(units.Factorisation.Of).Select(f => f.Factor)
            .Where(p => germ.ConstantPart(p).Primitive().Equals(h.Primitive()));
        foreach (var coordinate in coordinates.Append(h).Distinct())
        {
            var generators = germ.Generators.ConvertAll(f => AsPower(germ, f, coordinate, h, variables));
            if (generators.FirstOrDefault(f => f is { IsConstant: true }) is { } unit)
            {
                generators = [unit];
            }

            if (generators.All(f => f is not null))
            {
                var stratum = germ.With(generators.ConvertAll(f => f!));
                MakeCoordinate(stratum, variables[0]);
                stratum.HasRealPoints &= variables.Length == 1 || RealZeros.ChangesSign(h);
                stratum.Nonzero = germ.Nonzero.Where(p => !variables.Any(p.Contains)).ToList();
                return [stratum];
            }
        }

        return null;
    }

    private bool IsSmooth(Polynomial h, int[] variables)
    {
        var gradient = variables.Select(h.Derivative).ToList();
        return variables.Length == 1 ? Divisibility.Gcd(h, gradient[0]).IsConstant : systems.IsEmpty([h, .. gradient], []);
    }

    /// <summary>Whether a polynomial in the parameters has no zero on {h = 0}.</summary>
    private bool IsUnitOn(Polynomial h, Polynomial polynomial, int[] variables) => !polynomial.IsZero
        && (polynomial.IsConstant
            || (variables.Length == 1 && Univariate(polynomial, variables[0]) && CoprimeUnivariate(h, polynomial, variables[0]))
            || systems.IsEmpty([polynomial, h], []));

    private static bool Univariate(Polynomial polynomial, int variable) =>
        polynomial.Monomials.All(m => m.Degree == m[variable]);

    /// <summary>Coprimality by the resultant's vanishing test: the last remainder of Euclid's algorithm is a nonzero constant.</summary>
    private static bool CoprimeUnivariate(Polynomial left, Polynomial right, int variable)
    {
        while (!right.IsConstant)
        {
            (left, right) = (right, Divisibility.PseudoRemainder(left, right, variable).Primitive());
        }

        return !right.IsZero;
    }

    /// <summary>c y^j for f = c p^j, and y^j when c is a unit; null when c is neither that nor free of the parameters of h.</summary>
    private Polynomial? AsPower(Germ germ, Polynomial generator, Polynomial coordinate, Polynomial h, int[] variables)
    {
        var (rest, power) = (generator, 0);
        while (Divisibility.Quotient(rest, coordinate) is { } quotient)
        {
            (rest, power) = (quotient, power + 1);
        }

        if (IsUnitOn(h, germ.ConstantPart(rest), variables))
        {
            rest = Polynomial.Constant(germ.Count, 1);
        }

        return variables.Any(rest.Contains) ? null : rest.Times(Monomial.One(rest.VariableCount).With(variables[0], power));
    }

    private static void MakeCoordinate(Germ stratum, int slot)
    {
        stratum.Kinds[slot] = SlotKind.Zero;
        stratum.Orders[slot] = 0;
        stratum.Priors[slot] = 0;
    }

    private static IEnumerable<int> TorusVariables(Germ germ, Polynomial h) =>
        Enumerable.Range(0, germ.Count).Where(i => germ.Kinds[i] == SlotKind.Torus && h.Contains(i));
}
