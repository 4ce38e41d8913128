namespace SltDsl.Algebra;

/// <summary>
/// The threshold of a monomial ideal with a strictly complementary pair of optima (Goldman and Tucker 1956): for every exponent α either
/// its multiplier is positive or w·α &gt; 1, and for every coordinate either the multipliers leave slack below κ or w_i is positive.
/// </summary>
/// <param name="Threshold">l with respect to |f|; λ = l/2.</param>
/// <param name="Multiplicity">m.</param>
/// <param name="Weight">w ≥ 0 with w·α ≥ 1 on the ideal and w·κ = l: proves that the threshold is at most l.</param>
/// <param name="Points">The minimal exponents.</param>
/// <param name="Multipliers">y ≥ 0 with Σ y_j α_j ≤ κ and Σ y_j = l: proves that the threshold is at least l.</param>
internal sealed record MonomialThreshold(Rational Threshold, int Multiplicity, Rational[] Weight, IReadOnlyList<int[]> Points, Rational[] Multipliers);

/// <summary>
/// The Newton polyhedron conv(exponents) + ℝⁿ≥0 of a monomial ideal. Its threshold with respect to |f| is
/// l = min{w·κ : w ≥ 0, w·α ≥ 1 for every exponent α}, κ = order of the prior along each coordinate + 1; m is the codimension of the
/// smallest face that contains κ/l (Howald 2001; for the real multiplicity Varchenko 1976, Lin 2011, Theorem 4.2).
/// </summary>
public static class NewtonPolyhedron
{
    /// <summary>λ and m of the ideal of monomials with a monomial prior density on a box around the origin.</summary>
    /// <param name="exponents">The exponents of each generator; none all zero.</param>
    /// <param name="priorExponents">The exponents of the prior density |w|^k, one a variable.</param>
    /// <exception cref="ArgumentException">There is no generator, or one is a constant.</exception>
    public static Rlct Of(IReadOnlyList<IReadOnlyList<int>> exponents, IReadOnlyList<int> priorExponents)
    {
        if (exponents.Count == 0 || exponents.Any(e => e.All(x => x == 0)))
        {
            throw new ArgumentException("A monomial ideal needs at least one generator, and none of them constant.", nameof(exponents));
        }

        var threshold = Threshold(exponents.Select(e => e.ToArray()).ToList(), priorExponents.Select(k => k + 1).ToArray());
        return Rlct.Exact(threshold.Threshold / 2, threshold.Multiplicity, new RlctEvidence(
            "Newton polyhedron of a monomial ideal",
            "Howald 2001; Lin 2011, Theorem 4.2",
            [$"the weight ({string.Join(", ", threshold.Weight)}) attains the minimum of w·(k+1) over w·α ≥ 1"]));
    }

    internal static MonomialThreshold Threshold(IEnumerable<int[]> exponents, int[] kappa)
    {
        var points = Minimal(exponents);
        var optimum = LinearProgram.Maximise(points, kappa, Ones(points.Count))
            ?? throw new InvalidOperationException("A monomial ideal with a constant generator has no threshold.");
        return StrictComplementarity.Of(points, kappa, optimum);
    }

    /// <summary>The threshold alone.</summary>
    internal static Rational Value(IReadOnlyList<int[]> points, int[] kappa) => LinearProgram.Maximise(points, kappa, Ones(points.Count))!.Value;

    /// <summary>Whether a monomial lies in the integral closure of the ideal of the points.</summary>
    internal static bool Contains(int[] exponents, IReadOnlyList<int[]> points) => Combination(exponents, points) is not null;

    /// <summary>
    /// y ≥ 0 with Σ y_j = 1 or more and Σ y_j α_j at most the exponents: proves that the monomial lies in the integral closure of the
    /// ideal of the points. Null when it does not.
    /// </summary>
    internal static Rational[]? Combination(int[] exponents, IReadOnlyList<int[]> points)
    {
        var multipliers = new Rational[points.Count];
        var inside = new List<int>();
        for (var j = 0; j < points.Count; j++)
        {
            if (Divides(points[j], exponents))
            {
                multipliers[j] = 1;
                return multipliers;
            }

            if (!HasOther(points[j], exponents))
            {
                inside.Add(j);
            }
        }

        if (inside.Count < 2)
        {
            return null;
        }

        var used = Enumerable.Range(0, exponents.Length).Where(i => exponents[i] > 0).ToArray();
        var columns = inside.ConvertAll(j => Array.ConvertAll(used, i => points[j][i]));
        var optimum = LinearProgram.Maximise(columns, Array.ConvertAll(used, i => exponents[i]), Ones(columns.Count))!;
        if (optimum.Value < 1)
        {
            return null;
        }

        for (var t = 0; t < inside.Count; t++)
        {
            multipliers[inside[t]] = optimum.Primal[t];
        }

        return multipliers;
    }

    /// <summary>The points that no other point divides.</summary>
    internal static List<int[]> Minimal(IEnumerable<int[]> points)
    {
        var minimal = new List<int[]>();
        foreach (var point in points.OrderBy(Sum))
        {
            if (!minimal.Any(kept => Divides(kept, point)))
            {
                minimal.Add(point);
            }
        }

        return minimal;
    }

    private static int Sum(int[] point)
    {
        var sum = 0;
        foreach (var x in point)
        {
            sum = checked(sum + x);
        }

        return sum;
    }

    private static bool Divides(int[] left, int[] right)
    {
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] > right[i])
            {
                return false;
            }
        }

        return true;
    }

    private static int[] Ones(int count)
    {
        var ones = new int[count];
        for (var i = 0; i < count; i++)
        {
            ones[i] = 1;
        }

        return ones;
    }

    /// <summary>Whether a point uses a coordinate that the exponents do not: it can then take no part in a combination below them.</summary>
    private static bool HasOther(int[] point, int[] exponents)
    {
        for (var i = 0; i < point.Length; i++)
        {
            if (point[i] > 0 && exponents[i] == 0)
            {
                return true;
            }
        }

        return false;
    }
}
