using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using SltDsl.Singularity.Ideals;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Truths;

/// <summary>
/// Upper bounds on λ from smooth strata of the true set: where a manifold of codimension c of the declared set gives the true law, λ ≤ c/2;
/// where the rank r of the Jacobian is constant nearby, λ ≤ r/2. The points are those of a smaller truth, with what it lacks 0, repeated, free
/// or switched off; that they give the true law is confirmed by substitution at random rows.
/// </summary>
internal sealed class TrueStrata(ModelGraph graph, Setting setting, ParameterSpace space, TruthPoint truth, CancellationToken cancellation)
{
    private const ulong Seed = 0x57_2A7A;
    private const int Rows = 8;
    private const int MostFills = 300;

    private readonly DataView _view = new(graph, setting, Seed);

    private enum Fill
    {
        Zero,
        Repeat,
        Free,
        Off,
    }

    /// <summary>Bounds with the upper one lowered where a stratum does.</summary>
    public Rlct? Improve(Rlct? known)
    {
        try
        {
            if (Best() is not { } best || known?.Upper <= best.Bound)
            {
                return known;
            }

            var evidence = new RlctEvidence("a smooth stratum of the true set", "Watanabe 2009, section 7.1", [.. known?.Evidence.Steps ?? [], best.Step]);
            var lower = known?.Lower ?? 0;
            return lower == best.Bound
                ? Rlct.Bounded(lower, best.Bound, 1, known!.UpperMultiplicity, evidence)
                : Rlct.Bounded(lower, best.Bound, 1, Math.Max(1, space.Dimension), evidence);
        }
        catch (Exception e) when (e is NotInstantiableException or OperationCanceledException)
        {
            return known;
        }
    }

    private (Rational Bound, string Step)? Best()
    {
        if (!graph.Observations.All(o => RegularFamilies.IsSmooth(o.Law)))
        {
            return null;
        }

        var trueSpace = new ParameterSpace(graph, truth.Setting);
        if (trueSpace.Coordinates.Select(c => truth.Value(c.Block.Leaf.Name, c.Positions)).ToArray() is var values && values.Any(v => v is null)
            || trueSpace.Coordinates.Zip(values, (c, v) => v == c.Lower || v == c.Upper).Any(onEnd => onEnd))
        {
            return null;
        }

        var original = new GenericPoint(graph, truth.Setting, trueSpace, [.. values.Select(v => v!.Value)], Seed) { HasDerivatives = false };
        var expected = Enumerable.Range(0, Rows).Select(row => _view.At(original, row)).ToArray();
        var domain = DomainOfIdeal.Of(space, new PriorExponents(setting));
        (Rational Bound, string Step)? best = null;
        foreach (var (coordinates, free, name) in Candidates().Take(MostFills).Where(c => IsPlainAt(domain, c.Point)))
        {
            if (Bound(coordinates, free, name, expected) is { } found && (best is null || found.Bound < best.Value.Bound))
            {
                best = found;
            }
        }

        return best;
    }

    private (Rational Bound, string Step)? Bound(Rational[] coordinates, int free, string name, IReadOnlyList<GenericNumber>[] expected)
    {
        try
        {
            var values = new GenericPoint(graph, setting, space, coordinates, Seed) { HasDerivatives = false };
            if (!Enumerable.Range(0, Rows).All(row => Agree(_view.At(values, row), expected[row])))
            {
                return null;
            }

            var codimension = space.Dimension - free;
            if ((values.Field.Decisions.Count == 0 || (InputsAreBounded() && SilentUnitsAreSilent(values)))
                && JacobianRank.At(new GenericPoint(graph, setting, space, coordinates, Seed), _view, space.Dimension, cancellation).Rank is var rank
                && rank < codimension
                && RankNearby(coordinates) == rank)
            {
                return (new Rational(rank, 2), $"{name}: the rank of the Jacobian is {rank} there and nearby");
            }

            return (new Rational(codimension, 2), $"{name}: a stratum of codimension {codimension} gives the true law");
        }
        catch (UnluckyPointException)
        {
            return null;
        }
    }

    private int RankNearby(Rational[] coordinates)
    {
        var random = new SeededRandom(Seed);
        var near = space.Coordinates.Select(c => coordinates[c.Index] + random.Between(new Rational(-1, 1000), new Rational(1, 1000))).ToArray();
        return JacobianRank.At(new GenericPoint(graph, setting, space, near, Seed), _view, space.Dimension, cancellation).Rank;
    }

