namespace SltDsl.CodeGen.Tests;

/// <summary>Derivatives by differences.</summary>
internal static class Differences
{
    /// <summary>The gradient by Richardson extrapolation of central differences (Ridders' table).</summary>
    /// <param name="function">The function.</param>
    /// <param name="at">The point.</param>
    /// <param name="step">The largest step, relative to the coordinate.</param>
    /// <param name="levels">How often the step is halved, less one.</param>
    public static double[] Gradient(Func<double[], double> function, double[] at, double step = 1e-2, int levels = 7) =>
        [.. Columns(u => [function(u)], at, step, levels).Select(c => c[0])];

    /// <summary>log |det J| of a map by differences and elimination with pivots.</summary>
    public static double LogDeterminant(Func<double[], double[]> map, double[] at)
    {
        var size = at.Length;
        var matrix = new double[size, size];
        var columns = Columns(map, at, 1e-2, 7);
        for (var row = 0; row < size; row++)
        {
            for (var column = 0; column < size; column++)
            {
                matrix[row, column] = columns[column][row];
            }
        }

        var sum = 0.0;
        for (var pivot = 0; pivot < size; pivot++)
        {
            var best = Enumerable.Range(pivot, size - pivot).MaxBy(r => Math.Abs(matrix[r, pivot]));
            for (var column = 0; column < size; column++)
            {
                (matrix[pivot, column], matrix[best, column]) = (matrix[best, column], matrix[pivot, column]);
            }

            sum += Math.Log(Math.Abs(matrix[pivot, pivot]));
            for (var row = pivot + 1; row < size; row++)
            {
                var factor = matrix[row, pivot] / matrix[pivot, pivot];
                for (var column = pivot; column < size; column++)
                {
                    matrix[row, column] -= factor * matrix[pivot, column];
                }
            }
        }

        return sum;
    }

    /// <summary>The derivatives of a map in each coordinate.</summary>
    private static double[][] Columns(Func<double[], double[]> map, double[] at, double step, int levels)
    {
        var point = (double[])at.Clone();
        return [.. Enumerable.Range(0, at.Length).Select(i =>
        {
            double[] Central(double h)
            {
                point[i] = at[i] + h;
                var above = map(point);
                point[i] = at[i] - h;
                var below = map(point);
                point[i] = at[i];
                return [.. above.Zip(below, (a, b) => (a - b) / (2 * h))];
            }

            var scale = step * Math.Max(1e-3, Math.Min(1, Math.Abs(at[i]) + 1e-1));
            var central = Enumerable.Range(0, levels).Select(n => Central(scale / (1 << n))).ToArray();
            return Enumerable.Range(0, central[0].Length).Select(component => Extrapolated(n => central[n][component], levels)).ToArray();
        })];
    }

    private static double Extrapolated(Func<int, double> central, int levels)
    {
        var table = new double[levels, levels];
        var (best, error) = (double.NaN, double.PositiveInfinity);
        for (var n = 0; n < levels; n++)
        {
            table[n, 0] = central(n);
            for (var k = 1; k <= n; k++)
            {
                var factor = Math.Pow(4, k);
                table[n, k] = ((factor * table[n, k - 1]) - table[n - 1, k - 1]) / (factor - 1);
                var difference = Math.Max(Math.Abs(table[n, k] - table[n, k - 1]), Math.Abs(table[n, k] - table[n - 1, k - 1]));
                if (difference <= error)
                {
                    (best, error) = (table[n, k], difference);
                }
            }
        }

        return best;
    }
}
