using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Truths;

/// <summary>Whether numbers lie in the set of a structured type.</summary>
internal static class StructureSets
{
    private const double Tolerance = 1e-9;

    /// <summary>Why they do not, or null when they do. Leading axes are separate values.</summary>
    public static string? Violation(NumericArray value, Structure structure)
    {
        var rank = structure is Structure.Covariance or Structure.Correlation or Structure.CholeskyCorrelation or Structure.CholeskyCovariance ? 2 : 1;
        return Parts(value, rank).Select(p => rank == 1 ? OfVector(p.Values, structure) : OfMatrix(p, structure)).FirstOrDefault(v => v is not null);
    }

    private static IEnumerable<NumericArray> Parts(NumericArray value, int rank) =>
        value.Rank <= rank ? [value] : Enumerable.Range(1, (int)value.Extents[0]).SelectMany(i => Parts(value.At(i)!, rank));

    private static string? OfVector(double[] v, Structure structure)
    {
        if (v.Length == 0)
        {
            return null;
        }

        switch (structure)
        {
            case Structure.Simplex or Structure.RowStochastic:
                return v.Any(x => x < -Tolerance) ? $"{NumberText.Exact(v.Min())} is below 0" : Math.Abs(v.Sum() - 1) > Tolerance ? $"the elements sum to {NumberText.Exact(v.Sum())}, not to 1" : null;
            case Structure.SumToZero:
                return Math.Abs(v.Sum()) > Tolerance * (1 + v.Max(Math.Abs)) ? $"the elements sum to {NumberText.Exact(v.Sum())}, not to 0" : null;
            case Structure.UnitVector:
                return Math.Abs(v.Sum(x => x * x) - 1) > Tolerance ? $"the length is {NumberText.Short(Math.Sqrt(v.Sum(x => x * x)))}, not 1" : null;
            case Structure.PositiveOrdered when v[0] < 0:
                return $"{NumberText.Exact(v[0])} is below 0";
            case Structure.Ordered or Structure.PositiveOrdered:
                return v.Zip(v.Skip(1), (a, b) => b < a).Any(x => x) ? "the elements do not increase" : null;
            default:
                return null;
        }
    }

    private static string? OfMatrix(NumericArray matrix, Structure structure)
    {
        var n = (int)matrix.Extents[0];
        var m = (int)matrix.Extents[1];
        double At(int i, int j) => matrix.Values[(i * m) + j];
        var isFactor = structure is Structure.CholeskyCorrelation or Structure.CholeskyCovariance;
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < m; j++)
            {
                if (isFactor && j > i && At(i, j) != 0)
                {
                    return "it is not lower triangular";
                }

                if (!isFactor && Math.Abs(At(i, j) - At(j, i)) > Tolerance * (1 + Math.Abs(At(i, j))))
                {
                    return "it is not symmetric";
                }
            }
        }

        var hasUnitDiagonal = Enumerable.Range(0, n).All(i => Math.Abs((isFactor ? Enumerable.Range(0, m).Sum(j => At(i, j) * At(i, j)) : At(i, i)) - 1) <= Tolerance);
        if (structure is Structure.Correlation or Structure.CholeskyCorrelation && !hasUnitDiagonal)
        {
            return structure == Structure.Correlation ? "the diagonal is not 1" : "a row has not length 1";
        }

        return isFactor
            ? (Enumerable.Range(0, Math.Min(n, m)).Any(i => At(i, i) < 0) ? "the diagonal is negative" : null)
            : IsPositiveDefinite(n, At) ? null : "it is not positive definite";
    }

    // Cholesky; the boundary, where a pivot is 0, belongs to the set.
    private static bool IsPositiveDefinite(int n, Func<int, int, double> at)
    {
        var factor = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = at(i, j);
                for (var k = 0; k < j; k++)
                {
                    sum -= factor[i, k] * factor[j, k];
                }

                if (i == j && sum < -Tolerance)
                {
                    return false;
                }

                factor[i, j] = i == j ? Math.Sqrt(Math.Max(0, sum)) : factor[j, j] == 0 ? 0 : sum / factor[j, j];
            }
        }

        return true;
    }
}