    /// <summary>Whether a unit that is silent in every row has the same negative argument in all, so that no other input wakes it.</summary>
    private bool SilentUnitsAreSilent(GenericPoint point)
    {
        var decisions = Enumerable.Range(0, Rows).Select(row =>
        {
            point.Field.Decisions.Clear();
            _view.At(point, row);
            return point.Field.Decisions.ToArray();
        }).ToArray();
        return decisions.All(d => d.Length == decisions[0].Length)
            && Enumerable.Range(0, decisions[0].Length).All(n => decisions.Any(d => d[n] > 0) || decisions.All(d => d[n] == decisions[0][n] && d[n] < 0));
    }

    /// <summary>Ways to fill in what the truth lacks, one fill a parameter.</summary>
    private IEnumerable<(Rational[] Point, int Free, string Name)> Candidates()
    {
        var blocks = graph.Parameters.Where(b => space.CoordinatesOf(b).Any()).ToArray();
        var random = new SeededRandom(Seed);
        var free = PointDraw.Coordinates(space, random);
        IEnumerable<Fill[]> Fills(int n) => n == blocks.Length
            ? [[]]
            : from fill in Options(blocks[n]) from rest in Fills(n + 1) select (Fill[])[fill, .. rest];

        foreach (var fills in Fills(0))
        {
            var point = new Rational[space.Dimension];
            var count = 0;
            for (var n = 0; n < blocks.Length; n++)
            {
                foreach (var c in space.CoordinatesOf(blocks[n]))
                {
                    var isLacking = IsLacking(c);
                    point[c.Index] = !isLacking ? truth.Value(c.Block.Leaf.Name, c.Positions)!.Value : Filled(c, fills[n], free);
                    count += isLacking && fills[n] == Fill.Free ? 1 : 0;
                }
            }

            yield return (point, count, string.Join(", ", blocks.Zip(fills, (b, f) => (b, f)).Where(p => space.CoordinatesOf(p.b).Any(IsLacking)).Select(p => $"{p.b.Leaf.Name} {p.f.ToString().ToLowerInvariant()}")));
        }
    }

    private IEnumerable<Fill> Options(ParameterBlock block)
    {
        if (!space.CoordinatesOf(block).Any(IsLacking))
        {
            return [Fill.Zero];
        }

        return block.Set.Structure is Structure.Simplex ? [Fill.Free, Fill.Zero]
            : block.Set.Structure is null && block.Set.Lower is null ? [Fill.Free, Fill.Zero, Fill.Repeat, Fill.Off]
            : [Fill.Free, Fill.Repeat];
    }

    /// <summary>Whether the truth does not give a coordinate; a simplex of another length gives none.</summary>
    private bool IsLacking(Coordinate c)
    {
        var (own, model) = (truth.Setting.Extents(c.Block.Leaf), setting.Extents(c.Block.Leaf));
        return c.Positions.Where((p, axis) => p >= own[axis]).Any()
            || (c.Block.Set.Structure is Structure.Simplex or Structure.RowStochastic && own[^1] != model[^1])
            || truth.Value(c.Block.Leaf.Name, c.Positions) is null;
    }

    private Rational Filled(Coordinate c, Fill fill, Rational[] free)
    {
        var own = truth.Setting.Extents(c.Block.Leaf);
        return fill switch
        {
            Fill.Free => free[c.Index],
            Fill.Off => -1,
            Fill.Repeat when own.All(e => e > 0) => truth.Value(c.Block.Leaf.Name, [.. c.Positions.Select((p, axis) => p % own[axis])]) ?? Rational.Zero,
            _ => Rational.Zero,
        };
    }

    private static bool IsPlainAt(DomainOfIdeal domain, Rational[] point) => domain.Contains(point)
        && domain.Ranges.Select((r, i) => (point[i] != r.Lower || r.AtLower.IsPlain) && (point[i] != r.Upper || r.AtUpper.IsPlain)).All(x => x)
        && domain.Simplexes.All(s => DomainOfIdeal.Rest(s, point).Sign > 0 || s.AtLast.IsPlain);

    /// <summary>Whether no input leaves a compact set, so that a unit that is off stays off for all of them.</summary>
    private bool InputsAreBounded() => graph.Inputs.All(i => i.Leaf.ElementKind != ElementKind.Real
        || i.Law is ScalarLaw { Family: "uniform" or "beta" or "dirac" } or AxisLaw { Body: ScalarLaw { Family: "uniform" or "beta" } });

    private static bool Agree(IReadOnlyList<GenericNumber> a, IReadOnlyList<GenericNumber> b) =>
        a.Count == b.Count && a.Zip(b, (x, y) => x.Exponential is { } e && y.Exponential is { } f ? e.Value == f.Value : x.Value == y.Value).All(same => same);
}
