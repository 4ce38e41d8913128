using SltDsl.Algebra;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Truths;

namespace SltDsl.Singularity.Ideals;

/// <summary>Generators that share variables, with the problems that bound their λ.</summary>
/// <param name="generators">The generators.</param>
/// <param name="variables">The coordinates that occur.</param>
/// <param name="domain">The declared set.</param>
/// <param name="names">The names of all coordinates.</param>
/// <param name="linearEnds">Ends of ranges in whose distance K is linear.</param>
internal sealed class IdealPart(
    IReadOnlyList<Polynomial> generators, IReadOnlyList<int> variables, DomainOfIdeal domain, IReadOnlyList<string> names, IReadOnlyDictionary<int, LinearEnd> linearEnds)
{
    private const int MostTrials = 4000;

    /// <summary>The generators, in the slots of the table.</summary>
    public IReadOnlyList<Polynomial> Generators => generators;

    /// <summary>The coordinates that occur.</summary>
    public IReadOnlyList<int> Variables => variables;

    /// <summary>A whole point with every coordinate of this part 0.</summary>
    public Rational[] Origin { get; } = new Rational[names.Count];

    /// <summary>
    /// Whether each generator is homogeneous: then every zero can be moved along its ray towards the origin, whose germ is the most singular.
    /// </summary>
    public bool IsHomogeneous => generators.All(g => g.Terms.Select(t => t.Exponents.Sum()).Distinct().Count() == 1)
        && variables.All(v => domain.Ranges[v] is { AtLower.IsPlain: true, AtUpper.IsPlain: true } && !linearEnds.ContainsKey(v)) && !Simplexes.Any();

    /// <summary>Whether the origin belongs to the declared set.</summary>
    public bool OriginIsInside => variables.All(v => domain.Ranges[v].Contains(0)) && !IsCoupled;

    /// <summary>Whether nothing bounds these coordinates.</summary>
    public bool IsWholeSpace => variables.All(v => domain.Ranges[v] is { Lower: null, Upper: null }) && !Simplexes.Any() && !IsCoupled;

    private bool IsCoupled => domain.Couplings.Any(c => c.Coordinates.Any(x => variables.Contains(x.Index)));

    private IEnumerable<SimplexGroup> Simplexes => domain.Simplexes.Where(s => s.Coordinates.Any(variables.Contains));

    /// <summary>Whether the prior is a power of the distance at every end that a point lies on.</summary>
    public bool HasPowersAt(IReadOnlyList<Rational> point) =>
        variables.All(v => (point[v] != domain.Ranges[v].Lower || domain.Ranges[v].AtLower.Power is not null)
            && (point[v] != domain.Ranges[v].Upper || domain.Ranges[v].AtUpper.Power is not null))
        && Simplexes.All(s => s.AtLast.Power is not null || DomainOfIdeal.Rest(s, point).Sign > 0);

    /// <summary>Whether all generators vanish at a whole point.</summary>
    public bool IsZero(IReadOnlyList<Rational> point) =>
        generators.All(g => Evaluate(g, point).Sign == 0) && linearEnds.All(e => !variables.Contains(e.Key) || point[e.Key] == e.Value.End);

    /// <summary>Zeros whose coordinates are ends, middles and small numbers, as whole points.</summary>
    public IEnumerable<Rational[]> SmallPoints()
    {
        var last = generators.ToLookup(g => SymbolTable.Variables(g).Select(v => variables.ToList().IndexOf(v)).DefaultIfEmpty(0).Max());
        var point = new Rational[names.Count];
        var tried = 0;

        IEnumerable<Rational[]> Extend(int n)
        {
            if (n == variables.Count)
            {
                yield return (Rational[])point.Clone();
                yield break;
            }

            foreach (var value in Candidates(domain.Ranges[variables[n]]))
            {
                point[variables[n]] = value;
                if (++tried <= MostTrials && last[n].All(g => Evaluate(g, point).Sign == 0))
                {
                    foreach (var found in Extend(n + 1))
                    {
                        yield return found;
                    }
                }
            }

            point[variables[n]] = 0;
        }

        return Extend(0);
    }

    /// <summary>The problem at a point of the declared set, with the ends that it lies on and the prior's exponents there.</summary>
    public IdealProblem Local(IReadOnlyList<Rational> point)
    {
        var chart = new Chart(generators, variables, names);
        var centre = point.ToArray();
        foreach (var simplex in Simplexes.Where(s => DomainOfIdeal.Rest(s, point).Sign == 0))
        {
            // The last element is 0 here: it takes the place of one that is not.
            var dependent = simplex.Coordinates.First(c => point[c].Sign > 0);
            chart.ExchangeForRest(simplex, dependent);
            centre[dependent] = 0;
            chart.Bound(dependent, end: 0, isUpper: false, simplex.AtLast);
        }

        foreach (var v in variables.Where(v => !chart.IsBound(v)))
        {
            var range = domain.Ranges[v];
            if (linearEnds.TryGetValue(v, out var linear))
            {
                chart.Bound(v, linear.End, linear.IsUpper, linear.IsUpper ? range.AtUpper : range.AtLower, isLinear: true);
            }
            else if (range.Lower is { } low && centre[v] == low)
            {
                chart.Bound(v, low, isUpper: false, range.AtLower);
            }
            else if (range.Upper is { } high && centre[v] == high)
            {
                chart.Bound(v, high, isUpper: true, range.AtUpper);
            }
        }

        return chart.Local(centre);
    }

    /// <summary>
    /// Problems over the whole space whose smallest λ is a lower bound: exponents of the prior are kept, each at one end a chart, or left out
    /// where the prior vanishes; null where nothing is known of the prior at some end.
    /// </summary>
    /// <param name="origin">A zero to place at 0, where most generators have few terms; or null.</param>
    public IReadOnlyList<IdealProblem>? Charts(IReadOnlyList<Rational>? origin)
    {
        if (variables.Any(v => domain.Ranges[v].IsUnknown) || Simplexes.Any(s => s.AtLast.IsUnknown))
        {
            return null;
        }

        var charts = new List<Chart> { new(generators, variables, names) };
        foreach (var v in variables)
        {
            if (linearEnds.TryGetValue(v, out var linear))
            {
                var range = domain.Ranges[v];
                charts.ForEach(c => c.Bound(v, linear.End, linear.IsUpper, linear.IsUpper ? range.AtUpper : range.AtLower, isLinear: true));
                continue;
            }

            var ends = domain.Ranges[v].EndsToSearch.ToArray();
            if (ends.Length > 0)
            {
                charts = [.. charts.SelectMany(c => ends.Select(e => c.Copy().Bound(v, e.End, e.IsUpper, e.Exponent)))];
            }
        }

        foreach (var simplex in Simplexes.Where(s => s.AtLast.Power is { Sign: < 0 }))
        {
            charts = [.. charts.SelectMany(c => simplex.Coordinates.Where(variables.Contains).Select(dependent =>
            {
                var other = new Chart(generators, variables, names);
                other.ExchangeForRest(simplex, dependent);
                foreach (var coordinate in simplex.Coordinates.Where(x => variables.Contains(x) && (x == dependent || domain.Ranges[x].AtLower.Power is { Sign: < 0 })))
                {
                    other.Bound(coordinate, 0, isUpper: false, coordinate == dependent ? simplex.AtLast : domain.Ranges[coordinate].AtLower);
                }

                return other;
            }).Append(c))];
        }

        return charts.Count > 16 ? null : [.. charts.Select(c => c.Global(origin))];
    }

    private static Rational Evaluate(Polynomial polynomial, IReadOnlyList<Rational> point) =>
        polynomial.Evaluate([.. point, .. Enumerable.Repeat(Rational.Zero, polynomial.VariableCount - point.Count)]);

    private static IEnumerable<Rational> Candidates(CoordinateRange range)
    {
        Rational[] small = [0, 1, -1, new(1, 2), new(1, 3)];
        return new[] { range.Lower, range.Upper }.Where(e => e is not null).Select(e => e!.Value).Concat(small).Where(range.Contains).Distinct();
    }
}

/// <summary>An end of a coordinate's range in whose distance K is linear: a value of the data has true probability 0.</summary>
internal sealed record LinearEnd(Rational End, bool IsUpper)
{
    /// <summary>The ends at which linear terms c · (distance) vanish, by coordinate; null where a term is something else.</summary>
    public static IReadOnlyDictionary<int, LinearEnd>? Of(IEnumerable<Polynomial> terms, DomainOfIdeal domain)
    {
        var ends = new Dictionary<int, LinearEnd>();
        foreach (var term in terms)
        {
            if (term.Degree != 1 || SymbolTable.Variables(term).ToArray() is not [var variable] || domain.Simplexes.Any(s => s.Coordinates.Contains(variable)))
            {
                return null;
            }

            var slope = term.Terms.First(t => t.Exponents[variable] == 1).Coefficient;
            var constant = term.Terms.FirstOrDefault(t => t.Exponents[variable] == 0).Coefficient;
            var end = -constant / slope;
            if (end != domain.Ranges[variable].Lower && end != domain.Ranges[variable].Upper)
            {
                return null;
            }

            ends[variable] = new LinearEnd(end, end == domain.Ranges[variable].Upper);
        }

        return ends;
    }
}
