using static SltDsl.Algebra.CertificateException;

namespace SltDsl.Algebra;

/// <summary>Replays proofs from a stratum down to its leaves and returns the bounds that follow.</summary>
internal sealed class ProofReplay(Lemmas lemmas)
{
    private readonly LemmaCheck _lemmas = new(lemmas);
    private readonly Dictionary<Proof, Stratum> _verified = new(ReferenceComparer.Instance);

    /// <summary>How many strata were visited.</summary>
    public int Strata { get; private set; }

    /// <summary>The bounds that a proof establishes for a stratum.</summary>
    public Bounds Verify(Proof proof, Stratum stratum)
    {
        Strata++;
        Require(stratum.Tail.Count == 0 || proof is Rewritten or Unfinished or UnitIdeal or NewtonBounds or Blowup or Cut, "a step does not allow for a tail");
        var before = stratum.With(stratum.Generators);
        var bounds = proof switch
        {
            Rewritten rewritten => Replay(rewritten, stratum),
            UnitIdeal unit => Replay(unit, stratum),
            ZeroIdeal => Zero(stratum),
            AbsentCoordinates absent => Replay(absent, stratum),
            SeparateVariables separate => Replay(separate, stratum),
            NewtonBounds newton => new PolyhedronCheck(stratum, _lemmas).Verify(newton),
            Blowup blowup => Replay(blowup, stratum),
            Cut cut => Replay(cut, stratum),
            Reused reused => Replay(reused, stratum),
            Unfinished => Unfinished.Nothing,
            _ => throw new CertificateException("a step of an unknown kind"),
        };
        Require(bounds.Proves(proof.Claim), $"the claim of a {proof.GetType().Name} step does not follow");
        _verified[proof] = before;
        return proof.Claim;
    }

    private Bounds Replay(Rewritten proof, Stratum stratum)
    {
        var moves = new MoveReplay(stratum, _lemmas);
        var regular = 0;
        foreach (var move in proof.Moves)
        {
            moves.Apply(move);
            regular += move is RegularSplit ? 1 : 0;
        }

        return Verify(proof.Rest, stratum).Shift(regular);
    }

    private Bounds Replay(UnitIdeal proof, Stratum stratum)
    {
        Require(stratum.Tail.All(tail => !tail.IsOne), "a tail may undo what is invertible");
        Require(stratum.Generators.Contains(proof.Generator), "the invertible generator is not one of the ideal");
        Require(_lemmas.IsUnit(stratum.ConstantPart(proof.Generator), stratum), "the generator is not invertible");
        return stratum.Known(stratum.MonomialKey());
    }

    private static Bounds Zero(Stratum stratum)
    {
        Require(stratum.Generators.Count == 0, "there are generators left");
        return stratum.Known(Key.Zero);
    }

    private Bounds Replay(AbsentCoordinates proof, Stratum stratum)
    {
        var alone = Key.Infinity;
        foreach (var i in stratum.Zeros.Where(i => !stratum.Generators.Any(f => f.Contains(i))).ToList())
        {
            alone = stratum.Orders[i] == 0 ? alone : Key.Product(alone, new Key(new Rational(stratum.Priors[i] + 1, stratum.Orders[i]), 1));
            stratum.Orders[i] = 0;
            stratum.Kinds[i] = SlotKind.Dropped;
        }

        var real = stratum.IsReal;
        var rest = Verify(proof.Rest, stratum);
        return !alone.IsFinite ? rest : new Bounds(Key.Product(rest.Lower, alone), real ? Key.Product(rest.Upper, alone) : Key.Infinity);
    }

    private Bounds Replay(SeparateVariables proof, Stratum stratum)
    {
        Require(!stratum.HasOrders, "the sum rule needs an ideal without an extracted monomial");
        Require(proof.Parts.Sum(part => part.Generators.Count) == stratum.Generators.Count
            && stratum.Generators.SetEquals(proof.Parts.SelectMany(part => part.Generators)), "the parts are not the generators");
        var variables = proof.Parts.Select(part => Enumerable.Range(0, stratum.Count).Where(i => part.Generators.Any(f => f.Contains(i))).ToList()).ToList();
        Require(variables.SelectMany(v => v).Distinct().Count() == variables.Sum(v => v.Count), "two parts share a variable");
        var conditions = stratum.Nonzero.Concat(stratum.Relations.Select(r => r.Equation));
        Require(conditions.All(p => variables.Count(v => v.Any(p.Contains)) <= 1), "a condition links two parts");
        var bounds = proof.Parts.Select(part => Verify(part.Proof, stratum.With(part.Generators)));
        return bounds.Aggregate((sum, part) => new Bounds(Key.Sum(sum.Lower, part.Lower), Key.Sum(sum.Upper, part.Upper)));
    }

    private Bounds Replay(Blowup proof, Stratum stratum)
    {
        var upper = stratum.IsReal ? new PolyhedronCheck(stratum, _lemmas).Upper(proof.UpperWeight) : Key.Infinity;
        var charts = new ChartReplay(stratum, proof.Weights);
        var bounds = new Bounds(proof.IsComplete ? charts.Covered(proof.Charts) : Key.Infinity, upper);
        foreach (var chart in proof.Charts)
        {
            bounds = Bounds.Min(bounds, Verify(chart.Proof, charts.Chart(chart)));
        }

        return !proof.IsComplete ? bounds with { Lower = _lemmas.CrudeLower(stratum) }
            : bounds.IsExact ? bounds : bounds.OrAtLeast(_lemmas.CrudeLower(stratum));
    }

    private Bounds Replay(Cut proof, Stratum stratum)
    {
        var bounds = Bounds.Infinity;
        var zeros = new ZeroSetReplay(_lemmas, Verify);
        foreach (var cut in proof.Cuts)
        {
            Require(stratum.IsParametric(cut.Factor), "a cut uses a coordinate");
            var part = cut.Zeros is null ? Unfinished.Nothing : zeros.Verify(stratum, cut.Factor, cut.Zeros);
            bounds = Bounds.Min(bounds, part.IsExact ? part : part.OrAtLeast(_lemmas.CrudeLower(stratum)));
            stratum = stratum.With(stratum.Generators);
            stratum.IsReal &= _lemmas.IsGenericallyNonzero(cut.Factor, stratum);
            stratum.Nonzero.Add(cut.Factor);
        }

        return Bounds.Min(bounds, Verify(proof.Rest, stratum));
    }

    private Bounds Replay(Reused proof, Stratum stratum)
    {
        Require(_verified.TryGetValue(proof.Original, out var original), "a step refers to one that was not checked before");
        Require(Renamed.IsSame(original!, stratum, proof.Renaming), "a step refers to another stratum");
        return proof.Original.Claim;
    }

    private sealed class ReferenceComparer : IEqualityComparer<Proof>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Proof? left, Proof? right) => ReferenceEquals(left, right);

        public int GetHashCode(Proof proof) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(proof);
    }
}
