namespace SltDsl.Algebra;

/// <summary>
/// Proved bounds on the smallest key over the germs of a stratum: simplification, Newton polyhedra with real nondegeneracy, and recursive
/// weighted blow-ups whose exceptional strata cover every point (Hironaka 1964; Varchenko 1976; Watanabe 2009, chapter 3).
/// </summary>
internal sealed partial class Resolver
{
    private const int DeepestBlowup = 14;
    private const int MostRounds = 30;

    private readonly Effort _effort;
    private readonly Units _units;
    private readonly GeneratorMoves _generators;
    private readonly CoordinateMoves _coordinates;
    private readonly TorusSystems _systems;
    private readonly Strata _strata;
    private readonly Dictionary<string, (Proof Proof, int[] Order)> _memo = [];

    public Resolver(Effort effort, Units units)
    {
        _effort = effort;
        _units = units;
        _generators = new GeneratorMoves(_units, effort);
        _coordinates = new CoordinateMoves(_units, effort);
        _systems = _units.Systems;
        _strata = new Strata(_units, _systems);
    }

    /// <summary>Bounds on the smallest key over the stratum; a lower bound at or above <paramref name="best"/> may be left crude.</summary>
    public Proof Solve(Germ input, Key best, int depth)
    {
        try
        {
            return Simplified(input, best, depth);
        }
        catch (ExpressionSwellException)
        {
            return new Unfinished(Unfinished.Nothing);
        }
    }

    private Proof Simplified(Germ input, Key best, int depth)
    {
        var germ = input.Clone();
        (germ.Shifts, germ.Translations) = (input.Shifts, input.Translations);
        germ.Normalise();
        _effort.Spend(1 + germ.Generators.Sum(f => f.TermCount));
        var proof = Normalised(germ, best, depth);
        return new Rewritten(proof.Claim.Shift(germ.RegularSplits), germ.Moves.ToArray(), proof);
    }

    private Proof Normalised(Germ germ, Key best, int depth)
    {
        DropTail(germ);
        if (germ.Tail.Count > 0)
        {
            return UpToTail(germ, best, depth);
        }

        if (germ.Generators.Count == 0)
        {
            return new ZeroIdeal(Known(germ, Key.Zero));
        }

        if (Constants(germ) is { } constant)
        {
            return constant.Factors.Count == 0 ? new UnitIdeal(Known(germ, germ.MonomialKey()), constant.Generator) : Branch(germ, constant.Factors, best, depth);
        }

        if (depth > DeepestBlowup || _effort.IsSpent)
        {
            return CutOff(germ);
        }

        for (var round = 0; round < MostRounds; round++)
        {
            var changed = _generators.DropUnitFactors(germ) | _generators.DropClosure(germ) | _generators.Reduce(germ);
            changed |= _coordinates.Eliminate(germ) || _coordinates.Straighten(germ);
            changed |= CoordinateMoves.SplitRegular(germ) > 0;
            if (germ.Generators.Count == 0 || germ.Generators.Any(f => !germ.ConstantPart(f).IsZero) || HasCommonMonomial(germ))
            {
                return Solve(germ, best.Shift(-germ.RegularSplits), depth);
            }

            if (!changed && !_coordinates.ChangeCoordinate(germ))
            {
                break;
            }
        }

        return Separate(germ, best.Shift(-germ.RegularSplits), depth);
    }

    private static bool HasCommonMonomial(Germ germ) =>
        germ.ZeroSlots.Any(i => germ.Generators.All(f => f.MonomialContent()[i] > 0));

    private static Bounds Known(Germ germ, Key key) => new(key, germ.HasRealPoints ? key : Key.Infinity);

    /// <summary>Null when all constant parts are zero; no factors when one is a unit; otherwise the fewest and shortest factors to branch on.</summary>
    private (Polynomial Generator, List<Polynomial> Factors)? Constants(Germ germ)
    {
        (Polynomial, List<Polynomial> Factors)? fewest = null;
        foreach (var generator in germ.Generators)
        {
            if (germ.ConstantPart(generator) is { IsZero: false } constant)
            {
                var factors = _units.UncertainFactors(constant, germ);
                if (fewest is not { } known || (factors.Count, factors.Sum(f => f.TermCount)).CompareTo((known.Factors.Count, known.Factors.Sum(f => f.TermCount))) < 0)
                {
                    fewest = (generator, factors);
                }
            }
        }

        return fewest;
    }

