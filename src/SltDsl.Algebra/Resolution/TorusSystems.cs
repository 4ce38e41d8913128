namespace SltDsl.Algebra;

/// <summary>Certificates that polynomials have no common zero on the real torus, by elimination of linear variables.</summary>
internal sealed class TorusSystems(Units units, Effort effort)
{
    /// <summary>True when it is certain that there is no common zero where no polynomial of <paramref name="nonzero"/> vanishes.</summary>
    public bool IsEmpty(IReadOnlyList<Polynomial> polynomials, IReadOnlyCollection<Polynomial> nonzero, int depth = 0)
    {
        var equations = polynomials.Where(p => !p.IsZero).ToList();
        effort.Spend(equations.Sum(p => p.TermCount));
        if (equations.Count == 0 || depth > 6 || effort.IsSpent)
        {
            return false;
        }

        var factored = equations.ConvertAll(p => units.UncertainFactors(p, nonzero));
        if (factored.Any(factors => factors.Count == 0))
        {
            return true;
        }

        var chosen = Enumerable.Range(0, factored.Count)
            .OrderBy(j => factored[j].Count).ThenBy(j => factored[j].Sum(p => p.TermCount)).First();
        var rest = equations.Where((_, j) => j != chosen).ToList();
        return factored[chosen].All(factor => IsEmptyOn(factor, rest, nonzero, depth));
    }

    private bool IsEmptyOn(Polynomial zero, List<Polynomial> rest, IReadOnlyCollection<Polynomial> nonzero, int depth)
    {
        if (rest.Count == 0)
        {
            return false;
        }

        var linear = Enumerable.Range(0, zero.VariableCount).Where(i => zero.DegreeIn(i) == 1)
            .Select(i => (Variable: i, Parts: zero.CoefficientsIn(i)))
            .OrderBy(c => c.Parts[1].TermCount).ToList();
        if (linear.Count == 0)
        {
            return false;
        }

        var (variable, parts) = linear[0];
        var (slope, offset) = (parts[1], parts[0]);
        var uncertain = units.UncertainFactors(slope, nonzero);
        var known = Restrict([.. nonzero, offset, .. uncertain], variable, -offset, slope);
        return (known is null || IsEmpty(rest.ConvertAll(p => p.SubstituteFraction(variable, -offset, slope)), known, depth + 1))
            && uncertain.All(factor => IsEmpty([factor, offset, .. rest], nonzero, depth + 1));
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
