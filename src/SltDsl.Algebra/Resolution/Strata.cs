namespace SltDsl.Algebra;

/// <summary>Cuts a stratum along the zero set of a polynomial in its torus parameters.</summary>
internal sealed class Strata(Units units, TorusSystems systems)
{
    private const int MostRelations = 4;
    private const int MostEliminated = 60;

    /// <summary>Strata that cover {h = 0}; null when h cannot be solved for a coordinate, or when this would be too large.</summary>
    public ZeroSet? TryZeros(Germ germ, Polynomial h)
    {
        try
        {
            return Zeros(germ, h);
        }
        catch (ExpressionSwellException)
        {
            return null;
        }
    }

    private ZeroSet? Zeros(Germ germ, Polynomial h) => FreeParameters(germ, h).Any(i => h.DegreeIn(i) == 1)
        ? Linear(germ, h)
        : (ZeroSet?)Line(germ, h) ?? (ZeroSet?)Hypersurface(germ, h) ?? Algebraic(germ, h);

    /// <summary>
    /// Polynomials to cut by before h where {h = 0} may be singular, the last one first: the factors of the derivative in the free parameter
    /// for which they are most easily solved, and before a nonlinear one what it has in common with h after elimination.
    /// </summary>
    public List<Polynomial> SingularFactors(Germ germ, Polynomial h)
    {
        try
        {
            return Singular(germ, h);
        }
        catch (ExpressionSwellException)
        {
            return [];
        }
    }

    private List<Polynomial> Singular(Germ germ, Polynomial h)
    {
        bool IsLinear(Polynomial f) => FreeParameters(germ, f).Any(i => f.DegreeIn(i) == 1);
        var factors = FreeParameters(germ, h).Select(i => units.UncertainFactors(h.Derivative(i), germ).Where(f => !f.Equals(h)).ToList())
            .Where(found => found.Count > 0).OrderBy(found => found.Count(f => !IsLinear(f))).ThenBy(found => found.Sum(f => f.TermCount)).FirstOrDefault() ?? [];
        var eliminants = factors.Where(f => !IsLinear(f)).SelectMany(f => FreeParameters(germ, f).Take(1).SelectMany(i => Eliminant(h, f, i) is { } eliminant
            ? units.UncertainFactors(eliminant, germ) : []));
        return factors.Concat(eliminants.ToList()).Distinct().ToList();
    }

    /// <summary>A polynomial free of a variable that vanishes where two others do; null when there is none but zero, or when it is too long.</summary>
    private static Polynomial? Eliminant(Polynomial left, Polynomial right, int variable)
    {
        while (right.Contains(variable) && right.TermCount <= MostEliminated)
        {
            (left, right) = (right, Divisibility.TorusRemainder(left, right, variable));
        }

        return right.IsZero || right.Contains(variable) ? null : right;
    }

    /// <summary>h = q T + r with q as certain as possible: T = (y − r)/q with the new coordinate y, and the part where q = 0 beside it.</summary>
    private SolvedZeros? Linear(Germ germ, Polynomial h)
    {
        var (slot, slope, offset, uncertain) = FreeParameters(germ, h).Where(i => h.DegreeIn(i) == 1)
            .Select(i => (Slot: i, Parts: h.CoefficientsIn(i)))
            .Select(c => (c.Slot, Slope: c.Parts[1], Offset: c.Parts[0], Uncertain: units.UncertainFactors(c.Parts[1], germ)))
            .OrderBy(c => c.Uncertain.Count).ThenBy(c => c.Slope.TermCount + c.Offset.TermCount).First();
        StratumLeaf? main = null;
        if (systems.Restrict([.. germ.Nonzero, offset, .. uncertain], slot, -offset, slope, germ.Relations) is { } known)
        {
            var coordinate = Polynomial.Variable(germ.Count, slot) - offset;
            var stratum = germ.With(germ.Generators.ConvertAll(f => f.SubstituteFraction(slot, coordinate, slope)));
            MakeCoordinate(stratum, slot);
            stratum.Nonzero = known;
            stratum.HasRealPoints &= known.All(p => units.IsGenericallyNonzero(p, stratum));
            main = new StratumLeaf(stratum);
        }

        return ZerosOfAll(germ, uncertain) is { } slopeZeros ? new SolvedZeros(slot, main, slopeZeros) : null;
    }

    /// <summary>Exponents on a line: a unimodular monomial change of the torus makes h univariate, and its factors are cut apart.</summary>
    private LineZeros? Line(Germ germ, Polynomial h)
    {
        var variables = FreeParameters(germ, h).ToArray();
        if (variables.Length < 2 || variables.Length < Variables(h).Count() || TorusChange.AlongLine(h, variables) is not { } change)
        {
            return null;
        }

        var changed = germ.With(germ.Generators.ConvertAll(change.Apply));
        changed.Nonzero = germ.Nonzero.ConvertAll(p => change.Apply(p).Primitive());
        return ZerosOfAll(changed, units.UncertainFactors(change.Apply(h), changed)) is { } factors ? new LineZeros(change, factors) : null;
    }

    private List<(Polynomial, ZeroSet)>? ZerosOfAll(Germ germ, List<Polynomial> factors)
    {
        var all = new List<(Polynomial, ZeroSet)>();
        foreach (var factor in factors)
        {
            if (Zeros(germ, factor) is not { } zeros)
            {
                return null;
            }

            all.Add((factor, zeros));
        }

        return all;
    }

