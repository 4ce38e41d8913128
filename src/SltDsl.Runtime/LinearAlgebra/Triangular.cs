namespace SltDsl.Runtime;

/// <summary>Lower-triangular factors of small matrices, row-major.</summary>
internal static class Triangular
{
    /// <summary>The number of rows of a square matrix.</summary>
    public static int Order(ReadOnlySpan<double> square) => (int)Math.Round(Math.Sqrt(square.Length));

    /// <summary>L with L L′ = A.</summary>
    /// <param name="matrix">A, of which the lower triangle is read.</param>
    /// <param name="size">The number of rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A is not positive definite.</exception>
    public static double[] Cholesky(ReadOnlySpan<double> matrix, int size)
    {
        var factor = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = matrix[(i * size) + j];
                for (var k = 0; k < j; k++)
                {
                    rest -= factor[(i * size) + k] * factor[(j * size) + k];
                }

                if (i == j && !(rest > 0))
                {
                    throw new ArgumentOutOfRangeException(nameof(matrix), $"A {size} × {size} matrix that should be positive definite is not: pivot {i + 1} is {rest}.");
                }

                factor[(i * size) + j] = i == j ? Math.Sqrt(rest) : rest / factor[(j * size) + j];
            }
        }

        return factor;
    }

    /// <summary>X ← L X.</summary>
    /// <param name="factor">L.</param>
    /// <param name="value">X.</param>
    /// <param name="columns">The number of columns of X.</param>
    public static void Multiply(ReadOnlySpan<double> factor, Span<double> value, int columns)
    {
        var size = Order(factor);
        for (var i = size - 1; i >= 0; i--)
        {
            for (var j = 0; j < columns; j++)
            {
                var sum = 0.0;
                for (var k = 0; k <= i; k++)
                {
                    sum += factor[(i * size) + k] * value[(k * columns) + j];
                }

                value[(i * columns) + j] = sum;
            }
        }
    }

    /// <summary>x ← L⁻¹ x.</summary>
    public static void Solve(ReadOnlySpan<double> factor, Span<double> value)
    {
        var size = value.Length;
        for (var i = 0; i < size; i++)
        {
            for (var k = 0; k < i; k++)
            {
                value[i] -= factor[(i * size) + k] * value[k];
            }

            value[i] /= factor[(i * size) + i];
        }
    }

    /// <summary>x ← L′⁻¹ x.</summary>
    public static void SolveTransposed(ReadOnlySpan<double> factor, Span<double> value)
    {
        var size = value.Length;
        for (var i = size - 1; i >= 0; i--)
        {
            for (var k = i + 1; k < size; k++)
            {
                value[i] -= factor[(k * size) + i] * value[k];
            }

            value[i] /= factor[(i * size) + i];
        }
    }

    /// <summary>value ← B B′ for a square B.</summary>
    public static void TimesTranspose(ReadOnlySpan<double> matrix, int size, Span<double> value)
    {
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var sum = 0.0;
                for (var k = 0; k < size; k++)
                {
                    sum += matrix[(i * size) + k] * matrix[(j * size) + k];
                }

                value[(i * size) + j] = value[(j * size) + i] = sum;
            }
        }
    }
}
