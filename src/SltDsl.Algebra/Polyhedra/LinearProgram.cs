using System.Numerics;

namespace SltDsl.Algebra;

/// <summary>The optimum of max c·y subject to A y ≤ b, y ≥ 0 with b ≥ 0, in exact arithmetic.</summary>
/// <param name="Value">The optimal value.</param>
/// <param name="Primal">An optimal y.</param>
/// <param name="Dual">An optimal multiplier for each row.</param>
internal sealed record LinearOptimum(Rational Value, Rational[] Primal, Rational[] Dual);

/// <summary>
/// Dense exact primal simplex with Bland's rule (Bland 1977), which cannot cycle, on integers over one common denominator (Edmonds 1967):
/// a pivot divides exactly by the previous one.
/// </summary>
internal static class LinearProgram
{
    /// <summary>The optimum, or null when the program is unbounded.</summary>
    /// <param name="columns">The columns of A; each of the length of <paramref name="bounds"/>.</param>
    /// <param name="bounds">b, not negative.</param>
    /// <param name="weights">c.</param>
    public static LinearOptimum? Maximise(IReadOnlyList<int[]> columns, IReadOnlyList<int> bounds, IReadOnlyList<int> weights)
    {
        var (rows, count) = (bounds.Count, columns.Count);
        var table = Tableau(columns, bounds, weights);
        var right = count + rows;
        var basis = new int[rows];
        for (var i = 0; i < rows; i++)
        {
            basis[i] = count + i;
        }

        var denominator = BigInteger.One;
        while (Entering(table[rows], right) is var entering and >= 0)
        {
            var leaving = Leaving(table, basis, entering, right);
            if (leaving < 0)
            {
                return null;
            }

            denominator = Pivot(table, leaving, entering, denominator);
            basis[leaving] = entering;
        }

        var primal = new Rational[count];
        for (var i = 0; i < rows; i++)
        {
            if (basis[i] < count)
            {
                primal[basis[i]] = new Rational(table[i][right], denominator);
            }
        }

        var dual = new Rational[rows];
        for (var i = 0; i < rows; i++)
        {
            dual[i] = new Rational(table[rows][count + i], denominator);
        }

        return new LinearOptimum(new Rational(table[rows][right], denominator), primal, dual);
    }

    private static BigInteger[][] Tableau(IReadOnlyList<int[]> columns, IReadOnlyList<int> bounds, IReadOnlyList<int> weights)
    {
        var (rows, count) = (bounds.Count, columns.Count);
        var table = new BigInteger[rows + 1][];
        for (var i = 0; i <= rows; i++)
        {
            table[i] = new BigInteger[count + rows + 1];
            for (var j = 0; j < count; j++)
            {
                table[i][j] = i < rows ? columns[j][i] : -weights[j];
            }

            if (i < rows)
            {
                table[i][count + i] = BigInteger.One;
                table[i][count + rows] = bounds[i];
            }
        }

        return table;
    }

    private static int Entering(BigInteger[] objective, int width)
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

    private static int Leaving(BigInteger[][] table, int[] basis, int entering, int right)
    {
        var best = -1;
        for (var i = 0; i < basis.Length; i++)
        {
            if (table[i][entering].Sign <= 0)
            {
                continue;
            }

            var order = best < 0 ? -1 : (table[i][right] * table[best][entering]).CompareTo(table[best][right] * table[i][entering]);
            if (order < 0 || (order == 0 && basis[i] < basis[best]))
            {
                best = i;
            }
        }

        return best;
    }

    /// <summary>Eliminates the column from all other rows; returns the pivot, which is the new common denominator.</summary>
    private static BigInteger Pivot(BigInteger[][] table, int row, int column, BigInteger denominator)
    {
        var (pivotRow, pivot) = (table[row], table[row][column]);
        for (var i = 0; i < table.Length; i++)
        {
            if (i == row)
            {
                continue;
            }

            var (current, factor) = (table[i], table[i][column]);
            for (var j = 0; j < current.Length; j++)
            {
                if (factor.IsZero || pivotRow[j].IsZero)
                {
                    if (!current[j].IsZero)
                    {
                        current[j] = current[j] * pivot / denominator;
                    }
                }
                else
                {
                    current[j] = ((current[j] * pivot) - (factor * pivotRow[j])) / denominator;
                }
            }
        }

        return pivot;
    }
}
