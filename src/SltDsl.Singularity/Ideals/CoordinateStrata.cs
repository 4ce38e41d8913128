using SltDsl.Algebra;
using SltDsl.Singularity.Numbers;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// The components of a true set that are given by coordinates that vanish, and where two of them meet, each with λ and m at a generic point of it.
/// </summary>
internal sealed class CoordinateStrata(DomainOfIdeal domain, IReadOnlyList<string> names, long budget, CancellationToken cancellation)
{
    private const int MostVariables = 8;
    private const int MostStrata = 6;

    /// <summary>The strata; none unless there are at least two whose λ and m are exact.</summary>
    public IReadOnlyList<TrueStratum> Of(IdealOfTruth ideal)
    {
        if (ideal.LinearTerms.Count > 0)
        {
            return [];
        }

        var none = new Dictionary<int, LinearEnd>();
        var reduced = LinearElimination.Of(ideal.Generators, domain, names, none);
        int[] variables = [.. reduced.Generators.SelectMany(SymbolTable.Variables).Distinct().OrderBy(v => v)];
        if (variables.Length is < 2 or > MostVariables || variables[^1] >= names.Count || domain.Simplexes.Any(s => s.Coordinates.Any(variables.Contains)))
        {
            return [];
        }

        var part = new IdealPart(reduced.Generators, variables, domain, names, none);
        var found = Sets(reduced.Generators, variables).Take(MostStrata).Select(set => At(set, part, reduced)).OfType<TrueStratum>().ToArray();
        return found.Length > 1 ? found : [];
    }

    /// <summary>The smallest sets of variables whose vanishing makes all generators vanish, then unions of two of them.</summary>
    private static IEnumerable<int[]> Sets(IReadOnlyList<Polynomial> generators, int[] variables)
    {
        var smallest = new List<int[]>();
        foreach (var set in Enumerable.Range(1, (1 << variables.Length) - 1).Select(mask => variables.Where((_, i) => (mask >> i & 1) == 1).ToArray()).OrderBy(s => s.Length))
        {
            if (!smallest.Any(s => s.All(set.Contains)) && generators.All(g => g.Terms.All(t => set.Any(v => t.Exponents[v] > 0))))
            {
                smallest.Add(set);
            }
        }

        var meetings = from i in Enumerable.Range(0, smallest.Count)
                       from j in Enumerable.Range(i + 1, smallest.Count - i - 1)
                       select smallest[i].Union(smallest[j]).OrderBy(v => v).ToArray();
        return smallest.Count < 2 ? smallest : smallest.Concat(meetings.Where(m => !smallest.Any(s => s.SequenceEqual(m))).GroupBy(m => string.Join(",", m)).Select(g => g.First()));
    }

    private TrueStratum? At(int[] set, IdealPart part, LinearElimination reduced)
    {
        var point = new Rational[names.Count];
        foreach (var v in part.Variables.Where(v => !set.Contains(v)))
        {
            point[v] = Inside(domain.Ranges[v], v);
        }

        var complete = reduced.Complete(point);
        if (!part.IsZero(point) || !part.HasPowersAt(point) || !domain.Contains(complete) || !reduced.IsInside(point, domain))
        {
            return null;
        }

        var local = RealLogCanonicalThreshold.Of(part.Local(point), budget, cancellation);
        return local is { IsExact: true, IsInfinite: false }
            ? new TrueStratum(string.Join(", ", set.Select(v => $"{names[v]} = 0")), set.Length + reduced.Eliminated.Count, local.Lambda + new Rational(reduced.Eliminated.Count, 2), local.Multiplicity)
            : null;
    }

    /// <summary>A number inside a range, another one for each coordinate.</summary>
    private static Rational Inside(CoordinateRange range, int v) => (range.Lower, range.Upper) switch
    {
        ({ } low, { } high) => low + ((high - low) * new Rational(v + 2, (2 * v) + 7)),
        ({ } low, null) => low + 1 + new Rational(1, v + 2),
        (null, { } high) => high - 1 - new Rational(1, v + 2),
        _ => 1 + new Rational(1, v + 2),
    };
}