    /// <summary>
    /// A smooth hypersurface {h = 0}, nonlinear in every parameter. A polynomial p that restricts to h (h itself, or a factor of a generator)
    /// is a coordinate there; when every generator is a power of p times a unit or a factor free of the parameters of h, the germ is the
    /// same at all points.
    /// </summary>
    private SmoothZeros? Hypersurface(Germ germ, Polynomial h)
    {
        var variables = FreeParameters(germ, h).ToArray();
        if (variables.Length < Variables(h).Count())
        {
            return null;
        }

        var surface = new SmoothHypersurface(h, variables, systems);
        if (!surface.IsSmooth
            || germ.Nonzero.Any(p => variables.Any(p.Contains) && !surface.IsUnit(p) && !units.Zeros.IsNonvanishing(p)))
        {
            return null;
        }

        var coordinates = germ.Generators.Where(f => f.TermCount <= 300).SelectMany(units.Factorisation.Of).Select(f => f.Factor)
            .Where(p => germ.ConstantPart(p).Primitive().Equals(h.Primitive()));
        foreach (var coordinate in coordinates.Append(h).Distinct())
        {
            var generators = germ.Generators.ConvertAll(f => AsPower(germ, f, coordinate, surface));
            if (generators.FirstOrDefault(f => f is { IsConstant: true }) is { } unit)
            {
                generators = [unit];
            }

            if (generators.All(f => f is not null))
            {
                var stratum = germ.With(generators.ConvertAll(f => f!));
                MakeCoordinate(stratum, variables[0]);
                stratum.HasRealPoints &= surface.HasRealPoints;
                stratum.Nonzero = germ.Nonzero.Where(p => !variables.Any(p.Contains)).ToList();
                return new SmoothZeros(coordinate, variables[0], surface.Smoothness, surface.Units, new StratumLeaf(stratum));
            }
        }

        return null;
    }

    /// <summary>c y^j for f = u c p^j, where u is a unit on the hypersurface; null when c is not free of the parameters of h.</summary>
    private Polynomial? AsPower(Germ germ, Polynomial generator, Polynomial coordinate, SmoothHypersurface surface)
    {
        var (rest, power) = (generator, 0);
        while (Divisibility.Quotient(rest, coordinate) is { } quotient)
        {
            (rest, power) = (quotient, power + 1);
        }

        if (surface.IsUnit(germ.ConstantPart(rest)))
        {
            rest = Polynomial.Constant(germ.Count, 1);
        }
        else if (surface.Variables.Any(rest.Contains) && rest.TermCount <= 300)
        {
            rest = units.Factorisation.Of(rest.Primitive()).Where(f => !surface.IsUnit(germ.ConstantPart(f.Factor)))
                .Aggregate(Polynomial.Constant(germ.Count, 1), (product, f) => product * f.Factor.Pow(f.Power));
        }

        return surface.Variables.Any(rest.Contains) ? null : rest.Times(Monomial.One(rest.VariableCount).With(surface.Variables[0], power));
    }

    /// <summary>
    /// A parameter T in which h has simple roots: T = α + t with an algebraic parameter α over the other parameters. Only a T on which no
    /// algebraic parameter depends is taken, so that relations stay free of coordinates.
    /// </summary>
    private AlgebraicZeros? Algebraic(Germ germ, Polynomial h)
    {
        foreach (var slot in germ.Relations.Count < MostRelations ? FreeParameters(germ, h).OrderBy(h.DegreeIn) : Enumerable.Empty<int>())
        {
            var lead = h.CoefficientsIn(slot)[h.DegreeIn(slot)];
            if (units.IsUnit(lead, germ)
                && systems.Refute([h, h.Derivative(slot), .. germ.Relations.Select(r => r.Equation)], germ.Nonzero) is { } simplicity)
            {
                return AtRoots(germ, h, slot, simplicity);
            }
        }

        return null;
    }

    private AlgebraicZeros AtRoots(Germ germ, Polynomial h, int slot, EmptySystem simplicity)
    {
        var stratum = germ.Extended();
        var (root, variable) = (Polynomial.Variable(stratum.Count, germ.Count), Polynomial.Variable(stratum.Count, slot));
        stratum.Kinds[germ.Count] = SlotKind.Algebraic;
        MakeCoordinate(stratum, slot);
        stratum.Generators = stratum.Generators.ConvertAll(f => f.Contains(slot) ? f.Substitute(slot, root + variable) : f);
        stratum.Nonzero = stratum.Nonzero.ConvertAll(p => p.Contains(slot) ? p.Substitute(slot, root) : p);
        stratum.Relations.Add(new AlgebraicRelation(germ.Count, h.Extended().Substitute(slot, root)));
        var box = germ.HasRealPoints && germ.Relations.Count > 0 ? RealTower.Find(stratum.Relations) : null;
        stratum.HasRealPoints &= (germ.Relations.Count == 0 ? RealTower.HasRealRoot(h) : box is not null)
            && stratum.Nonzero.All(p => units.IsGenericallyNonzero(p, stratum));
        return new AlgebraicZeros(slot, simplicity, box, new StratumLeaf(stratum));
    }

    private static void MakeCoordinate(Germ stratum, int slot)
    {
        stratum.Kinds[slot] = SlotKind.Zero;
        stratum.Orders[slot] = 0;
        stratum.Priors[slot] = 0;
    }

    private static IEnumerable<int> FreeParameters(Germ germ, Polynomial h) => Variables(h).Where(germ.IsFreeParameter);

    private static IEnumerable<int> Variables(Polynomial h) => Enumerable.Range(0, h.VariableCount).Where(h.Contains);
}
