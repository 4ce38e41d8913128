namespace SltDsl.Algebra;

/// <summary>
/// The dimension of the optimal face of min{w·κ : w ≥ 0, w·α ≥ 1}, by a strictly complementary pair. A constraint whose state no known
/// optimum decides is perturbed: asking a little more of it either leaves the value, and then an optimum has slack there, or raises it,
/// and then a multiplier can be positive there.
/// </summary>
internal static class StrictComplementarity
{
    public static MonomialThreshold Of(IReadOnlyList<int[]> points, int[] kappa, LinearOptimum optimum)
    {
        var primal = new List<Rational[]> { optimum.Primal };
        var dual = new List<Rational[]> { optimum.Dual };
        for (var j = 0; j < points.Count; j++)
        {
            var point = points[j];
            if (!primal.Exists(y => y[j].Sign > 0) && !dual.Exists(w => Dot(point, w) > 1))
            {
                Decide(points, kappa, optimum.Value, j, -1, primal, dual);
            }
        }

        for (var i = 0; i < kappa.Length; i++)
        {
            if (!primal.Exists(y => Used(points, y, i) < kappa[i]) && !dual.Exists(w => w[i].Sign > 0))
            {
                Decide(points, kappa, optimum.Value, -1, i, primal, dual);
            }
        }

        var (multipliers, weight) = (Mean(primal), Mean(dual));
        var tight = points.Where((_, j) => multipliers[j].Sign > 0).Select(point => Array.ConvertAll(point, x => (Rational)x)).ToList();
        for (var i = 0; i < kappa.Length; i++)
        {
            if (weight[i].Sign == 0)
            {
                var unit = new Rational[kappa.Length];
                unit[i] = 1;
                tight.Add(unit);
            }
        }

        return new MonomialThreshold(optimum.Value, kappa.Length - Rank(tight, kappa.Length) + 1, weight, points, multipliers);
    }

    internal static Rational Dot(int[] point, Rational[] weight)
    {
        var sum = Rational.Zero;
        for (var i = 0; i < point.Length; i++)
        {
            if (point[i] != 0 && weight[i].Sign != 0)
            {
                sum += weight[i] * point[i];
            }
        }

        return sum;
    }

    /// <summary>Σ y_j α_j in one coordinate.</summary>
    internal static Rational Used(IReadOnlyList<int[]> points, Rational[] multipliers, int coordinate)
    {
        var sum = Rational.Zero;
        for (var j = 0; j < points.Count; j++)
        {
            if (points[j][coordinate] != 0 && multipliers[j].Sign != 0)
            {
                sum += multipliers[j] * points[j][coordinate];
            }
        }

        return sum;
    }

    internal static int Rank(List<Rational[]> rows, int columns)
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

    /// <summary>Asks w·α_j ≥ 1 + ε of a column, or w_i ≥ ε of a coordinate, for ever smaller ε until the answer is certain.</summary>
    private static void Decide(IReadOnlyList<int[]> points, int[] kappa, Rational value, int column, int coordinate, List<Rational[]> primal, List<Rational[]> dual)
    {
        var columns = points.ToList();
        if (coordinate >= 0)
        {
            var unit = new int[kappa.Length];
            unit[coordinate] = 1;
            columns.Add(unit);
        }

        for (var scale = 64; ; scale = checked(scale * 64))
        {
            var weights = new int[columns.Count];
            for (var j = 0; j < weights.Length; j++)
            {
                weights[j] = j == points.Count ? 1 : scale + (j == column ? 1 : 0);
            }

            var perturbed = LinearProgram.Maximise(columns, kappa, weights)!;
            if (perturbed.Value == value * scale)
            {
                dual.Add(Array.ConvertAll(perturbed.Dual, w => w / scale));
                return;
            }

            var multipliers = perturbed.Primal.Take(points.Count).ToArray();
            if (multipliers.Aggregate(Rational.Zero, (sum, y) => sum + y) == value)
            {
                primal.Add(multipliers);
                return;
            }
        }
    }

    private static Rational[] Mean(List<Rational[]> points)
    {
        if (points.Count == 1)
        {
            return points[0];
        }

        var mean = new Rational[points[0].Length];
        for (var i = 0; i < mean.Length; i++)
        {
            mean[i] = points.Aggregate(Rational.Zero, (sum, point) => sum + point[i]) / points.Count;
        }

        return mean;
    }
}
