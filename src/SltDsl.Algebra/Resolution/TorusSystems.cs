namespace SltDsl.Algebra;

/// <summary>Certificates that polynomials have no common zero on the real torus, by elimination of linear variables.</summary>
internal sealed class TorusSystems(Units units, Effort effort)
{
    /// <summary>Why there is no common zero where no polynomial of <paramref name="nonzero"/> vanishes, or null when no proof was found.</summary>
    public EmptySystem? Refute(IReadOnlyList<Polynomial> polynomials, IReadOnlyCollection<Polynomial> nonzero, int depth = 0)
    {
        var equations = polynomials.Where(p => !p.IsZero).ToList();
        effort.Spend(equations.Sum(p => p.TermCount));
        if (equations.Count == 0 || depth > 6 || effort.IsSpent)
        {
            return null;
        }

        var factored = equations.ConvertAll(p => units.UncertainFactors(p, nonzero));
        var unit = factored.FindIndex(factors => factors.Count == 0);
        if (unit >= 0)
        {
            return new EmptySystem(equations[unit], []);
        }

        var chosen = Enumerable.Range(0, factored.Count)
            .OrderBy(j => factored[j].Count).ThenBy(j => factored[j].Sum(p => p.TermCount)).First();
        var rest = equations.Where((_, j) => j != chosen).ToList();
        var branches = new List<EmptyBranch>();
        foreach (var factor in factored[chosen])
        {
            if (RefuteOn(factor, rest, nonzero, depth) is not { } branch)
            {
                return null;
            }

            branches.Add(branch);
        }

        return new EmptySystem(equations[chosen], branches);
    }

    private EmptyBranch? RefuteOn(Polynomial zero, List<Polynomial> rest, IReadOnlyCollection<Polynomial> nonzero, int depth)
    {
        if (rest.Count == 0)
        {
            return null;
        }

        var linear = Enumerable.Range(0, zero.VariableCount).Where(i => zero.DegreeIn(i) == 1)
            .Select(i => (Variable: i, Parts: zero.CoefficientsIn(i)))
            .OrderBy(c => c.Parts[1].TermCount).ToList();
        if (linear.Count == 0)
        {
            return null;
        }

        var (variable, parts) = linear[0];
        var (slope, offset) = (parts[1], parts[0]);
        var uncertain = units.UncertainFactors(slope, nonzero);
        EmptySystem? main = null;
        if (Restrict([.. nonzero, offset, .. uncertain], variable, -offset, slope) is { } known)
        {
            main = Refute(rest.ConvertAll(p => p.SubstituteFraction(variable, -offset, slope)), known, depth + 1);
            if (main is null)
            {
                return null;
            }
        }

        var slopeZeros = new List<(Polynomial, EmptySystem)>();
        foreach (var factor in uncertain)
        {
            if (Refute([factor, offset, .. rest], nonzero, depth + 1) is not { } emptiness)
            {
                return null;
            }

            slopeZeros.Add((factor, emptiness));
        }

        return new EmptyBranch(zero, variable, main, slopeZeros);
    }

    /// <summary>The nonvanishing polynomials after x = numerator/denominator, or null when one vanishes identically there.</summary>
    public List<Polynomial>? Restrict(IEnumerable<Polynomial> nonzero, int variable, Polynomial numerator, Polynomial denominator)
    {
        var restricted = new List<Polynomial>();
        foreach (var polynomial in nonzero)
        {
            var value = polynomial.Contains(variable) ? polynomial.SubstituteFraction(variable, numerator, denominator) : polynomial;
            if (value.IsZero)
            {
                return null;
            }

            restricted.AddRange(units.Factorisation.Of(value.Primitive()).Select(f => f.Factor)
                .Where(f => f.TermCount > 1 && !restricted.Contains(f)));
        }

        return restricted;
    }
}
