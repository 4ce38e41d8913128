namespace SltDsl.Algebra;

/// <summary>A lower bound that needs no search.</summary>
internal static class CrudeBound
{
    /// <summary>
    /// l ≥ 1/ord of any element of the ideal (Kollár 1997, 8.10). The order at a point of the stratum is at most the degree, and at most the
    /// degree in the zero coordinates of a monomial whose coefficient does not vanish.
    /// </summary>
    public static Key Of(Germ germ, Units units)
    {
        var order = germ.Generators.Min(f => f.Degree);
        foreach (var term in germ.Generators.SelectMany(germ.Coefficients))
        {
            order = term.Key.Degree < order && units.IsUnit(term.Value, germ) ? term.Key.Degree : order;
        }

        return new Key(new Rational(1, Math.Max(1, order + germ.ZeroSlots.Sum(i => germ.Orders[i]))), germ.Count);
    }
}