    /// <summary>The product rule for coordinates only in the monomial, and the sum rule for generators in separate variables.</summary>
    private Proof Separate(Germ germ, Key best, int depth)
    {
        var (alone, absent) = (Key.Infinity, false);
        foreach (var i in germ.ZeroSlots.Where(i => !germ.Generators.Any(f => f.Contains(i))))
        {
            alone = germ.Orders[i] == 0 ? alone : Key.Product(alone, new Key(new Rational(germ.Priors[i] + 1, germ.Orders[i]), 1));
            germ.Orders[i] = 0;
            germ.Kinds[i] = SlotKind.Dropped;
            absent = true;
        }

        if (!absent)
        {
            return Together(germ, best, depth);
        }

        // The product rule needs the value of the rest, which pruning would hide.
        var rest = Together(germ, alone.IsFinite ? Key.Infinity : best, depth);
        return new AbsentCoordinates(alone.IsFinite
            ? new Bounds(Key.Product(rest.Claim.Lower, alone), germ.HasRealPoints ? Key.Product(rest.Claim.Upper, alone) : Key.Infinity)
            : rest.Claim, rest);
    }

    private Proof Together(Germ germ, Key best, int depth)
    {
        var components = germ.HasOrders ? [germ.Generators] : VariableComponents.Of(germ);
        if (components.Count == 1)
        {
            return Newton(germ, best, depth);
        }

        var parts = components.ConvertAll(part => new SeparatePart(part, Solve(germ.With(part), Key.Infinity, depth + 1)));
        return new SeparateVariables(
            parts.Select(part => part.Proof.Claim).Aggregate((sum, part) => new Bounds(Key.Sum(sum.Lower, part.Lower), Key.Sum(sum.Upper, part.Upper))),
            parts);
    }

    /// <summary>
    /// Cuts the stratum by the vanishing of polynomials, none known to be a unit; where the zeros of one may be singular, by those of its
    /// derivative first.
    /// </summary>
    private Proof Branch(Germ germ, List<Polynomial> factors, Key best, int depth)
    {
        if (_effort.IsSpent)
        {
            return CutOff(germ);
        }

        var bounds = Bounds.Infinity;
        var rest = germ.Clone();
        var cuts = new List<FactorCut>();
        var open = new Stack<Polynomial>(Enumerable.Reverse(factors));
        var tried = new HashSet<Polynomial>();
        while (open.Count > 0)
        {
            var factor = open.Pop();
            if (rest.Nonzero.Contains(factor))
            {
                continue;
            }

            var zeros = _strata.TryZeros(rest, factor);
            if (zeros is null && tried.Add(factor) && _strata.SingularFactors(rest, factor) is { Count: > 0 } singular)
            {
                open.Push(factor);
                singular.ForEach(open.Push);
                continue;
            }

            var part = zeros is null ? Unfinished.Nothing : Bounds.Infinity;
            foreach (var leaf in zeros?.Leaves ?? [])
            {
                leaf.Prove(stratum => Solve(stratum, Key.Min(best, Key.Min(bounds.Upper, part.Upper)), depth + 1));
                part = Bounds.Min(part, leaf.Proof.Claim);
            }

            bounds = Bounds.Min(bounds, part.IsExact ? part : part.OrAtLeast(CrudeBound.Of(rest, _units)));
            cuts.Add(new FactorCut(factor, zeros));
            rest = rest.Clone();
            rest.HasRealPoints &= _units.IsGenericallyNonzero(factor, rest);
            rest.Nonzero.Add(factor);
        }

        var proof = Solve(rest, Key.Min(best, bounds.Upper), depth);
        return new Cut(Bounds.Min(bounds, proof.Claim), cuts, proof);
    }

    /// <summary>What is known of a germ without searching further.</summary>
    private NewtonBounds CutOff(Germ germ)
    {
        var lower = CrudeBound.Of(germ, _units);
        if (germ.Generators.Any(f => !germ.ConstantPart(f).IsZero))
        {
            return new NewtonBounds(new Bounds(lower, Key.Infinity), null, null, null);
        }

        var polyhedron = new GermPolyhedron(germ);
        var upper = germ.HasRealPoints ? polyhedron.Threshold(polyhedron.Vertices) : null;
        var monomials = polyhedron.MonomialGenerators() is { Count: > 0 } points ? polyhedron.Threshold(points) : null;
        lower = monomials is not null && monomials.Key.CompareTo(lower) > 0 ? monomials.Key : lower;
        return new NewtonBounds(new Bounds(lower, upper?.Key ?? Key.Infinity), upper?.Weight, monomials?.Lower, null);
    }
}
