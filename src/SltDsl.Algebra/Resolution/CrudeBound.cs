namespace SltDsl.Algebra;

/// <summary>A lower bound that needs no search.</summary>
internal static class CrudeBound
{
    /// <summary>l ≥ 1/ord of any element of the ideal (Kollár 1997, 8.10), and the order is at most the degree.</summary>
    public static Key Of(Germ germ)
    {
        var extracted = germ.ZeroSlots.Sum(i => germ.Orders[i]);
        return new Key(new Rational(1, Math.Max(1, germ.Generators.Min(f => f.Degree) + extracted)), germ.Count);
    }
}
