using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>Generators made simpler in the same coordinates, keeping the threshold exactly: units, integral closure, reduction.</summary>
internal sealed class GeneratorMoves(Units units, Effort effort)
{
    /// <summary>Drops invertible factors of generators.</summary>
    public bool DropUnitFactors(Germ germ)
    {
        var result = new List<Polynomial>();
        var changed = false;
        foreach (var generator in germ.Generators)
        {
            var dropped = generator.TermCount is > 1 and <= 300 ? WithoutUnits(generator, germ) : null;
            if (dropped is not null)
            {
                germ.Moves.Add(dropped);
                changed = true;
            }

            result.Add(dropped?.Kept ?? generator);
        }

        germ.Generators = result.Distinct().ToList();
        return changed;
    }

    /// <summary>Drops terms and monomial generators in the integral closure of the (other) monomial generators.</summary>
    public bool DropClosure(Germ germ)
    {
        var slots = germ.ZeroSlots;
        var monomials = germ.Generators.Where(f => f.TermCount == 1).Select(f => germ.Point(f.Monomials[0], slots)).ToList();
        if (monomials.Count == 0)
        {
            return false;
        }

        var needed = NewtonPolyhedron.Minimal(monomials);
        foreach (var point in needed.Count > 2 ? needed.ToArray() : [])
        {
            var others = needed.Where(other => other != point).ToList();
            needed = NewtonPolyhedron.Contains(point, others) ? others : needed;
        }

        effort.Spend(10L * needed.Count * needed.Count);
        var kept = needed.ConvertAll(point => ToMonomial(point, slots, germ.Count));
        var combinations = new Dictionary<Monomial, Rational[]?>();
        bool IsInside(Monomial monomial)
        {
            var zero = germ.ZeroPart(monomial);
            if (!combinations.TryGetValue(zero, out var known))
            {
                effort.Spend(20);
                known = combinations[zero] = NewtonPolyhedron.Combination(germ.Point(monomial, slots), needed);
            }

            return known is not null;
        }

        var result = kept.ConvertAll(monomial => Polynomial.Term(BigInteger.One, monomial));
        result.AddRange(germ.Generators.Where(f => f.TermCount > 1).Select(f => germ.Strip(f.Where(m => !IsInside(m)))).Where(f => !f.IsZero));
        result = result.Distinct().ToList();
        if (result.Count == germ.Generators.Count && !result.Except(germ.Generators).Any())
        {
            germ.Generators = result;
            return false;
        }

        foreach (var monomial in germ.Generators.Where(f => f.TermCount == 1))
        {
            IsInside(monomial.Monomials[0]);
        }

        germ.Moves.Add(new ClosureDropped(kept, combinations.Where(pair => pair.Value is not null).ToDictionary(pair => pair.Key, pair => pair.Value!)));
        germ.Generators = result;
        return true;
    }

    private static Monomial ToMonomial(int[] point, int[] slots, int count)
    {
        var exponents = new int[count];
        for (var i = 0; i < slots.Length; i++)
        {
            exponents[slots[i]] = point[i];
        }

        return new Monomial(exponents);
    }

    /// <summary>Subtracts multiples of one generator from another while the number of terms falls.</summary>
    public bool Reduce(Germ germ)
    {
        var generators = germ.Generators.Distinct().OrderBy(f => f.TermCount).ToList();
        var changed = false;
        for (var target = 0; target < generators.Count; target++)
        {
            for (var round = 0; round < 20 && generators[target].TermCount > 1; round++)
            {
                var shorter = generators.Where((g, j) => j != target).Select(g => Shorter(generators[target], g)).FirstOrDefault(f => f is not null);
                if (shorter is null)
                {
                    break;
                }

                var difference = germ.Strip(shorter.Target - (shorter.Other.Times(shorter.Shift) * shorter.Scale));
                generators[target] = generators.Contains(difference) ? Polynomial.Constant(germ.Count, 0) : difference;
                germ.Moves.Add(shorter);
                changed = true;
            }
        }

        germ.Generators = generators.Where(f => !f.IsZero).Distinct().ToList();
        return changed;
    }

    private UnitsDropped? WithoutUnits(Polynomial generator, Germ germ)
    {
        effort.Spend((long)generator.TermCount * generator.TermCount);
        var factors = units.Factorisation.Of(generator);
        var dropped = factors.Where(f => units.IsInvertible(f.Factor, germ)).ToList();
        return dropped.Count == 0 ? null : new UnitsDropped(
            generator,
            factors.Except(dropped).Aggregate(Polynomial.Constant(germ.Count, 1), (product, f) => product * f.Factor.Pow(f.Power)).Primitive(),
            dropped);
    }

    /// <summary>The multiple of another generator whose subtraction leaves the fewest terms, if they become fewer.</summary>
    private Subtracted? Shorter(Polynomial target, Polynomial other)
    {
        if (other.TermCount < 2 || other.TermCount > target.TermCount + 1 || other.TermCount * target.TermCount > 900)
        {
            return null;
        }

        effort.Spend(other.TermCount * target.TermCount);
        var matches = new Dictionary<Monomial, List<Rational>>();
        for (var i = 0; i < target.TermCount; i++)
        {
            for (var j = 0; j < other.TermCount; j++)
            {
                if (other.Monomials[j].Divides(target.Monomials[i]))
                {
                    var shift = target.Monomials[i] / other.Monomials[j];
                    if (!matches.TryGetValue(shift, out var scales))
                    {
                        matches[shift] = scales = [];
                    }

                    scales.Add(new Rational(target.Coefficients[i], other.Coefficients[j]));
                }
            }
        }

        // A multiple adds the terms of the other without a partner and removes those of equal scale.
        var best = matches.Where(match => 2 * match.Value.Count > other.TermCount)
            .SelectMany(match => match.Value.GroupBy(scale => scale).Select(group => (Shift: match.Key, Scale: group.Key, Gain: match.Value.Count + group.Count() - other.TermCount)))
            .Where(multiple => multiple.Gain > 0)
            .OrderByDescending(multiple => multiple.Gain).ThenByDescending(multiple => multiple.Shift).FirstOrDefault();
        return best.Gain > 0 ? new Subtracted(target, other, best.Shift, best.Scale) : null;
    }
}
