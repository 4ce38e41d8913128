using MathNet.Numerics.LinearAlgebra;

namespace SltDsl.Runtime;

/// <summary>Membership of the sets of structured types.</summary>
internal static class DataStructures
{
    /// <summary>The number of axes of one value.</summary>
    public static int Rank(DataStructure structure) => structure >= DataStructure.Covariance ? 2 : 1;

    /// <summary>The first element at which a value leaves the set, and how; null for a member.</summary>
    /// <param name="structure">The set.</param>
    /// <param name="value">The value, row-major.</param>
    /// <param name="columns">Its last extent.</param>
    /// <param name="tolerance">How far sums and symmetric elements may differ.</param>
    public static (int Element, string Reason)? Violation(DataStructure structure, ReadOnlySpan<double> value, int columns, double tolerance)
    {
        switch (structure)
        {
            case DataStructure.Simplex:
            case DataStructure.RowStochastic:
                return Rows(value, columns, tolerance);
            case DataStructure.Ordered:
            case DataStructure.PositiveOrdered:
                return Order(value, structure == DataStructure.PositiveOrdered);
            case DataStructure.UnitVector:
                var norm = Norm(value);
                return Math.Abs(norm - 1) <= tolerance ? null : (0, $"starts a vector of norm {norm}, and a unit vector has norm 1");
            case DataStructure.SumToZero:
                var sum = Sum(value);
                return Math.Abs(sum) <= tolerance ? null : (0, $"starts a vector that sums to {sum}, declared to sum to 0");
            case DataStructure.Covariance:
            case DataStructure.Correlation:
                return Symmetric(value, columns, tolerance) ?? (structure == DataStructure.Correlation ? UnitDiagonal(value, columns, tolerance) : null) ?? Definite(value, columns);
            case DataStructure.CholeskyCorrelation:
            case DataStructure.CholeskyCovariance:
                return Factor(value, columns) ?? (structure == DataStructure.CholeskyCorrelation ? UnitRows(value, columns, tolerance) : null);
            default:
                return null;
        }
    }

    private static (int, string)? Rows(ReadOnlySpan<double> value, int columns, double tolerance)
    {
        for (var start = 0; start < value.Length; start += columns)
        {
            var row = value.Slice(start, columns);
            for (var i = 0; i < columns; i++)
            {
                if (row[i] < 0)
                {
                    return (start + i, $"is {row[i]}, and no element of a simplex is negative");
                }
            }

            var sum = Sum(row);
            if (Math.Abs(sum - 1) > tolerance)
            {
                return (start, $"starts a simplex that sums to {sum}, not 1");
            }
        }

        return null;
    }

    private static (int, string)? Order(ReadOnlySpan<double> value, bool positive)
    {
        if (positive && value[0] < 0)
        {
            return (0, $"is {value[0]}, and a positive_ordered vector starts at 0 or above");
        }

        for (var i = 1; i < value.Length; i++)
        {
            if (value[i] <= value[i - 1])
            {
                return (i, $"is {value[i]} after {value[i - 1]}, and an ordered vector increases");
            }
        }

        return null;
    }

    private static (int, string)? Symmetric(ReadOnlySpan<double> value, int size, double tolerance)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (below, above) = (value[(i * size) + j], value[(j * size) + i]);
                if (Math.Abs(below - above) > tolerance * Math.Max(1, Math.Abs(below)))
                {
                    return ((i * size) + j, $"is {below} where the element across the diagonal is {above}, and the matrix is declared symmetric");
                }
            }
        }

        return null;
    }

    private static (int, string)? UnitDiagonal(ReadOnlySpan<double> value, int size, double tolerance)
    {
        for (var i = 0; i < size; i++)
        {
            if (Math.Abs(value[(i * size) + i] - 1) > tolerance)
            {
                return ((i * size) + i, $"is {value[(i * size) + i]}, and the diagonal of a correlation matrix is 1");
            }
        }

        return null;
    }

    private static (int, string)? Definite(ReadOnlySpan<double> value, int size)
    {
        try
        {
            Matrix<double>.Build.Dense(size, size, value.ToArray()).Cholesky();
            return null;
        }
        catch (ArgumentException)
        {
            return (0, "starts a matrix that is not positive definite");
        }
    }

    private static (int, string)? Factor(ReadOnlySpan<double> value, int size)
    {
        for (var i = 0; i < size; i++)
        {
            if (value[(i * size) + i] <= 0)
            {
                return ((i * size) + i, $"is {value[(i * size) + i]}, and the diagonal of a Cholesky factor is positive");
            }

            for (var j = i + 1; j < size; j++)
            {
                if (value[(i * size) + j] != 0)
                {
                    return ((i * size) + j, $"is {value[(i * size) + j]}, and a Cholesky factor is 0 above the diagonal");
                }
            }
        }

        return null;
    }

    private static (int, string)? UnitRows(ReadOnlySpan<double> value, int size, double tolerance)
    {
        for (var i = 0; i < size; i++)
        {
            var norm = Norm(value.Slice(i * size, size));
            if (Math.Abs(norm - 1) > tolerance)
            {
                return (i * size, $"starts a row of norm {norm}, and the rows of a correlation matrix's factor have norm 1");
            }
        }

        return null;
    }

    private static double Sum(ReadOnlySpan<double> value)
    {
        var sum = 0.0;
        foreach (var element in value)
        {
            sum += element;
        }

        return sum;
    }

    private static double Norm(ReadOnlySpan<double> value)
    {
        var sum = 0.0;
        foreach (var element in value)
        {
            sum += element * element;
        }

        return Math.Sqrt(sum);
    }
}
