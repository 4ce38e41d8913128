using System.Numerics;
using SltDsl.Algebra;
using SltDsl.Singularity.Truths;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// Generators in coordinates that suit some ends of ranges: a coordinate that is bounded there is end ± s^n, so that a prior that behaves
/// like distance^k becomes a density s^(n(k+1)−1) with a whole exponent.
/// </summary>
internal sealed class Chart(IReadOnlyList<Polynomial> generators, IReadOnlyList<int> variables, IReadOnlyList<string> names)
{
    private readonly Dictionary<int, Change> _bounds = [];
    private IReadOnlyList<Polynomial> _generators = generators;

    public bool IsBound(int variable) => _bounds.ContainsKey(variable);

    public Chart Copy()
    {
        var copy = new Chart(_generators, variables, names);
        foreach (var bound in _bounds)
        {
            copy._bounds.Add(bound.Key, bound.Value);
        }

        return copy;
    }

    /// <summary>Lets the last element of a simplex take the place of one of its coordinates.</summary>
    public void ExchangeForRest(SimplexGroup simplex, int dependent)
    {
        var count = _generators[0].VariableCount;
        var value = simplex.Coordinates.Aggregate(Polynomial.Constant(count, 1), (rest, c) => rest - Polynomial.Variable(count, c));
        _generators = [.. _generators.Select(g => g.Substitute(dependent, value))];
    }

    /// <summary>Puts an end of a variable's range at 0 of its chart.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="end">The end.</param>
    /// <param name="isUpper">Which end it is.</param>
    /// <param name="exponent">How the prior behaves there.</param>
    /// <param name="isLinear">Whether K is linear in the distance, so that its square root is a generator.</param>
    public Chart Bound(int variable, Rational end, bool isUpper, EndExponent exponent, bool isLinear = false)
    {
        var k = exponent.Power ?? 0;
        var power = (int)k.Denominator * (isLinear ? 2 : 1);
        _bounds.Add(variable, new Change(end, isUpper, power, (int)((power * (k + 1)) - 1).Numerator, isLinear));
        return this;
    }

    /// <summary>The problem at a point that lies on all bounds.</summary>
    public IdealProblem Local(IReadOnlyList<Rational> centre) => Problem(
        [.. variables.Select(v => IsBound(v) ? Rational.Zero : centre[v])],
        [.. variables.Select(v => IsBound(v) ? (Rational.Zero, Rational.One) : (centre[v] - 1, centre[v] + 1))]);

    /// <summary>The problem over the whole space, with unbounded variables counted from a point.</summary>
    public IdealProblem Global(IReadOnlyList<Rational>? origin)
    {
        if (origin is not null)
        {
            foreach (var v in variables.Where(v => !IsBound(v) && origin[v].Sign != 0))
            {
                var shifted = Polynomial.Variable(_generators[0].VariableCount, v) + Polynomial.Constant(_generators[0].VariableCount, origin[v]);
                _generators = [.. _generators.Select(g => g.Substitute(v, shifted))];
            }
        }

        return Problem(null, null);
    }

    private IdealProblem Problem(IReadOnlyList<Rational>? centre, IReadOnlyList<(Rational, Rational)>? domain)
    {
        var count = _generators[0].VariableCount;
        var changed = _generators;
        foreach (var bound in _bounds)
        {
            var change = bound.Value;
            var distance = Polynomial.Variable(count, bound.Key).Pow(change.Power) * (change.IsUpper ? -1 : (Rational)1);
            changed = [.. changed.Select(g => g.Substitute(bound.Key, Polynomial.Constant(count, change.End) + distance))];
            if (change.IsLinear)
            {
                changed = [.. changed, Polynomial.Variable(count, bound.Key).Pow(change.Power / 2)];
            }
        }

        var prior = Polynomial.Term(1, [.. variables.Select(v => _bounds.TryGetValue(v, out var b) ? b.Density : 0)]);
        return IdealProblem.Create([.. variables.Select(v => names[v])], [.. changed.Select(Project)], centre, domain, prior);
    }

    private Polynomial Project(Polynomial polynomial)
    {
        var result = Polynomial.Constant(variables.Count, 0);
        foreach (var (exponents, coefficient) in polynomial.Terms)
        {
            result += Polynomial.Term(coefficient, [.. variables.Select(v => exponents[v])]);
        }

        return result;
    }

    private sealed record Change(Rational End, bool IsUpper, int Power, int Density, bool IsLinear);
}
