namespace SltDsl.Algebra.Tests;

/// <summary>All certificates that differ from a valid one in one place and must not be accepted.</summary>
internal static class Tampering
{
    public static IEnumerable<(string What, ProblemProof Proof)> Variants(LocalProof proof)
    {
        yield return ("another point", proof with { Point = proof.Point.Select(x => x + 1).ToArray() });
        foreach (var (what, changed) in Variants(proof.Proof))
        {
            yield return (what, proof with { Proof = changed });
        }
    }

    private static IEnumerable<(string What, Proof Proof)> Variants(Proof proof)
    {
        yield return ("a greater claim", Claiming(proof, new Bounds(new Key(proof.Claim.Lower.Threshold + 1, 1), proof.Claim.Upper)));
        var here = proof switch
        {
            Rewritten rewritten => Variants(rewritten),
            Blowup blowup => Variants(blowup),
            Cut cut => Variants(cut),
            NewtonBounds newton => Variants(newton),
            AbsentCoordinates absent => Variants(absent.Rest).Select(v => (v.What, (Proof)(absent with { Rest = v.Proof }))),
            SeparateVariables separate => separate.Parts.SelectMany((part, i) => Variants(part.Proof).Select(v =>
                (v.What, (Proof)(separate with { Parts = Replaced(separate.Parts, i, part with { Proof = v.Proof }) })))),
            _ => [],
        };
        foreach (var variant in here)
        {
            yield return variant;
        }
    }

    private static Proof Claiming(Proof proof, Bounds claim) => proof with { Claim = claim };

    private static IEnumerable<(string What, Proof Proof)> Variants(Rewritten proof)
    {
        for (var i = 0; i < proof.Moves.Count; i++)
        {
            if (proof.Moves[i] is RegularSplit or Eliminated or CoordinateReplaced or PowersReplaced or Translated or SeriesReplaced or SmoothUpToTail)
            {
                yield return ($"without {proof.Moves[i].GetType().Name}", proof with { Moves = proof.Moves.Where((_, j) => j != i).ToList() });
            }
        }

        for (var i = 0; i < proof.Moves.Count; i++)
        {
            if (proof.Moves[i] is SeriesReplaced series)
            {
                yield return ("a coordinate that moves the stratum", proof with { Moves = Replaced(proof.Moves, i, series with { Series = series.Series + Polynomial.Constant(series.Series.VariableCount, 1) }) });
            }
        }

        foreach (var (what, rest) in Variants(proof.Rest))
        {
            yield return (what, proof with { Rest = rest });
        }
    }

    private static IEnumerable<(string What, Proof Proof)> Variants(Blowup proof)
    {
        for (var i = 0; i < proof.Charts.Count; i++)
        {
            yield return ("a dropped chart", proof with { Charts = proof.Charts.Where((_, j) => j != i).ToList() });
            foreach (var (what, changed) in Variants(proof.Charts[i].Proof))
            {
                yield return (what, proof with { Charts = Replaced(proof.Charts, i, proof.Charts[i] with { Proof = changed }) });
            }
        }

        if (proof.Charts.Count > 0)
        {
            var heavier = (int[])proof.Weights.Clone();
            heavier[Array.FindIndex(heavier, w => w > 0)] += 3;
            yield return ("a changed weight", proof with { Weights = heavier });
        }

        yield return ("a smaller upper weight", proof with { UpperWeight = proof.UpperWeight.Select(w => w / 2).ToArray() });
    }

    private static IEnumerable<(string What, Proof Proof)> Variants(Cut proof)
    {
        for (var i = 0; i < proof.Cuts.Count; i++)
        {
            if (proof.Cuts[i].Zeros is SolvedZeros { Main: { } main } solved)
            {
                yield return ("a dropped branch", proof with { Cuts = Replaced(proof.Cuts, i, proof.Cuts[i] with { Zeros = solved with { Main = null } }) });
                foreach (var (what, changed) in Variants(main.Proof))
                {
                    var leaf = StratumLeaf.Of(changed);
                    yield return (what, proof with { Cuts = Replaced(proof.Cuts, i, proof.Cuts[i] with { Zeros = solved with { Main = leaf } }) });
                }
            }
        }

        for (var i = 0; i < proof.Cuts.Count; i++)
        {
            if (proof.Cuts[i].Zeros is AlgebraicZeros roots)
            {
                Proof With(AlgebraicZeros zeros) => proof with { Cuts = Replaced(proof.Cuts, i, proof.Cuts[i] with { Zeros = zeros }) };
                yield return ("roots without a proof that they are simple", With(roots with { Simplicity = new EmptyByFactors(proof.Cuts[i].Factor, []) }));
                yield return ("roots in another parameter", With(roots with { Slot = roots.Slot + 1 }));
                yield return ("algebraic zeros left out", proof with { Cuts = proof.Cuts.Where((_, j) => j != i).ToList() });
                foreach (var (what, changed) in Variants(roots.Main.Proof))
                {
                    yield return (what, With(roots with { Main = StratumLeaf.Of(changed) }));
                }
            }
        }

        foreach (var (what, rest) in Variants(proof.Rest))
        {
            yield return (what, proof with { Rest = rest });
        }
    }

    private static IEnumerable<(string What, Proof Proof)> Variants(NewtonBounds proof)
    {
        if (proof.Weight is not null)
        {
            yield return ("a smaller weight", proof with { Weight = proof.Weight.Select(w => w / 2).ToArray() });
        }

        if (proof.Multipliers is { Count: > 0 } multipliers)
        {
            yield return ("greater multipliers", proof with { Multipliers = multipliers.Select(p => p with { Multiplier = p.Multiplier * 2 }).ToList() });
        }
    }

    private static List<T> Replaced<T>(IReadOnlyList<T> list, int index, T value)
    {
        var copy = list.ToList();
        copy[index] = value;
        return copy;
    }
}
