using static SltDsl.Algebra.CertificateException;

namespace SltDsl.Algebra;

/// <summary>Applies moves to a stratum and confirms that each keeps the key.</summary>
internal sealed class MoveReplay(Stratum stratum, LemmaCheck lemmas)
{
    public void Apply(Move move)
    {
        Require(stratum.Tail.Count == 0 || move is Normalised or TailDropped or SmoothUpToTail, "a move does not allow for a tail");
        switch (move)
        {
            case Normalised: Normalise(); break;
            case UnitsDropped dropped: DropUnits(dropped); break;
            case ClosureDropped dropped: DropClosure(dropped); break;
            case Subtracted subtracted: Subtract(subtracted); break;
            case Eliminated eliminated: Eliminate(eliminated); break;
            case RegularSplit split: SplitRegular(split.Slot); break;
            case CoordinateReplaced replaced: ReplaceCoordinate(replaced); break;
            case PowersReplaced replaced: ReplacePowers(replaced); break;
            case Translated translated: Translate(translated); break;
            case SeriesReplaced replaced: ReplaceBySeries(replaced); break;
            case TailDropped dropped: DropTail(dropped); break;
            case SmoothUpToTail smooth: DropTail(smooth.Slot); break;
            default: throw new CertificateException("a move of an unknown kind");
        }
    }

    private void Normalise()
    {
        stratum.Replace(stratum.Generators.Select(stratum.Strip));
        if (stratum.Generators.Count == 0)
        {
            return;
        }

        var contents = stratum.Generators.Select(f => f.MonomialContent()).ToList();
        var common = new int[stratum.Count];
        foreach (var i in stratum.Zeros)
        {
            common[i] = contents.Concat(stratum.Tail).Min(content => content[i]);
            stratum.Orders[i] += common[i];
        }

        stratum.Tail = stratum.Tail.ConvertAll(m => m / new Monomial(common));
        stratum.Replace(stratum.Generators.Select(f => f.DividedBy(new Monomial(common))));
    }

    private void DropUnits(UnitsDropped move)
    {
        RequireGenerator(move.Generator);
        foreach (var (factor, _) in move.Units)
        {
            Require(lemmas.IsUnit(stratum.ConstantPart(factor), stratum), "a dropped factor is not invertible");
        }

        var product = move.Units.Aggregate(move.Kept, (p, unit) => p * unit.Factor.Pow(unit.Power));
        Require(product.Primitive().Equals(move.Generator.Primitive()), "the kept and the dropped factors do not multiply to the generator");
        stratum.Generators.Remove(move.Generator);
        stratum.Generators.Add(move.Kept);
    }

    private void DropClosure(ClosureDropped move)
    {
        var monomials = new HashSet<Monomial>(stratum.Generators.Where(f => f.TermCount == 1).Select(f => stratum.ZeroPart(f.Monomials[0])));
        Require(move.Kept.All(monomials.Contains), "a kept monomial is not a generator");
        foreach (var pair in move.Witnesses)
        {
            RequireInClosure(pair.Key, pair.Value, move.Kept);
        }

        Require(monomials.All(m => move.Witnesses.ContainsKey(m) || move.Kept.Contains(m)), "a monomial generator was dropped without a witness");
        var rest = stratum.Generators.Where(f => f.TermCount > 1)
            .Select(f => stratum.Strip(f.Where(m => !move.Witnesses.ContainsKey(stratum.ZeroPart(m)))));
        stratum.Replace(move.Kept.Select(m => Polynomial.Term(System.Numerics.BigInteger.One, m)).Concat(rest.ToList()));
    }

    private static void RequireInClosure(Monomial monomial, Rational[] multipliers, IReadOnlyList<Monomial> kept)
    {
        Require(multipliers.Length == kept.Count && multipliers.All(y => y.Sign >= 0), "a witness of integral closure has the wrong form");
        Require(multipliers.Aggregate(Rational.Zero, (sum, y) => sum + y) >= 1, "a witness of integral closure sums to less than one");
        for (var i = 0; i < monomial.Count; i++)
        {
            var used = Rational.Zero;
            for (var j = 0; j < kept.Count; j++)
            {
                used += multipliers[j] * kept[j][i];
            }

            Require(used <= monomial[i], "a dropped monomial is not in the integral closure");
        }
    }

