namespace SltDsl.Algebra;

/// <summary>Equality of strata up to the names of variables.</summary>
internal static class Renamed
{
    /// <summary>Whether the second is the first with slot i called renaming[i]; slots called −1 must not matter.</summary>
    public static bool IsSame(Stratum first, Stratum second, int[] renaming)
    {
        var used = Enumerable.Range(0, first.Count).Where(i => renaming[i] >= 0).ToList();
        var images = new HashSet<int>(used.Select(i => renaming[i]));
        return renaming.Length == first.Count && first.Count == second.Count && images.Count == used.Count
            && first.IsReal == second.IsReal && first.Tail.Count == 0 && second.Tail.Count == 0
            && used.All(i => first.Kinds[i] == second.Kinds[renaming[i]] && first.Orders[i] == second.Orders[renaming[i]] && first.Priors[i] == second.Priors[renaming[i]])
            && IsIdle(first, i => renaming[i] >= 0) && IsIdle(second, images.Contains)
            && second.Generators.SetEquals(first.Generators.Select(f => Rename(f, renaming)))
            && second.Nonzero.SetEquals(first.Nonzero.Select(f => Rename(f, renaming)))
            && new HashSet<AlgebraicRelation>(second.Relations).SetEquals(first.Relations.Select(r => new AlgebraicRelation(renaming[r.Slot], Rename(r.Equation, renaming))));
    }

    /// <summary>Whether the slots outside a set are dropped and occur nowhere.</summary>
    private static bool IsIdle(Stratum stratum, Func<int, bool> isUsed) => Enumerable.Range(0, stratum.Count).All(i => isUsed(i)
        || (stratum.Kinds[i] == SlotKind.Dropped && !stratum.Generators.Any(f => f.Contains(i)) && !stratum.Nonzero.Any(f => f.Contains(i)) && !stratum.Relations.Any(r => r.Equation.Contains(i))));

    private static Polynomial Rename(Polynomial polynomial, int[] renaming) => polynomial.Map((monomial, coefficient) =>
    {
        var exponents = new int[monomial.Count];
        for (var i = 0; i < exponents.Length; i++)
        {
            if (monomial[i] > 0)
            {
                exponents[renaming[i]] = monomial[i];
            }
        }

        return (new Monomial(exponents), coefficient);
    });
}
