namespace SltDsl.Algebra;

/// <summary>
/// Bounds on the smallest key over the germs of a stratum: simplification, Newton polyhedra with real nondegeneracy, and recursive
/// weighted blow-ups whose exceptional strata cover every point (Hironaka 1964; Varchenko 1976; Watanabe 2009, chapter 3).
/// </summary>
internal sealed class Resolver
{
    private const int DeepestBlowup = 14;

    private readonly Effort _effort;
    private readonly Units _units = new();
    private readonly Simplifier _simplifier;
    private readonly TorusSystems _systems;
    private readonly Strata _strata;
    private readonly Dictionary<string, Bounds> _memo = [];
    private readonly List<string> _steps = [];
    private readonly IReadOnlyList<string> _names;

    public Resolver(Effort effort, IReadOnlyList<string> names)
    {
        _effort = effort;
        _names = names;
        _simplifier = new Simplifier(_units, effort);
        _systems = new TorusSystems(_units, effort);
        _strata = new Strata(_units, _systems);
    }

    /// <summary>What was done, one line a step; the first 200.</summary>
    public IReadOnlyList<string> Steps => _steps;

    /// <summary>Bounds on the smallest key over the stratum; a lower bound at or above <paramref name="best"/> may be left crude.</summary>
    public Bounds Solve(Germ input, Key best, int depth)
    {
        var germ = input.Clone();
        germ.Shifts = input.Shifts;
        germ.Normalise();
        _effort.Spend(1 + germ.Generators.Sum(f => f.TermCount));
        if (germ.Generators.Count == 0)
        {
            return Known(germ, Key.Zero);
        }

        if (ConstantFactors(germ) is { } factors)
        {
            return factors.Count == 0 ? Known(germ, germ.MonomialKey()) : Branch(germ, factors, best, depth);
        }

        if (depth > DeepestBlowup || _effort.IsSpent)
        {
            return CutOff(germ);
        }

        var regular = 0;
        for (var round = 0; round < 30; round++)
        {
            var changed = _simplifier.DropUnitFactors(germ) | _simplifier.DropClosure(germ) | _simplifier.Reduce(germ);
            changed |= _simplifier.Eliminate(germ) || _simplifier.Straighten(germ);
            var split = Simplifier.SplitRegular(germ);
            regular += split;
            if (germ.Generators.Count == 0)
            {
                return Known(germ, germ.HasOrders ? germ.MonomialKey() : new Key(regular, 1));
            }

            if (germ.Generators.Any(f => !germ.ConstantPart(f).IsZero) || HasCommonMonomial(germ))
            {
                return Shift(Solve(germ, best.Shift(-regular), depth), regular);
            }

            if (!changed && split == 0 && !_simplifier.ChangeCoordinate(germ))
            {
                break;
            }
        }

        return Shift(Separate(germ, best.Shift(-regular), depth), regular);
    }

    private static bool HasCommonMonomial(Germ germ) =>
        germ.ZeroSlots.Any(i => germ.Generators.All(f => f.MonomialContent()[i] > 0));

    private static Bounds Known(Germ germ, Key key) => new(key, germ.HasRealPoints ? key : Key.Infinity);

    private static Bounds Shift(Bounds bounds, int coordinates) => new(bounds.Lower.Shift(coordinates), bounds.Upper.Shift(coordinates));

    /// <summary>Null when all constant parts are zero; no factors when one is a unit; otherwise the fewest factors to branch on.</summary>
    private List<Polynomial>? ConstantFactors(Germ germ) => germ.Generators.Select(germ.ConstantPart).Where(c => !c.IsZero)
        .Select(c => _units.UncertainFactors(c, germ.Nonzero)).OrderBy(f => f.Count).FirstOrDefault();

    /// <summary>The product rule for coordinates only in the monomial, and the sum rule for generators in separate variables.</summary>
    private Bounds Separate(Germ germ, Key best, int depth)
    {
        var alone = Key.Infinity;
        for (var i = 0; i < germ.Count; i++)
        {
            if (germ.Kinds[i] == SlotKind.Dropped || germ.Generators.Any(f => f.Contains(i)))
            {
                continue;
            }

            if (germ.Kinds[i] == SlotKind.Zero && germ.Orders[i] > 0)
            {
                alone = Key.Product(alone, new Key(new Rational(germ.Priors[i] + 1, germ.Orders[i]), 1));
                germ.Orders[i] = 0;
            }

            if (germ.Kinds[i] == SlotKind.Zero)
            {
                germ.Kinds[i] = SlotKind.Dropped;
            }
        }

        if (alone.IsFinite)
        {
            var rest = Newton(germ, Key.Infinity, depth);
            return new Bounds(Key.Product(rest.Lower, alone), germ.HasRealPoints ? Key.Product(rest.Upper, alone) : Key.Infinity);
        }

        var components = germ.HasOrders ? [germ.Generators] : Components(germ);
        return components.Count == 1
            ? Newton(germ, best, depth)
            : components.Select(part => Solve(germ.With(part), Key.Infinity, depth + 1))
                .Aggregate((sum, part) => new Bounds(Key.Sum(sum.Lower, part.Lower), Key.Sum(sum.Upper, part.Upper)));
    }

