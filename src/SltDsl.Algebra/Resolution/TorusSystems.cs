using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>Certificates that polynomials have no common zero on the real torus, by elimination of linear variables.</summary>
internal sealed class TorusSystems(Units units, Effort effort)
{
    private const int MostRemainders = 12;
    private const int LargestRemainder = 60;

    private static readonly BigInteger LargestCoefficient = BigInteger.One << 1_000;

    /// <summary>Why there is no common zero where no polynomial of <paramref name="nonzero"/> vanishes, or null when no proof was found.</summary>
    public EmptySystem? Refute(IReadOnlyList<Polynomial> polynomials, IReadOnlyCollection<Polynomial> nonzero)
    {
        try
        {
            return Refute(polynomials, nonzero, 0, 0);
        }
        catch (ExpressionSwellException)
        {
            return null;
        }
    }

    private EmptySystem? Refute(IReadOnlyList<Polynomial> polynomials, IReadOnlyCollection<Polynomial> nonzero, int depth, int remainders)
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
            return new EmptyByFactors(equations[unit], []);
        }

        var solvable = Enumerable.Range(0, factored.Count).Where(j => factored[j].All(IsLinearSomewhere)).ToList();
        if (solvable.Count == 0)
        {
            return remainders < MostRemainders ? ByRemainder(equations, nonzero, depth, remainders) : null;
        }

        var chosen = solvable.OrderBy(j => factored[j].Count).ThenBy(j => factored[j].Sum(p => p.TermCount)).First();
        var rest = equations.Where((_, j) => j != chosen).ToList();
        var branches = new List<EmptyBranch>();
        foreach (var factor in factored[chosen])
        {
            if (RefuteOn(factor, rest, nonzero, depth, remainders) is not { } branch)
            {
                return null;
            }

            branches.Add(branch);
        }

        return new EmptyByFactors(equations[chosen], branches);
    }

    private static bool IsLinearSomewhere(Polynomial polynomial) => Enumerable.Range(0, polynomial.VariableCount).Any(i => polynomial.DegreeIn(i) == 1);

    /// <summary>A step of Euclid's algorithm on two polynomials that share a variable, those of the least degree in it.</summary>
    private EmptyByRemainder? ByRemainder(List<Polynomial> equations, IReadOnlyCollection<Polynomial> nonzero, int depth, int remainders)
    {
        var small = equations.Where(p => p.TermCount <= LargestRemainder && p.Coefficients.All(c => BigInteger.Abs(c) < LargestCoefficient)).ToList();
        var pairs = from dividend in small
                    from divisor in small
                    where !dividend.Equals(divisor)
                    from v in Enumerable.Range(0, dividend.VariableCount)
                    let degree = divisor.DegreeIn(v)
                    where degree > 0 && dividend.DegreeIn(v) >= degree
                    orderby degree + dividend.DegreeIn(v), divisor.TermCount + dividend.TermCount
                    select (dividend, divisor, v);
        if (pairs.FirstOrDefault() is not ({ } p, { } q, var variable))
        {
            return null;
        }

        var remainder = Divisibility.TorusRemainder(p, q, variable);
        effort.Spend((long)p.TermCount * q.TermCount);
        return Refute([remainder, .. equations.Where(f => !f.Equals(p))], nonzero, depth, remainders + 1) is { } rest ? new EmptyByRemainder(p, q, variable, rest) : null;
    }

    private EmptyBranch? RefuteOn(Polynomial zero, List<Polynomial> rest, IReadOnlyCollection<Polynomial> nonzero, int depth, int remainders)
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
            main = Refute(rest.ConvertAll(p => p.SubstituteFraction(variable, -offset, slope)), known, depth + 1, remainders);
            if (main is null)
            {
                return null;
            }
        }

        var slopeZeros = new List<(Polynomial, EmptySystem)>();
        foreach (var factor in uncertain)
        {
            if (Refute([factor, offset, .. rest], nonzero, depth + 1, remainders) is not { } emptiness)
            {
                return null;
            }

            slopeZeros.Add((factor, emptiness));
        }

        return new EmptyBranch(zero, variable, main, slopeZeros);
    }

    /// <summary>The nonvanishing polynomials after x = numerator/denominator, or null when one vanishes identically there.</summary>
    public List<Polynomial>? Restrict(
        IEnumerable<Polynomial> nonzero, int variable, Polynomial numerator, Polynomial denominator, IReadOnlyList<AlgebraicRelation>? relations = null)
    {
        var restricted = new List<Polynomial>();
        foreach (var polynomial in nonzero)
        {
            var value = polynomial.Contains(variable) ? polynomial.SubstituteFraction(variable, numerator, denominator) : polynomial;
            value = AlgebraicRelation.Reduce(value, relations ?? []);
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
