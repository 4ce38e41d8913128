using SltDsl.Algebra;
using SltDsl.Singularity.Numbers;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// λ and m of the ideal of a true set over the whole declared set. A lower bound comes from all strata of the whole space with the prior's
/// negative exponents, an upper one from points of the true set inside the declared set; only where both meet is the answer exact.
/// </summary>
/// <param name="domain">The declared set.</param>
/// <param name="names">The coordinates' names.</param>
/// <param name="closedForm">A theorem's answer for a part, or null.</param>
/// <param name="budget">Operations for the whole problem.</param>
/// <param name="cancellation">Ends the search early.</param>
internal sealed class IdealSolver(
    DomainOfIdeal domain, IReadOnlyList<string> names, Func<IdealPart, Rlct?> closedForm, long budget, CancellationToken cancellation)
{
    private const int MostGlobalVariables = 10;
    private const int MostPoints = 4;

    /// <summary>λ and m.</summary>
    /// <param name="ideal">Polynomials in the coordinates, in the slots of the table.</param>
    /// <param name="points">Points of the true set, whole coordinate vectors, to try for the upper bound.</param>
    public Rlct Solve(IdealOfTruth ideal, IReadOnlyList<Rational[]> points)
    {
        var steps = new List<string> { ideal.Derivation };
        if (LinearEnd.Of(ideal.LinearTerms, domain) is not { } linearEnds)
        {
            return Undecided("K is linear in a function that is no coordinate");
        }

        var reduced = LinearElimination.Of(ideal.Generators, domain, names, linearEnds);
        steps.AddRange(reduced.Steps);
        if (reduced.Generators.Any(g => g.IsConstant && !g.IsZero))
        {
            return Rlct.Infinite(new RlctEvidence("no zero", "definition", [.. steps, "the remaining generators have no common zero"]));
        }

        var linearGenerators = linearEnds.Keys.Select(v => Polynomial.Variable(ideal.LinearTerms[0].VariableCount, v) - Polynomial.Constant(ideal.LinearTerms[0].VariableCount, linearEnds[v].End));
        var parts = Components([.. reduced.Generators, .. linearGenerators]).ToArray();
        var total = Rlct.Exact(new Rational(reduced.Eliminated.Count, 2), 1, new RlctEvidence("regular directions", "Watanabe 2009, section 7.1", steps));
        if (parts.Length == 0 && !points.Append(new Rational[names.Count]).Any(p => domain.Contains(reduced.Complete(p)) && reduced.IsInside(p, domain)))
        {
            return Rlct.Bounded(total.Lower, null, 1, 1, total.Evidence);
        }

        foreach (var part in parts)
        {
            var problem = new IdealPart(part, [.. part.SelectMany(SymbolTable.Variables).Distinct().OrderBy(v => v)], domain, names, linearEnds);
            var answer = closedForm(problem) ?? SolvePart(problem, points, reduced, budget / parts.Length);
            if (answer.IsInfinite)
            {
                return answer;
            }

            total = Sum(total, answer);
        }

        return total;
    }

    private Rlct SolvePart(IdealPart part, IReadOnlyList<Rational[]> points, LinearElimination reduced, long share)
    {
        if (part.IsHomogeneous && part.OriginIsInside && reduced.IsInside(part.Origin, domain))
        {
            return RealLogCanonicalThreshold.Of(part.Local(part.Origin), share, cancellation);
        }

        Rational[][] zeros = [.. points.Concat(part.SmallPoints())
            .Where(p => part.IsZero(p) && part.HasPowersAt(p) && domain.Contains(reduced.Complete(p)) && reduced.IsInside(p, domain)).Take(MostPoints)];
        var lower = Lower(part, zeros.FirstOrDefault(), share);
        Rlct? upper = null;
        foreach (var point in zeros.TakeWhile(_ => lower is null || upper is null || !(upper.Upper == lower.Lower && upper.LowerMultiplicity == lower.UpperMultiplicity)))
        {
            // Each step of a germ of many variables costs more, and its strata are more.
            var local = RealLogCanonicalThreshold.Of(part.Local(point), share / (part.Variables.Count > MostGlobalVariables ? 64 : 8), cancellation);
            upper = upper is null || IsSmallerUpper(local, upper) ? local : upper;
        }

        if (lower is not null)
        {
            return Meet(lower, upper, part.IsWholeSpace);
        }

        return upper is null
            ? Undecided("too many variables for a search over all strata, and no point of the true set was found")
            : Rlct.Bounded(0, upper.Upper, 1, part.Variables.Count, upper.Evidence);
    }

    /// <summary>The smallest λ over all strata of the whole space, or null where they are too many.</summary>
    private Rlct? Lower(IdealPart part, Rational[]? origin, long share)
    {
        if (part.Variables.Count > MostGlobalVariables || part.Charts(origin) is not { } charts)
        {
            return null;
        }

        return charts.Select(chart => RealLogCanonicalThreshold.Of(chart, share / (2 * charts.Count), cancellation))
            .Aggregate((smallest, next) => IsSmallerLower(next, smallest) ? next : smallest);
    }

    private static Rlct Undecided(string reason) => Rlct.Bounded(0, null, 1, 1, new RlctEvidence("none", "none", [reason]));

    /// <summary>The bounds of a lower and an upper problem together.</summary>
    private static Rlct Meet(Rlct lower, Rlct? upper, bool lowerIsAlsoUpper)
    {
        if (lower.IsInfinite)
        {
            return lower;
        }

        if (lowerIsAlsoUpper && (upper is null || IsSmallerUpper(lower, upper)))
        {
            upper = lower;
        }

        var evidence = new RlctEvidence(lower.Evidence.Method, lower.Evidence.Theorem, [.. lower.Evidence.Steps, .. upper is null ? [] : upper.Evidence.Steps]);
        if (upper?.Upper is { } top && top == lower.Lower)
        {
            return Rlct.Bounded(top, top, upper.LowerMultiplicity, Math.Max(upper.LowerMultiplicity, lower.UpperMultiplicity), evidence);
        }

        return Rlct.Bounded(lower.Lower, upper?.Upper, 1, lower.UpperMultiplicity, evidence);
    }

    private static bool IsSmallerUpper(Rlct a, Rlct b) => a.Upper is { } x && (b.Upper is not { } y || x < y || (x == y && a.LowerMultiplicity > b.LowerMultiplicity));

    private static bool IsSmallerLower(Rlct a, Rlct b) =>
        !a.IsInfinite && (b.IsInfinite || a.Lower < b.Lower || (a.Lower == b.Lower && a.UpperMultiplicity > b.UpperMultiplicity));

    /// <summary>λ of ideals in separate variables: they add, and so do the orders of the poles.</summary>
    private static Rlct Sum(Rlct a, Rlct b)
    {
        var evidence = new RlctEvidence(b.Evidence.Method, b.Evidence.Theorem, [.. a.Evidence.Steps, .. b.Evidence.Steps]);
        return Rlct.Bounded(
            a.Lower + b.Lower,
            a.Upper is { } x && b.Upper is { } y ? x + y : null,
            a.LowerMultiplicity + b.LowerMultiplicity - 1,
            a.UpperMultiplicity + b.UpperMultiplicity - 1,
            evidence);
    }

    /// <summary>Generators that share variables, directly or through others.</summary>
    private static IEnumerable<IReadOnlyList<Polynomial>> Components(IReadOnlyList<Polynomial> generators)
    {
        var rest = generators.Where(g => !g.IsZero).Select(g => (Generator: g, Variables: new HashSet<int>(SymbolTable.Variables(g)))).ToList();
        while (rest.Count > 0)
        {
            var reached = new HashSet<int>(rest[0].Variables);
            var before = -1;
            while (before != reached.Count)
            {
                before = reached.Count;
                foreach (var entry in rest.Where(r => r.Variables.Overlaps(reached)))
                {
                    reached.UnionWith(entry.Variables);
                }
            }

            yield return [.. rest.Where(r => r.Variables.Overlaps(reached)).Select(r => r.Generator)];
            rest.RemoveAll(r => r.Variables.Overlaps(reached));
        }
    }
}