    private static List<List<Polynomial>> Components(Germ germ)
    {
        var components = new List<(HashSet<int> Variables, List<Polynomial> Members)>();
        var linked = germ.Generators.Select(f => (Polynomial: f, IsGenerator: true)).Concat(germ.Nonzero.Select(p => (Polynomial: p, IsGenerator: false)));
        foreach (var (polynomial, isGenerator) in linked)
        {
            var merged = (Variables: new HashSet<int>(Enumerable.Range(0, germ.Count).Where(polynomial.Contains)), Members: new List<Polynomial>());
            if (isGenerator)
            {
                merged.Members.Add(polynomial);
            }

            foreach (var component in components.Where(c => c.Variables.Overlaps(merged.Variables)).ToList())
            {
                components.Remove(component);
                merged.Variables.UnionWith(component.Variables);
                merged.Members.AddRange(component.Members);
            }

            components.Add(merged);
        }

        return components.Select(c => c.Members).Where(members => members.Count > 0).ToList();
    }

    /// <summary>The Newton polyhedron: an upper bound always, the value when nondegenerate; otherwise a blow-up.</summary>
    private Bounds Newton(Germ germ, Key best, int depth)
    {
        var signature = GermSignature.Of(germ);
        if (_memo.TryGetValue(signature, out var known) && (known.IsExact || known.Lower.CompareTo(best) >= 0))
        {
            return known;
        }

        var polyhedron = new GermPolyhedron(germ);
        foreach (var vertex in polyhedron.Vertices)
        {
            var coefficients = polyhedron.CoefficientsAt(vertex);
            var uncertain = coefficients.Select(c => _units.UncertainFactors(c, germ.Nonzero)).OrderBy(f => f.Count).First();
            if (uncertain.Count > 0)
            {
                return Branch(germ, uncertain, best, depth);
            }
        }

        var upper = polyhedron.Threshold(polyhedron.Vertices);
        var monomials = polyhedron.MonomialGenerators();
        var lower = monomials.Count > 0 ? polyhedron.Threshold(monomials) : Key.Infinity;
        _effort.Spend(20L * polyhedron.Vertices.Count * polyhedron.Slots.Length);
        if (monomials.Count > 0 && (lower == upper || lower.CompareTo(best) >= 0))
        {
            Note(depth, germ, $"the monomial generators alone give l = {lower.Threshold}, the whole Newton polyhedron l = {upper.Threshold}");
            return Known(germ, upper) with { Lower = lower };
        }

        var bounds = Degenerate(germ, polyhedron, upper, best, depth);
        _memo[signature] = bounds;
        return bounds;
    }

    private Bounds Degenerate(Germ germ, GermPolyhedron polyhedron, Key upper, Key best, int depth)
    {
        var faces = CompactFaces.Of(polyhedron.Vertices);
        _effort.Spend(50L * (faces?.Count ?? 2_000));
        var degenerate = faces?.Where(face => !IsNondegenerate(germ, polyhedron, face)).ToList();
        if (degenerate is { Count: 0 })
        {
            Note(depth, germ, $"nondegenerate on all {faces!.Count} compact faces: l = {upper.Threshold}, m = {upper.Multiplicity}");
            return Known(germ, upper);
        }

        if (_effort.IsSpent || depth >= DeepestBlowup)
        {
            return CutOff(germ);
        }

        if (degenerate is not null && Adapt(germ, polyhedron, degenerate, upper) is { } adapted)
        {
            return Solve(adapted, best, depth + 1);
        }

        var weight = polyhedron.BlowupWeight(degenerate);
        return weight is null ? CutOff(germ) : Blowup(germ, weight, upper, best, depth);
    }

    private bool IsNondegenerate(Germ germ, GermPolyhedron polyhedron, CompactFace face)
    {
        var forms = polyhedron.FaceForms(face);
        _effort.Spend(forms.Sum(f => f.Form.TermCount));
        return forms.Any(f => f.Coefficient is { } single && _units.IsUnit(single, germ))
            || _systems.IsEmpty(forms.Select(f => f.Form).ToList(), germ.Nonzero);
    }

