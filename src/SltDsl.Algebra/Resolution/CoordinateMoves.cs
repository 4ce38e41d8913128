namespace SltDsl.Algebra;

/// <summary>Polynomials taken as coordinates, keeping the threshold exactly: elimination, splitting, changes of coordinates.</summary>
internal sealed class CoordinateMoves(Units units, Effort effort)
{
    private const int MostTerms = 4_000;

    /// <summary>A generator q z_i + g with invertible q and free z_i becomes the coordinate z_i.</summary>
    public bool Eliminate(Germ germ)
    {
        var best = (Cost: double.MaxValue, Generator: -1, Slot: -1, Slope: germ.Generators[0], Offset: germ.Generators[0]);
        for (var j = 0; j < germ.Generators.Count; j++)
        {
            foreach (var i in germ.Generators[j].TermCount > 1 ? germ.ZeroSlots : [])
            {
                if (!germ.IsFree(i) || germ.Generators[j].DegreeIn(i) != 1)
                {
                    continue;
                }

                var parts = germ.Generators[j].CoefficientsIn(i);
                var cost = (3.0 * (parts[1].TermCount - 1)) + parts[0].TermCount
                    + (0.1 * germ.Generators.Where((h, t) => t != j && h.Contains(i)).Sum(h => h.TermCount));
                if (cost < best.Cost && units.IsInvertible(parts[1], germ))
                {
                    best = (cost, j, i, parts[1], parts[0]);
                }
            }
        }

        if (best.Generator < 0)
        {
            return false;
        }

        var others = germ.Generators.Where((_, j) => j != best.Generator).ToList();
        if (Substituted(others, best.Slot, -best.Offset, best.Slope, MostTerms) is not { } substituted)
        {
            return false;
        }

        germ.Moves.Add(new Eliminated(germ.Generators[best.Generator], best.Slot));
        germ.Generators = [Polynomial.Variable(germ.Count, best.Slot), .. substituted.Select(germ.Strip).Where(f => !f.IsZero).Distinct()];
        return true;
    }

    /// <summary>Splits off coordinates that are generators; returns their number. Needs an ideal without extracted monomial.</summary>
    public static int SplitRegular(Germ germ)
    {
        var count = 0;
        foreach (var i in germ.HasOrders ? [] : germ.ZeroSlots)
        {
            var coordinate = Polynomial.Variable(germ.Count, i);
            if (germ.Priors[i] == 0 && germ.Generators.Contains(coordinate))
            {
                germ.Generators = germ.Generators.Where(f => !f.Equals(coordinate)).Select(f => f.Where(m => m[i] == 0)).Where(f => !f.IsZero).Distinct().ToList();
                germ.Kinds[i] = SlotKind.Dropped;
                germ.Moves.Add(new RegularSplit(i));
                count++;
            }
        }

        return count;
    }

    /// <summary>An irreducible factor q z_i + g with invertible q becomes the coordinate z_i when the number of terms falls.</summary>
    public bool ChangeCoordinate(Germ germ)
    {
        var fewest = germ.Generators.Sum(f => f.TermCount);
        List<Polynomial>? best = null;
        CoordinateReplaced? move = null;
        foreach (var factor in germ.Generators.Where(f => f.TermCount is > 1 and <= 200)
            .SelectMany(f => units.Factorisation.Of(f)).Select(f => f.Factor).Where(f => f.TermCount > 1).Distinct())
        {
            foreach (var i in germ.ZeroSlots.Where(i => germ.IsFree(i) && factor.DegreeIn(i) == 1))
            {
                var parts = factor.CoefficientsIn(i);
                if (!germ.ConstantPart(parts[0]).IsZero || parts[0].IsZero || !units.IsInvertible(parts[1], germ))
                {
                    continue;
                }

                var numerator = Polynomial.Variable(germ.Count, i) - parts[0];
                var substituted = Substituted(germ.Generators, i, numerator, parts[1], (4 * fewest) + 100);
                if (effort.IsSpent)
                {
                    return false;
                }

                if (substituted?.ConvertAll(f => germ.Strip(WithoutFactor(f, parts[1]))) is { } changed && changed.Sum(f => f.TermCount) is var terms && terms < fewest)
                {
                    (fewest, best, move) = (terms, changed, new CoordinateReplaced(factor, i));
                }
            }
        }

        if (best is null || move is null)
        {
            return false;
        }

        germ.Generators = best.Distinct().ToList();
        germ.Moves.Add(move);
        return true;
    }