    private void Subtract(Subtracted move)
    {
        RequireGenerator(move.Target);
        RequireGenerator(move.Other);
        Require(!move.Target.Equals(move.Other), "a generator is subtracted from itself");
        Require(Enumerable.Range(0, stratum.Count).All(i => move.Shift[i] >= 0), "a multiplier is not a polynomial");
        var difference = stratum.Strip(move.Target - (move.Other.Times(move.Shift) * move.Scale));
        stratum.Replace(stratum.Generators.Where(f => !f.Equals(move.Target)).Append(difference).ToList());
    }

    private void Eliminate(Eliminated move)
    {
        RequireGenerator(move.Generator);
        var (slope, offset) = Linear(move.Generator, move.Slot);
        var others = stratum.Generators.Where(f => !f.Equals(move.Generator))
            .Select(f => stratum.Strip(f.Contains(move.Slot) ? f.SubstituteFraction(move.Slot, -offset, slope) : f));
        stratum.Replace(others.Append(Polynomial.Variable(stratum.Count, move.Slot)).ToList());
    }

    private void SplitRegular(int slot)
    {
        var coordinate = Polynomial.Variable(stratum.Count, slot);
        RequireGenerator(coordinate);
        Require(stratum.IsFree(slot) && !stratum.HasOrders, "a coordinate cannot be split off under an extracted monomial or a density");
        stratum.Replace(stratum.Generators.Where(f => !f.Equals(coordinate)).Select(f => f.Where(m => m[slot] == 0)).ToList());
        stratum.Kinds[slot] = SlotKind.Dropped;
    }

    private void ReplaceCoordinate(CoordinateReplaced move)
    {
        var (slope, offset) = Linear(move.Coordinate, move.Slot);
        Require(stratum.ConstantPart(offset).IsZero, "a new coordinate does not vanish on the stratum");
        var numerator = Polynomial.Variable(stratum.Count, move.Slot) - offset;
        stratum.Replace(stratum.Generators.Select(f => stratum.Strip(WithoutFactor(f.Contains(move.Slot) ? f.SubstituteFraction(move.Slot, numerator, slope) : f, slope))).ToList());
    }

    private void ReplacePowers(PowersReplaced move)
    {
        Require(stratum.IsFree(move.Slot), "a coordinate with an order or a density is replaced");
        var parts = move.Coordinate.CoefficientsIn(move.Slot);
        Require(stratum.ConstantPart(move.Coordinate).IsZero && parts.Length > 1 && lemmas.IsUnit(stratum.ConstantPart(parts[1]), stratum), "a new coordinate is not smooth");
        var powers = stratum.Generators.Select(f =>
        {
            var (rest, power) = (f, 0);
            while (rest.Contains(move.Slot) && Divisibility.Quotient(rest, move.Coordinate) is { } quotient)
            {
                (rest, power) = (quotient, power + 1);
            }

            Require(!rest.Contains(move.Slot), "a generator is not a power of the new coordinate");
            return stratum.Strip(rest.Times(Monomial.One(stratum.Count).With(move.Slot, power)));
        });
        stratum.Replace(powers.ToList());
    }

    private void Translate(Translated move)
    {
        Require(stratum.IsFree(move.Slot), "a coordinate with an order or a density is translated");
        Require(stratum.IsParametric(move.Slope) && lemmas.IsUnit(move.Slope, stratum), "the slope of a translation is not invertible");
        Require(!move.Offset.Contains(move.Slot) && stratum.ConstantPart(move.Offset).IsZero, "a translation moves the stratum");
        var numerator = (move.Slope * Polynomial.Variable(stratum.Count, move.Slot)) - move.Offset;
        stratum.Replace(stratum.Generators.Select(f => stratum.Strip(f.Contains(move.Slot) ? f.SubstituteFraction(move.Slot, numerator, move.Slope) : f)).ToList());
    }

