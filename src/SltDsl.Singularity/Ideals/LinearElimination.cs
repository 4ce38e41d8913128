using SltDsl.Algebra;
using SltDsl.Singularity.Numbers;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// Generators c·z + g with a constant c: z becomes a regular coordinate, which adds ½ to λ, and −g/c stands for it elsewhere. Only
/// coordinates where the prior is a plain positive density inside the declared set are eliminated.
/// </summary>
internal sealed class LinearElimination
{
    private LinearElimination(IReadOnlyList<Polynomial> generators, IReadOnlyList<(int Slot, Polynomial Value)> eliminated, IReadOnlyList<string> steps)
    {
        Generators = generators;
        Eliminated = eliminated;
        Steps = steps;
    }

    /// <summary>What remains.</summary>
    public IReadOnlyList<Polynomial> Generators { get; }

    /// <summary>The coordinates that were solved for, with their values in terms of those solved later and of the others.</summary>
    public IReadOnlyList<(int Slot, Polynomial Value)> Eliminated { get; }

    /// <summary>The argument.</summary>
    public IReadOnlyList<string> Steps { get; }

    public static LinearElimination Of(IReadOnlyList<Polynomial> generators, DomainOfIdeal domain, IReadOnlyList<string> names, IReadOnlyDictionary<int, LinearEnd> linearEnds)
    {
        var rest = generators.Where(g => !g.IsZero).Distinct().ToList();
        var eliminated = new List<(int, Polynomial)>();
        var inSimplex = new HashSet<int>(domain.Simplexes.SelectMany(s => s.Coordinates));
        while (Next(rest, inSimplex, slot => domain.IsPlainAlong(slot) && !linearEnds.ContainsKey(slot)) is { } found)
        {
            var value = Solve(rest[found.Generator], found.Slot);
            rest.RemoveAt(found.Generator);
            rest = [.. rest.Select(g => g.Substitute(found.Slot, value)).Where(g => !g.IsZero).Distinct()];
            eliminated.Add((found.Slot, value));
        }

        string[] steps = eliminated.Count == 0 ? [] : [$"{string.Join(", ", eliminated.Select(e => names[e.Item1]))}: each solved from a generator in which it is linear, 1/2 each"];
        return new LinearElimination(rest, eliminated, steps);
    }

    /// <summary>A whole point with the eliminated coordinates set to their values.</summary>
    public Rational[] Complete(IReadOnlyList<Rational> point)
    {
        var complete = point.ToArray();
        foreach (var (slot, value) in Eliminated.Reverse())
        {
            complete[slot] = value.Evaluate([.. complete, .. Enumerable.Repeat(Rational.Zero, value.VariableCount - complete.Length)]);
        }

        return complete;
    }

    /// <summary>Whether the eliminated coordinates lie inside their ranges there, so that λ of the whole space is that of the declared set.</summary>
    public bool IsInside(IReadOnlyList<Rational> point, DomainOfIdeal domain)
    {
        var complete = Complete(point);

        // A fixed value may lie on a plain end: half of a regular coordinate has the same λ.
        bool IsOnPlainEnd(int slot) => (complete[slot] == domain.Ranges[slot].Lower && domain.Ranges[slot].AtLower.IsPlain) || (complete[slot] == domain.Ranges[slot].Upper && domain.Ranges[slot].AtUpper.IsPlain);
        return Eliminated.All(e => (e.Value.IsConstant && IsOnPlainEnd(e.Slot)) || (domain.Ranges[e.Slot].IsInside(complete[e.Slot]) && !domain.Ranges[e.Slot].IsInCone) || (e.Value.IsConstant && domain.Ranges[e.Slot].IsInCone))
            && domain.Couplings.Where(c => c.Coordinates.Any(x => Eliminated.Any(e => e.Slot == x.Index))).All(c => c.IsInside(complete))
            && domain.Simplexes.Where(s => s.Coordinates.Any(c => Eliminated.Any(e => e.Slot == c))).All(s => DomainOfIdeal.Rest(s, complete).Sign > 0);
    }

    private static (int Generator, int Slot)? Next(List<Polynomial> generators, HashSet<int> avoid, Func<int, bool> mayGo)
    {
        var candidates =
            from n in Enumerable.Range(0, generators.Count)
            from slot in SymbolTable.Variables(generators[n])
            where mayGo(slot) && generators[n].DegreeIn(slot) == 1 && generators[n].Terms.Count(t => t.Exponents[slot] == 1) == 1
                && generators[n].Terms.Single(t => t.Exponents[slot] == 1).Exponents.Sum() == 1
            orderby avoid.Contains(slot) ? 1 : 0, generators[n].TermCount, n, slot
            select ((int Generator, int Slot)?)(n, slot);
        return candidates.FirstOrDefault();
    }

    private static Polynomial Solve(Polynomial generator, int slot)
    {
        var linear = generator.Terms.Single(t => t.Exponents[slot] == 1);
        var rest = generator - (Polynomial.Variable(generator.VariableCount, slot) * linear.Coefficient);
        return rest * (-1 / linear.Coefficient);
    }
}
