namespace SltDsl.Algebra;

/// <summary>The threshold of a monomial ideal with the weight that attains it.</summary>
/// <param name="Threshold">l with respect to |f|; λ = l/2.</param>
/// <param name="Multiplicity">m.</param>
/// <param name="Weight">w ≥ 0 with w·α ≥ 1 on the ideal and w·κ = l.</param>
internal sealed record MonomialThreshold(Rational Threshold, int Multiplicity, Rational[] Weight);

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
        var columns = points.ConvertAll(point => Array.ConvertAll(point, x => (Rational)x));
        var bounds = Array.ConvertAll(kappa, k => (Rational)k);
        var optimum = LinearProgram.Maximise(columns, bounds, Enumerable.Repeat(Rational.One, points.Count).ToArray())
            ?? throw new InvalidOperationException("A monomial ideal with a constant generator has no threshold.");
        return new MonomialThreshold(optimum.Value, Multiplicity(columns, bounds, optimum), optimum.Dual);
    }

    /// <summary>Whether a monomial lies in the integral closure of the ideal of the points.</summary>
    internal static bool Contains(int[] exponents, IReadOnlyList<int[]> points)
    {
        if (points.Any(point => Divides(point, exponents)))
        {
            return true;
        }

        var used = Enumerable.Range(0, exponents.Length).Where(i => exponents[i] > 0).ToArray();
        var inside = points.Where(point => !point.Where((x, i) => x > 0 && exponents[i] == 0).Any()).ToList();
        if (inside.Count < 2)
        {
            return false;
        }

        var columns = inside.ConvertAll(point => Array.ConvertAll(used, i => (Rational)point[i]));
        var bounds = Array.ConvertAll(used, i => (Rational)exponents[i]);
        var optimum = LinearProgram.Maximise(columns, bounds, Enumerable.Repeat(Rational.One, inside.Count).ToArray());
        return optimum is null || optimum.Value >= 1;
    }

    /// <summary>The points that no other point divides.</summary>
    internal static List<int[]> Minimal(IEnumerable<int[]> points)
    {
        var minimal = new List<int[]>();
        foreach (var point in points.OrderBy(point => point.Sum()))
        {
            if (!minimal.Any(kept => Divides(kept, point)))
            {
                minimal.Add(point);
            }
        }

        return minimal;
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

    /// <summary>
    /// The dimension of the optimal face of the dual program, plus one. By strict complementarity an inequality w·α ≥ 1 or w_i ≥ 0 is
    /// tight on the whole face exactly when its multiplier can be positive at an optimum of max Σy, A y ≤ κ: each is maximised there.
    /// </summary>
    private static int Multiplicity(List<Rational[]> columns, Rational[] kappa, LinearOptimum optimum)
    {
        var n = kappa.Length;
        var tight = new List<Rational[]>();
        for (var j = 0; j < columns.Count; j++)
        {
            var slack = Dot(columns[j], optimum.Dual) - 1;
            if (slack.Sign == 0 && (optimum.Primal[j].Sign > 0 || CanBePositive(columns, kappa, optimum, j, -1)))
            {
                tight.Add(columns[j]);
            }
        }

        for (var i = 0; i < n; i++)
        {
            if (optimum.Dual[i].Sign == 0 && CanBePositive(columns, kappa, optimum, -1, i))
            {
                var unit = new Rational[n];
                unit[i] = 1;
                tight.Add(unit);
            }
        }

        return n - Rank(tight, n) + 1;
    }

    /// <summary>
    /// Maximises one multiplier (a column's y, or the slack of a row) over the optimal face Σy = l. The face is cut out by allowing only
    /// columns with zero reduced cost and rows of positive dual tight; the latter by weighing Σy with a penalty that dominates.
    /// </summary>
    private static bool CanBePositive(List<Rational[]> columns, Rational[] kappa, LinearOptimum optimum, int column, int row)
    {
        var face = Enumerable.Range(0, columns.Count).Where(j => Dot(columns[j], optimum.Dual) == 1).ToArray();
        var slack = row < 0 ? Rational.Zero : kappa[row] - Enumerable.Range(0, columns.Count).Aggregate(Rational.Zero, (s, j) => s + (columns[j][row] * optimum.Primal[j]));
        if (slack.Sign > 0)
        {
            return true;
        }

        for (Rational penalty = 64; ; penalty *= 64)
        {
            var weights = face.Select(j => penalty + (j == column ? 1 : 0) - (row < 0 ? 0 : columns[j][row])).ToArray();
            var best = LinearProgram.Maximise(face.Select(j => columns[j]).ToArray(), kappa, weights)!;
            if (best.Primal.Aggregate(Rational.Zero, (s, y) => s + y) != optimum.Value)
            {
                continue;
            }

            return column >= 0
                ? best.Primal[Array.IndexOf(face, column)].Sign > 0
                : face.Select((j, t) => columns[j][row] * best.Primal[t]).Aggregate(Rational.Zero, (s, x) => s + x) < kappa[row];
        }
    }

    private static Rational Dot(Rational[] left, Rational[] right)
    {
        var sum = Rational.Zero;
        for (var i = 0; i < left.Length; i++)
        {
            sum += left[i] * right[i];
        }

        return sum;
    }

    private static int Rank(List<Rational[]> rows, int columns)
    {
        var work = rows.ConvertAll(row => (Rational[])row.Clone());
        var rank = 0;
        for (var c = 0; c < columns && rank < work.Count; c++)
        {
            var pivot = work.FindIndex(rank, row => row[c].Sign != 0);
            if (pivot < 0)
            {
                continue;
            }

            (work[rank], work[pivot]) = (work[pivot], work[rank]);
            for (var i = rank + 1; i < work.Count; i++)
            {
                var factor = work[i][c] / work[rank][c];
                for (var j = c; factor.Sign != 0 && j < columns; j++)
                {
                    work[i][j] -= factor * work[rank][j];
                }
            }

            rank++;
        }

        return rank;
    }
}