    /// <summary>
    /// A generator p smooth but nonlinear in a free z_i: z_i becomes p when all generators are free of z_i but for powers of p; otherwise
    /// z_i is shifted by the part free of it, an automorphism, a few times.
    /// </summary>
    public bool Straighten(Germ germ)
    {
        var candidates = new List<(Polynomial Factor, bool IsGenerator, int Slot, Polynomial[] Parts)>();
        foreach (var generator in germ.Generators.Where(f => f.TermCount is > 1 and <= 400))
        {
            foreach (var (factor, _) in units.Factorisation.Of(generator))
            {
                foreach (var i in germ.ZeroSlots.Where(i => germ.IsFree(i) && factor.DegreeIn(i) > 1))
                {
                    var parts = factor.CoefficientsIn(i);
                    if (germ.ConstantPart(factor).IsZero && units.IsInvertible(parts[1], germ))
                    {
                        candidates.Add((factor, factor.Equals(generator), i, parts));
                    }
                }
            }
        }

        foreach (var (factor, _, slot, _) in candidates)
        {
            var powers = germ.Generators.ConvertAll(f => AsPower(f, factor, slot));
            if (powers.All(f => f is not null) && !powers.SequenceEqual(germ.Generators))
            {
                germ.Generators = powers.Select(f => germ.Strip(f!)).Distinct().ToList();
                germ.Moves.Add(new PowersReplaced(factor, slot));
                return true;
            }
        }

        foreach (var (_, isGenerator, slot, parts) in candidates)
        {
            if (!isGenerator || germ.Shifts >= 4 || parts[0].IsZero)
            {
                continue;
            }

            var slope = germ.ConstantPart(parts[1]);
            var numerator = (slope * Polynomial.Variable(germ.Count, slot)) - parts[0];
            var most = (2 * germ.Generators.Sum(f => f.TermCount)) + 20;
            var shifted = Substituted(germ.Generators, slot, numerator, slope, most);
            if (shifted is not null && shifted.Sum(f => f.TermCount) <= most)
            {
                germ.Generators = shifted.Select(germ.Strip).Where(f => !f.IsZero).Distinct().ToList();
                germ.Moves.Add(new Translated(slot, slope, parts[0]));
                germ.Shifts++;
                return true;
            }
        }

        return false;
    }

    /// <summary>The generators with a coordinate replaced by a fraction, or null when one has more terms than a limit.</summary>
    private List<Polynomial>? Substituted(List<Polynomial> generators, int slot, Polynomial numerator, Polynomial denominator, int limit)
    {
        var result = new List<Polynomial>(generators.Count);
        foreach (var generator in generators)
        {
            var image = generator.Contains(slot) ? generator.TrySubstituteFraction(slot, numerator, denominator, limit) : generator;
            effort.Spend(image is null ? limit : generator.Contains(slot) ? image.TermCount * (long)(numerator.TermCount + denominator.TermCount) : 1);
            if (image is null)
            {
                return null;
            }

            result.Add(image);
        }

        return result;
    }

    private static Polynomial? AsPower(Polynomial polynomial, Polynomial factor, int slot)
    {
        var (rest, power) = (polynomial, 0);
        while (rest.Contains(slot) && Divisibility.Quotient(rest, factor) is { } quotient)
        {
            (rest, power) = (quotient, power + 1);
        }

        return rest.Contains(slot) ? null : rest.Times(Monomial.One(rest.VariableCount).With(slot, power));
    }

    private static Polynomial WithoutFactor(Polynomial polynomial, Polynomial unit)
    {
        while (unit.TermCount > 1 && !polynomial.IsZero && Divisibility.Quotient(polynomial, unit) is { } quotient)
        {
            polynomial = quotient;
        }

        return polynomial;
    }
}
