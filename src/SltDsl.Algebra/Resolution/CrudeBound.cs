namespace SltDsl.Algebra;

/// <summary>A lower bound that needs no search.</summary>
internal static class CrudeBound
{
    /// <summary>
    /// The bound of an element of order d times the extracted monomial z^a with the density |z|^k. For the element alone l ≥ 1/d (Kollár 1997,
    /// 8.10); Hölder's inequality for |z|^(k − a l) |f|^(−l) then gives l ≥ (k_i + 1)/(a_i + d) along every coordinate with a_i &gt; 0.
    /// </summary>
    /// <param name="order">d, at least the order at every point; null when no bound of it is known, which leaves l ≥ 0.</param>
    /// <param name="coordinates">a and k of the zero coordinates.</param>
    /// <param name="dimension">The number of variables, an upper bound of m.</param>
    public static Key Of(int? order, IEnumerable<(int Order, int Prior)> coordinates, int dimension)
    {
        if (order is not { } known)
        {
            return new Key(0, dimension);
        }

        var d = Math.Max(1, known);
        var least = new Rational(1, d);
        foreach (var (a, k) in coordinates.Where(c => c.Order > 0))
        {
            var bound = new Rational(k + 1, a + d);
            least = bound < least ? bound : least;
        }

        return new Key(least, dimension);
    }

    /// <summary>
    /// The bound for all germs of a stratum. The order at a point is at most the degree, and at most the degree in the zero coordinates of a
    /// monomial whose coefficient does not vanish. The degree says nothing where parameters are algebraic functions of others.
    /// </summary>
    public static Key Of(Germ germ, Units units)
    {
        if (germ.Tail.Count > 0)
        {
            return Key.Zero;
        }

        int? order = germ.Relations.Count == 0 ? germ.Generators.Min(f => f.Degree) : null;
        foreach (var term in germ.Generators.SelectMany(germ.Coefficients))
        {
            order = (order is null || term.Key.Degree < order) && units.IsUnit(term.Value, germ) ? term.Key.Degree : order;
        }

        return Of(order, germ.ZeroSlots.Select(i => (germ.Orders[i], germ.Priors[i])), germ.Count);
    }
}
