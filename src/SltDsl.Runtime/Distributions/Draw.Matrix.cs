namespace SltDsl.Runtime;

/// <content>Families of matrices, row-major.</content>
public static partial class Draw
{
    /// <summary>Normal matrix with mean M, row covariance U and column covariance V: M + L_U Z L_V′.</summary>
    public static void MatrixNormal(ref SltRandom random, ReadOnlySpan<double> M, ReadOnlySpan<double> U, ReadOnlySpan<double> V, Span<double> value)
    {
        var (rows, columns) = (Triangular.Order(U), Triangular.Order(V));
        var (u, v) = (Triangular.Cholesky(U, rows), Triangular.Cholesky(V, columns));
        FillNormal(ref random, value);
        Triangular.Multiply(u, value, columns);
        for (var i = 0; i < rows; i++)
        {
            Triangular.Multiply(v, value.Slice(i * columns, columns), 1); // (L z′)′ = z L′
        }

        Shift(value, M);
    }

    /// <summary>Wishart with nu degrees of freedom and scale S (Bartlett 1933): L A A′ L′ with A lower triangular.</summary>
    public static void Wishart(ref SltRandom random, double nu, ReadOnlySpan<double> S, Span<double> value)
    {
        var size = Triangular.Order(S);
        var factor = BartlettFactor(ref random, nu, size);
        Triangular.Multiply(Triangular.Cholesky(S, size), factor, size);
        Triangular.TimesTranspose(factor, size, value);
    }

    /// <summary>
    /// The inverse of a Wishart matrix with nu degrees of freedom and scale S⁻¹: T′ T with A T = L′, L the factor of S and A
    /// Bartlett's.
    /// </summary>
    public static void InverseWishart(ref SltRandom random, double nu, ReadOnlySpan<double> S, Span<double> value)
    {
        var size = Triangular.Order(S);
        var scale = Triangular.Cholesky(S, size);
        var factor = BartlettFactor(ref random, nu, size);
        var column = new double[size];
        var solution = new double[size * size]; // row j is A⁻¹ times column j of L′: T transposed
        for (var j = 0; j < size; j++)
        {
            scale.AsSpan(j * size, size).CopyTo(column);
            Triangular.Solve(factor, column);
            column.CopyTo(solution, j * size);
        }

        Triangular.TimesTranspose(solution, size, value);
    }

    /// <summary>Correlation matrices with density proportional to det^(eta − 1).</summary>
    public static void LkjCorrelation(ref SltRandom random, double eta, Span<double> value)
    {
        var size = Triangular.Order(value);
        var factor = new double[value.Length];
        LkjCholesky(ref random, eta, factor);
        Triangular.TimesTranspose(factor, size, value);
        for (var i = 0; i < size; i++)
        {
            value[(i * size) + i] = 1;
        }
    }

    /// <summary>
    /// Cholesky factors of lkj_corr(eta) matrices by the onion method (Lewandowski, Kurowicka and Joe 2009, section 3.2): row
    /// i has a beta squared length below the diagonal and a uniform direction.
    /// </summary>
    public static void LkjCholesky(ref SltRandom random, double eta, Span<double> value)
    {
        RequirePositive(eta);
        var size = Triangular.Order(value);
        value.Clear();
        for (var i = 0; i < size; i++)
        {
            var row = value.Slice(i * size, i);
            FillNormal(ref random, row);
            var square = 0.0;
            foreach (var element in row)
            {
                square += element * element;
            }

            var logit = i == 0 ? double.NegativeInfinity : LogStandardGamma(ref random, i / 2.0) - LogStandardGamma(ref random, eta + ((size - 1 - i) / 2.0));
            var stretch = Math.Sqrt(SpecialFunctions.Logistic(logit) / square);
            for (var j = 0; j < i; j++)
            {
                row[j] *= stretch;
            }

            value[(i * size) + i] = Math.Sqrt(SpecialFunctions.Logistic(-logit));
        }
    }

    // Lower triangular: roots of chi-squares of nu − i degrees of freedom (i from 0) on the diagonal, normals below.
    private static double[] BartlettFactor(ref SltRandom random, double nu, int size)
    {
        if (!(nu > size - 1))
        {
            throw OutOfDomain(nu, nameof(nu), "Wishart", $"greater than {size - 1}");
        }

        var factor = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            FillNormal(ref random, factor.AsSpan(i * size, i));
            factor[(i * size) + i] = Math.Sqrt(2 * StandardGamma(ref random, (nu - i) / 2));
        }

        return factor;
    }
}