    private void ReplaceBySeries(SeriesReplaced move)
    {
        Require(stratum.IsFree(move.Slot), "a coordinate with an order or a density is replaced");
        var parts = move.Coordinate.CoefficientsIn(move.Slot);
        Require(stratum.ConstantPart(move.Coordinate).IsZero && parts.Length > 1 && lemmas.IsUnit(stratum.ConstantPart(parts[1]), stratum), "a new coordinate is not smooth");
        var degree = move.Coordinate.DegreeIn(move.Variable);
        Require(degree > 0 && move.Coordinate.CoefficientsIn(move.Variable)[degree].IsConstant, "an expansion by powers does not end");
        Require(stratum.ConstantPart(move.Series).IsZero, "a series does not start at the stratum");
        var (generators, tail) = ImplicitSeries.Replace(stratum.Generators, move, stratum.Relations, stratum.ZeroPart);
        stratum.IsPrincipalUpToTail = stratum.Generators.Count == 1;
        stratum.Replace(generators.ConvertAll(stratum.Strip));
        stratum.Tail = tail;
    }

    private void DropTail(TailDropped move)
    {
        var kept = stratum.Generators.Where(f => f.TermCount == 1).Select(f => stratum.ZeroPart(f.Monomials[0])).ToList();
        Require(move.Kept.All(kept.Contains), "a kept monomial is not a generator");
        foreach (var (tail, slot, multipliers) in move.Dropped)
        {
            Require(tail[slot] > 0 && stratum.Kinds[slot] == SlotKind.Zero, "a tail does not vanish beside the closure");
            RequireInClosure(tail.With(slot, tail[slot] - 1), multipliers, move.Kept);
        }

        stratum.Tail = stratum.Tail.Where(tail => !move.Dropped.Any(d => d.Tail.Equals(tail))).ToList();
    }

    private void DropTail(int slot)
    {
        Require(stratum.IsPrincipalUpToTail && stratum.Generators.Count == 1, "a tail may be a generator of its own");
        var generator = stratum.Generators.Single();
        var coordinate = Monomial.One(stratum.Count).With(slot, 1);
        Require(stratum.IsFree(slot) && stratum.ConstantPart(generator).IsZero, "a coordinate with an order or a density is replaced");
        var slope = generator.Where(m => stratum.ZeroPart(m).Equals(coordinate));
        Require(!slope.IsZero && lemmas.IsUnit(slope.DividedBy(coordinate), stratum), "a generator is not smooth");
        Require(stratum.Tail.All(tail => !tail.IsOne && !tail.Equals(coordinate)), "a tail may undo what is smooth");
        stratum.Replace([Polynomial.Variable(stratum.Count, slot)]);
        stratum.Tail = [];
    }

    /// <summary>q and g of q z + g, with invertible q and free z.</summary>
    private (Polynomial Slope, Polynomial Offset) Linear(Polynomial polynomial, int slot)
    {
        Require(stratum.IsFree(slot), "a coordinate with an order or a density is replaced");
        var parts = polynomial.CoefficientsIn(slot);
        Require(parts.Length == 2 && lemmas.IsUnit(stratum.ConstantPart(parts[1]), stratum), "a polynomial cannot be solved for its coordinate");
        return (parts[1], parts[0]);
    }

    private static Polynomial WithoutFactor(Polynomial polynomial, Polynomial unit)
    {
        while (unit.TermCount > 1 && !polynomial.IsZero && Divisibility.Quotient(polynomial, unit) is { } quotient)
        {
            polynomial = quotient;
        }

        return polynomial;
    }

    private void RequireGenerator(Polynomial polynomial) =>
        Require(stratum.Generators.Contains(polynomial), "a move names a polynomial that is not a generator");
}
