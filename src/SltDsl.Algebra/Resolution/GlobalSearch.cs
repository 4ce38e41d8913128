namespace SltDsl.Algebra;

/// <summary>
/// The minimum over a box: above, local values at points of the true set in the box; below, the minimum over all strata of the whole
/// space (a germ cut by the faces of a box is never more singular than the whole germ).
/// </summary>
internal static class GlobalSearch
{
    private const int MostVariables = 12;
    private const int MostPoints = 24;
    private const int MostTrials = 30_000;

    private const int FirstPoints = 6;

    /// <summary>Bounds on the smallest key over the domain.</summary>
    public static GlobalProof Solve(IdealProblem problem, Units units, Effort effort)
    {
        var candidates = Points(problem).Take(MostPoints).ToList();
        var points = new List<LocalProof>();
        var upper = Upper(problem, units, effort, candidates.Take(FirstPoints), points, Key.Infinity);
        var coverings = new List<CoveringProof>();
        var bounds = Cover(problem, units, effort, upper, ends: false, coverings);
        if (bounds.Lower.CompareTo(upper) < 0)
        {
            upper = Upper(problem, units, effort, candidates.Skip(FirstPoints), points, upper);
        }

        if (bounds.Lower.CompareTo(upper) < 0 && HasEndAtZero(problem))
        {
            var refined = Cover(problem, units, effort, upper, ends: true, coverings);
            bounds = bounds with { Lower = refined.Lower.CompareTo(bounds.Lower) > 0 ? refined.Lower : bounds.Lower };
        }

        var claim = new Bounds(Key.Min(bounds.Lower, upper), problem.Domain is null ? Key.Min(bounds.Upper, upper) : upper);
        return new GlobalProof(claim, points, coverings);
    }

    private static Key Upper(IdealProblem problem, Units units, Effort effort, IEnumerable<Rational[]> candidates, List<LocalProof> points, Key best)
    {
        foreach (var point in candidates)
        {
            var proof = LocalGerm.Solve(problem, point, new Resolver(effort.Share(parts: 40), units), best);
            best = Key.Min(best, proof.Claim.Upper);
            points.Add(proof);
        }

        return best;
    }

    private static bool HasEndAtZero(IdealProblem problem) => problem.Domain?.Any(ends => ends.Lower.Sign == 0 || ends.Upper.Sign == 0) ?? false;

    /// <summary>
    /// The least lower bound over the strata of the whole space, but for those that a scaling symmetry moves into others. With <paramref name="ends"/>, a variable whose interval ends at zero is
    /// ±s² where it is zero: only half of its germ lies in the domain.
    /// </summary>
    private static Bounds Cover(IdealProblem problem, Units units, Effort effort, Key best, bool ends, List<CoveringProof> coverings)
    {
        var scaling = ScalingSymmetry.Weights(problem.Generators);
        var variables = ScalingSymmetry.Fixed(scaling);
        if (variables.Length > MostVariables)
        {
            return new Bounds(new Key(new Rational(1, problem.Generators.Where(f => !f.IsZero).Min(f => f.Degree)), problem.Variables.Count), Key.Infinity);
        }

        var resolver = new Resolver(effort, units);
        var bounds = Bounds.Infinity;
        var strata = new List<(int, Proof)>();
        foreach (var mask in Enumerable.Range(0, 1 << variables.Length).OrderBy(Ones))
        {
            var germ = Stratum(problem, [.. variables.Where((_, b) => (mask >> b & 1) == 1)], ends);
            effort.Spend(1);
            if (!germ.Generators.Any(f => germ.ConstantPart(f).TermCount == 1))
            {
                var proof = resolver.Solve(germ, Key.Min(best, bounds.Lower), 0);
                bounds = Bounds.Min(bounds, proof.Claim);
                strata.Add((mask, proof));
            }
        }

        bounds = problem.Prior.TermCount == 1 && !ends ? bounds : bounds with { Upper = Key.Infinity };
        coverings.Add(new CoveringProof(bounds, ends, scaling, strata));
        return bounds;
    }

    /// <summary>The germs where exactly some variables are nonzero.</summary>
    private static Germ Stratum(IdealProblem problem, HashSet<int> nonzero, bool ends)
    {
        var n = problem.Variables.Count;
        var kinds = new SlotKind[n];
        var priors = new int[n];
        var monomial = problem.Prior.MonomialContent();
        var generators = problem.Generators.Where(f => !f.IsZero).Select(f => f.Primitive()).ToList();
        for (var i = 0; i < n; i++)
        {
            if (nonzero.Contains(i))
            {
                kinds[i] = SlotKind.Torus;
                continue;
            }

            priors[i] = monomial[i];
            var side = !ends || problem.Domain is not { } domain ? 0 : domain[i].Lower.Sign == 0 ? 1 : domain[i].Upper.Sign == 0 ? -1 : 0;
            if (side != 0)
            {
                priors[i] = (2 * monomial[i]) + 1;
                var half = Polynomial.Variable(n, i).Pow(2) * side;
                generators = generators.ConvertAll(f => f.Contains(i) ? f.Substitute(i, half) : f);
            }
        }

        return new Germ(kinds, generators, new int[n], priors);
    }

    private static int Ones(int mask)
    {
        var count = 0;
        for (; mask != 0; mask &= mask - 1)
        {
            count++;
        }

        return count;
    }

    /// <summary>Points of the true set in the box whose coordinates are ends, middles, zero, or small fractions.</summary>
    private static IEnumerable<Rational[]> Points(IdealProblem problem)
    {
        var n = problem.Variables.Count;
        var values = Enumerable.Range(0, n).Select(i => Values(problem.Domain?[i])).ToArray();
        var complete = problem.Generators.ToLookup(f => Enumerable.Range(0, n).Where(f.Contains).DefaultIfEmpty(0).Last());
        var point = new Rational[n];
        var tried = 0;

        IEnumerable<Rational[]> Extend(int variable)
        {
            if (variable == n)
            {
                yield return (Rational[])point.Clone();
                yield break;
            }

            foreach (var value in values[variable])
            {
                point[variable] = value;
                if (++tried <= MostTrials && complete[variable].All(f => f.Evaluate(point).Sign == 0))
                {
                    foreach (var found in Extend(variable + 1))
                    {
                        yield return found;
                    }
                }
            }
        }

        return Extend(0);
    }

    private static Rational[] Values((Rational Lower, Rational Upper)? interval)
    {
        Rational[] inside = [0, new(1, 2), new(1, 3), 1, -1, new(3, 5), new(4, 5)];
        return interval is not { } ends ? inside
            : new[] { Rational.Zero, (ends.Lower + ends.Upper) / 2, ends.Lower, ends.Upper }.Concat(inside)
                .Where(x => x >= ends.Lower && x <= ends.Upper).Distinct().ToArray();
    }
}