    /// <summary>A factor c z_i + g of a degenerate face form becomes the coordinate z_i when the Newton threshold falls.</summary>
    private Germ? Adapt(Germ germ, GermPolyhedron polyhedron, List<CompactFace> degenerate, Key upper)
    {
        var tried = new HashSet<Polynomial>();
        var (lowest, best) = (upper.Threshold, (Germ?)null);
        foreach (var form in degenerate.OrderBy(face => face.Points.Count).SelectMany(polyhedron.FaceForms).Select(f => f.Form).Where(f => f.TermCount is > 1 and <= 60))
        {
            foreach (var factor in _units.Factorisation.Of(form.Primitive()).Select(f => f.Factor).Where(f => f.TermCount > 1 && tried.Add(f)))
            {
                foreach (var i in germ.ZeroSlots.Where(i => germ.IsFree(i) && factor.DegreeIn(i) == 1))
                {
                    var parts = factor.CoefficientsIn(i);
                    if (parts[0].IsZero || !germ.ConstantPart(parts[1]).Equals(parts[1]) || !germ.ConstantPart(parts[0]).IsZero || !_units.IsUnit(parts[1], germ))
                    {
                        continue;
                    }

                    var numerator = (Polynomial.Variable(germ.Count, i) * parts[1]) - parts[0];
                    var limit = 200 + (4 * germ.Generators.Sum(f => f.TermCount));
                    var images = germ.Generators.ConvertAll(f => f.TrySubstituteFraction(i, numerator, parts[1], limit));
                    _effort.Spend(images.Sum(f => f?.TermCount ?? limit));
                    if (images.Contains(null))
                    {
                        continue;
                    }

                    var changed = germ.With(images.ConvertAll(f => f!));
                    if (new GermPolyhedron(changed).ThresholdValue() is var threshold && threshold < lowest)
                    {
                        (lowest, best) = (threshold, changed);
                    }
                }
            }
        }

        return best;
    }

    private Bounds Blowup(Germ germ, int[] weight, Key upper, Key best, int depth)
    {
        Note(depth, germ, $"blow up with weights {string.Join(", ", germ.ZeroSlots.Where(i => weight[i] > 0).Select(i => $"{_names[i]}:{weight[i]}"))}");
        var blowup = new WeightedBlowup(germ, weight);
        var bounds = new Bounds(upper, germ.HasRealPoints ? upper : Key.Infinity);
        foreach (var chart in blowup.Charts())
        {
            bounds = Bounds.Min(bounds, Solve(chart, Key.Min(best, bounds.Upper), depth + 1));
        }

        return bounds;
    }

    /// <summary>Cuts the stratum by the vanishing of polynomials, none known to be a unit.</summary>
    private Bounds Branch(Germ germ, List<Polynomial> factors, Key best, int depth)
    {
        if (_effort.IsSpent)
        {
            return CutOff(germ);
        }

        var bounds = new Bounds(Key.Infinity, Key.Infinity);
        var rest = germ.Clone();
        foreach (var factor in factors.Where(p => !rest.Nonzero.Contains(p)))
        {
            if (_strata.ZeroSet(rest, factor) is { } strata)
            {
                foreach (var stratum in strata)
                {
                    bounds = Bounds.Min(bounds, Solve(stratum, Key.Min(best, bounds.Upper), depth + 1));
                }
            }
            else
            {
                Note(depth, rest, $"the points of {factor.ToString(_names)} = 0 are left at a crude bound");
                bounds = Bounds.Min(bounds, new Bounds(CrudeLower(rest), Key.Infinity));
            }

            rest = rest.Clone();
            rest.Nonzero.Add(factor);
        }

        return Bounds.Min(bounds, Solve(rest, Key.Min(best, bounds.Upper), depth));
    }

    private Bounds CutOff(Germ germ)
    {
        var polyhedron = new GermPolyhedron(germ);
        var constants = germ.Generators.Any(f => !germ.ConstantPart(f).IsZero);
        var upper = constants || !germ.HasRealPoints ? Key.Infinity : polyhedron.Threshold(polyhedron.Vertices);
        return new Bounds(CrudeLower(germ), upper);
    }

    /// <summary>l ≥ 1/ord of any element of the ideal (Kollár 1997, 8.10), and the order is at most the degree.</summary>
    private static Key CrudeLower(Germ germ)
    {
        var extracted = germ.ZeroSlots.Sum(i => germ.Orders[i]);
        return new Key(new Rational(1, Math.Max(1, germ.Generators.Min(f => f.Degree) + extracted)), germ.Count);
    }

    private void Note(int depth, Germ germ, string text)
    {
        if (_steps.Count < 200)
        {
            var ideal = string.Join(", ", germ.Generators.Take(3).Select(f => f.TermCount > 8 ? $"({f.TermCount} terms)" : f.ToString(_names)));
            _steps.Add($"{new string(' ', 2 * depth)}⟨{ideal}{(germ.Generators.Count > 3 ? ", …" : "")}⟩: {text}");
        }
    }
}
