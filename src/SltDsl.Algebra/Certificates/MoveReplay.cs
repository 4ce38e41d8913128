using static SltDsl.Algebra.CertificateException;

namespace SltDsl.Algebra;

/// <summary>Applies moves to a stratum and confirms that each keeps the key.</summary>
internal sealed class MoveReplay(Stratum stratum, LemmaCheck lemmas)
{
    public void Apply(Move move)
    {
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
            common[i] = contents.Min(content => content[i]);
            stratum.Orders[i] += common[i];
        }

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
