using MathNet.Numerics.LinearAlgebra.Double;

namespace SltDsl.Runtime;

/// <summary>Numerical routines that compiled models call for derived quantities and phases. Matrices are row-major.</summary>
public static class Routines
{
    /// <summary>Singular values, decreasing.</summary>
    /// <param name="matrix">The elements.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="result">Receives min(rows, columns) values.</param>
    public static void SingularValues(ReadOnlySpan<double> matrix, int rows, int columns, Span<double> result)
    {
        if (rows == 0 || columns == 0)
        {
            return;
        }

        var values = Matrix(matrix, rows, columns).Svd(computeVectors: false).S;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[i];
        }
    }

    /// <summary>Eigenvalues of a symmetric matrix, increasing.</summary>
    /// <param name="matrix">The elements.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The same number.</param>
    /// <param name="result">Receives the values.</param>
    public static void SymmetricEigenvalues(ReadOnlySpan<double> matrix, int rows, int columns, Span<double> result)
    {
        if (rows == 0)
        {
            return;
        }

        var values = Matrix(matrix, rows, columns).Evd(MathNet.Numerics.LinearAlgebra.Symmetricity.Symmetric).EigenValues;
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = values[i].Real;
        }

        result.Sort();
    }

    /// <summary>The elements of a vector, increasing.</summary>
    /// <param name="vector">The elements.</param>
    /// <param name="length">Their number.</param>
    /// <param name="result">Receives them.</param>
    public static void Sort(ReadOnlySpan<double> vector, int length, Span<double> result)
    {
        vector[..length].CopyTo(result);
        result.Sort();
    }

    private static DenseMatrix Matrix(ReadOnlySpan<double> elements, int rows, int columns)
    {
        var matrix = new DenseMatrix(rows, columns);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                matrix[row, column] = elements[(row * columns) + column];
            }
        }

        return matrix;
    }
}
