namespace SltDsl.Algebra;

/// <summary>Germs in a coordinate that is an implicit series, where the generators are known up to a tail.</summary>
internal sealed partial class Resolver
{
    private static readonly int[] SeriesDegrees = [0, 1, 2, 4, 7];

    /// <summary>A proof in which the tail was shown not to matter, or null.</summary>
    private Proof? BySeries(Germ germ, Key best, int depth)
    {
        foreach (var (coordinate, variable, slot) in ImplicitSeries.Candidates(germ, _units))
        {
            foreach (var degree in SeriesDegrees)
            {
                if (_effort.IsSpent || ImplicitSeries.Series(germ, coordinate, slot, degree) is not { } series)
                {
                    break;
                }

                var move = new SeriesReplaced(coordinate, variable, slot, series);
                var (generators, tail) = ImplicitSeries.Replace(germ.Generators, move, germ.Relations, germ.ZeroPart);
                _effort.Spend(5 * generators.Sum(f => f.TermCount));
                var changed = germ.With(generators.Select(germ.Strip).Where(f => !f.IsZero).Distinct().ToList());
                (changed.Tail, changed.IsPrincipalUpToTail) = (tail, germ.Generators.Count == 1);
                changed.Moves.Add(move);
                var proof = Solve(changed, best, depth + 1);
                if (proof.Claim.IsExact || proof.Claim.Lower.CompareTo(best) >= 0)
                {
                    return new Rewritten(proof.Claim, changed.Moves.ToArray(), proof);
                }
            }
        }

        return null;
    }

    /// <summary>Bounds on a germ whose generators are known up to its tail: those that hold whatever the tail is, or none.</summary>
    private Proof UpToTail(Germ germ, Key best, int depth)
    {
        var nothing = new Unfinished(Unfinished.Nothing);
        if (germ.Generators.Count == 0 || germ.Tail.Any(tail => tail.IsOne) || depth > DeepestBlowup || _effort.IsSpent)
        {
            return nothing;
        }

        if (Constants(germ) is { } constant)
        {
            return constant.Factors.Count == 0 ? new UnitIdeal(Known(germ, germ.MonomialKey()), constant.Generator) : Branch(germ, constant.Factors, best, depth);
        }

        if (SmoothSlot(germ) is { } slot)
        {
            germ.Moves.Add(new SmoothUpToTail(slot));
            (germ.Generators, germ.Tail) = ([Polynomial.Variable(germ.Count, slot)], []);
            return Solve(germ, best, depth);
        }

        var polyhedron = new GermPolyhedron(germ);
        var faces = CompactFaces.Of(polyhedron.Vertices);
        _effort.Spend(50L * (faces?.Count ?? 2_000));
        if (faces is null || !polyhedron.Vertices.All(vertex => polyhedron.CoefficientsAt(vertex).Any(c => _units.IsUnit(c, germ)))
            || !germ.Tail.All(tail => polyhedron.IsBehind(faces, tail)))
        {
            return nothing;
        }

        var upper = polyhedron.Threshold([.. polyhedron.Vertices, .. germ.Tail.Select(tail => germ.Point(tail, polyhedron.Slots))]);
        var proofs = new List<FaceProof>();
        var degenerate = faces.Where(face => !IsNondegenerate(germ, polyhedron, face, proofs)).ToList();
        return degenerate.Count == 0 ? new NewtonBounds(Known(germ, upper.Key), upper.Weight, upper.Lower, proofs)
            : polyhedron.BlowupWeight(degenerate) is { } weight && weight.Count(w => w > 0) <= LargestUnfinished && new WeightedBlowup(germ, weight).IsKnown
                ? BlowUp(germ, weight, upper, best, depth)
            : nothing;
    }

    /// <summary>A free coordinate that the only generator contains linearly with an invertible coefficient, and the tail does not.</summary>
    private int? SmoothSlot(Germ germ)
    {
        foreach (var i in germ.IsPrincipalUpToTail && germ.Generators.Count == 1 ? germ.ZeroSlots.Where(germ.IsFree) : [])
        {
            var coordinate = Monomial.One(germ.Count).With(i, 1);
            if (!germ.Tail.Contains(coordinate) && germ.Coefficients(germ.Generators[0]).TryGetValue(coordinate, out var slope) && _units.IsUnit(slope, germ))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Tails in the closure of the monomial generators times a coordinate go.</summary>
    private static void DropTail(Germ germ)
    {
        var slots = germ.ZeroSlots;
        var kept = germ.Generators.Where(f => f.TermCount == 1).Select(f => germ.ZeroPart(f.Monomials[0])).Distinct().ToList();
        var points = kept.ConvertAll(m => germ.Point(m, slots));
        var dropped = new List<(Monomial, int, Rational[])>();
        foreach (var tail in kept.Count == 0 ? [] : germ.Tail)
        {
            foreach (var slot in slots.Where(i => tail[i] > 0))
            {
                if (NewtonPolyhedron.Combination(germ.Point(tail.With(slot, tail[slot] - 1), slots), points) is { } multipliers)
                {
                    dropped.Add((tail, slot, multipliers));
                    break;
                }
            }
        }

        if (dropped.Count > 0)
        {
            germ.Moves.Add(new TailDropped(kept, dropped));
            germ.Tail = germ.Tail.Where(tail => !dropped.Any(d => d.Item1.Equals(tail))).ToList();
        }
    }
}
