namespace SltDsl.Runtime;

/// <summary>What the criteria take from a table of log likelihoods, a draw a row, an observation a column.</summary>
internal static class Pointwise
{
    /// <summary>The table by observation.</summary>
    /// <exception cref="ArgumentException">There are fewer than two draws, rows differ in length, or a value is not a number.</exception>
    public static double[][] Columns(double[][] pointwise)
    {
        if (pointwise.Length < 2 || pointwise[0].Length == 0 || Array.Exists(pointwise, row => row.Length != pointwise[0].Length))
        {
            throw new ArgumentException("needs two draws at least, each with the log likelihood of every observation.", nameof(pointwise));
        }

        return Enumerable.Range(0, pointwise[0].Length)
            .Select(i => Array.ConvertAll(pointwise, row => double.IsNaN(row[i])
                ? throw new ArgumentException($"the log likelihood of observation {i + 1} is not a number.", nameof(pointwise))
                : row[i]))
            .ToArray();
    }

    /// <summary>log of the mean of exp.</summary>
    public static double LogMeanExp(double[] logs)
    {
        var highest = logs.Max();
        return double.IsNegativeInfinity(highest) ? highest : highest + Math.Log(logs.Average(log => Math.Exp(log - highest)));
    }

    /// <summary>The unbiased variance.</summary>
    public static double Variance(double[] values)
    {
        var mean = values.Average();
        return values.Sum(value => (value - mean) * (value - mean)) / (values.Length - 1.0);
    }

    /// <summary>The standard error of a sum over observations: √(n Var).</summary>
    public static double ErrorOfSum(double[] terms) => terms.Length < 2 ? double.NaN : Math.Sqrt(terms.Length * Variance(terms));
}
