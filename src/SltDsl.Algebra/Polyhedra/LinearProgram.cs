namespace SltDsl.Algebra;

/// <summary>The optimum of max c·y subject to A y ≤ b, y ≥ 0 with b ≥ 0, in exact arithmetic.</summary>
/// <param name="Value">The optimal value.</param>
/// <param name="Primal">An optimal y.</param>
/// <param name="Dual">An optimal multiplier for each row.</param>
internal sealed record LinearOptimum(Rational Value, Rational[] Primal, Rational[] Dual);

/// <summary>Dense exact primal simplex with Bland's rule (Bland 1977), which cannot cycle.</summary>
internal static class LinearProgram
{
    /// <summary>The optimum, or null when the program is unbounded.</summary>
    /// <param name="columns">The columns of A; each of the length of <paramref name="bounds"/>.</param>
    /// <param name="bounds">b, not negative.</param>
    /// <param name="weights">c.</param>
    public static LinearOptimum? Maximise(IReadOnlyList<Rational[]> columns, IReadOnlyList<Rational> bounds, IReadOnlyList<Rational> weights)
    {
        var (rows, count) = (bounds.Count, columns.Count);
        var width = count + rows + 1;
        var table = new Rational[rows + 1][];
        var basis = new int[rows];
        for (var i = 0; i <= rows; i++)
        {
            table[i] = new Rational[width];
            for (var j = 0; j < count; j++)
            {
                table[i][j] = i < rows ? columns[j][i] : -weights[j];
            }

            if (i < rows)
            {
                table[i][count + i] = 1;
                table[i][width - 1] = bounds[i];
                basis[i] = count + i;
            }
        }

        while (Entering(table[rows], width - 1) is var entering and >= 0)
        {
            var leaving = Leaving(table, basis, entering, width - 1);
            if (leaving < 0)
            {
                return null;
            }

            Pivot(table, leaving, entering);
            basis[leaving] = entering;
        }

        var primal = new Rational[count];
        for (var i = 0; i < rows; i++)
        {
            if (basis[i] < count)
            {
                primal[basis[i]] = table[i][width - 1];
            }
        }

        var dual = new Rational[rows];
        Array.Copy(table[rows], count, dual, 0, rows);
        return new LinearOptimum(table[rows][width - 1], primal, dual);
    }

    private static int Entering(Rational[] objective, int width)
    {
        for (var j = 0; j < width; j++)
        {
            if (objective[j].Sign < 0)
            {
                return j;
            }
        }

        return -1;
    }

    private static int Leaving(Rational[][] table, int[] basis, int entering, int right)
    {
        var best = -1;
        var bestRatio = Rational.Zero;
        for (var i = 0; i < basis.Length; i++)
        {
            if (table[i][entering].Sign <= 0)
            {
                continue;
            }

            var ratio = table[i][right] / table[i][entering];
            if (best < 0 || ratio < bestRatio || (ratio == bestRatio && basis[i] < basis[best]))
            {
                (best, bestRatio) = (i, ratio);
            }
        }

        return best;
    }

    private static void Pivot(Rational[][] table, int row, int column)
    {
        var pivot = table[row][column];
        for (var j = 0; j < table[row].Length; j++)
        {
            if (table[row][j].Sign != 0)
            {
                table[row][j] /= pivot;
            }
        }

        for (var i = 0; i < table.Length; i++)
        {
            var factor = table[i][column];
            if (i == row || factor.Sign == 0)
            {
                continue;
            }

            for (var j = 0; j < table[i].Length; j++)
            {
                if (table[row][j].Sign != 0)
                {
                    table[i][j] -= factor * table[row][j];
                }
            }
        }
    }
}
