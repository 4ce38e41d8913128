using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using static SltDsl.Graph.Distributions.Formulas;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Distributions;

/// <summary>Families of matrices.</summary>
internal static class MatrixFamilies
{
    public static IEnumerable<Family> All =>
    [
        new TensorFamily("matrix_normal", [new("M", 2), new("U", 2), new("V", 2)], 2, "MatrixNormal", "Normal matrix with mean M, row covariance U and column covariance V.")
        {
            LogDensity = MatrixNormal,
            Identifiability = Identifiability.Partly,
        },
        new TensorFamily("wishart", [new("nu"), new("S", 2)], 2, "Wishart", "Wishart on positive definite matrices, with nu degrees of freedom and scale S; the mean is nu S.")
        {
            LogDensity = Wishart,
        },
        new TensorFamily("inv_wishart", [new("nu"), new("S", 2)], 2, "InverseWishart", "The inverse of a Wishart matrix with nu degrees of freedom and scale the inverse of S.")
        {
            LogDensity = InverseWishart,
        },
        new TensorFamily("lkj_corr", [new("eta")], 2, "LkjCorrelation", "Correlation matrices with density proportional to det^(eta - 1) (Lewandowski, Kurowicka and Joe 2009).")
        {
            LogDensity = c => (2.0 * (c.Arguments[0].Body - 1) * HalfLogDeterminant(c, Factor(c, c.Value))) - LkjConstant(c),
        },
        new TensorFamily("lkj_corr_cholesky", [new("eta")], 2, "LkjCholesky", "Cholesky factors of lkj_corr(eta) matrices.")
        {
            LogDensity = LkjFactor,
        },
    ];

    private static Lowered Factor(TensorCase c, Lowered matrix) => new Factorisations(c.Workshop).Cholesky(matrix, c.Span);

    private static Scalar HalfLogDeterminant(TensorCase c, Lowered factor) => c.Workshop.Sum("i", factor.Extents[0], i => Log(factor.At(i, i)));

    private static Lowered White(TensorCase c, Lowered factor, Lowered right) => new Factorisations(c.Workshop).SolveLower((i, j) => factor.At(i, j), right, c.Span);

    private static Scalar SquaredNorm(TensorCase c, Lowered matrix) => c.Workshop.ReduceAll(ReduceKind.Sum, matrix with { Body = Square(matrix.Body) });

    // −½ |L_U⁻¹ (X − M) L_V⁻ᵀ|² − np/2 log 2π − n log det L_V − p log det L_U.
    private static Scalar MatrixNormal(TensorCase c)
    {
        var (rows, columns) = (c.Value.Extents[0], c.Value.Extents[1]);
        var (u, v) = (Factor(c, c.Arguments[1]), Factor(c, c.Arguments[2]));
        var white = White(c, u, c.Workshop.Value(c.Value.Extents, i => c.Value.At(i) - c.Arguments[0].At(i)));
        var both = White(c, v, c.Workshop.Value([columns, rows], i => white.At(i[1], i[0])));
        return (-0.5 * SquaredNorm(c, both)) - (rows * columns * HalfLogTwoPi)
            - (rows * HalfLogDeterminant(c, v)) - (columns * HalfLogDeterminant(c, u));
    }

    private static Scalar Wishart(TensorCase c)
    {
        var nu = c.Arguments[0].Body;
        var size = c.Value.Extents[0];
        var (value, scale) = (Factor(c, c.Value), Factor(c, c.Arguments[1]));
        return ((nu - size - 1) * HalfLogDeterminant(c, value)) - (0.5 * SquaredNorm(c, White(c, scale, value)))
            - (nu * HalfLogDeterminant(c, scale)) - WishartConstant(c, nu, size);
    }

    private static Scalar InverseWishart(TensorCase c)
    {
        var nu = c.Arguments[0].Body;
        var size = c.Value.Extents[0];
        var (value, scale) = (Factor(c, c.Value), Factor(c, c.Arguments[1]));
        return (nu * HalfLogDeterminant(c, scale)) - ((nu + size + 1) * HalfLogDeterminant(c, value))
            - (0.5 * SquaredNorm(c, White(c, value, scale))) - WishartConstant(c, nu, size);
    }

    // νp/2 log 2 + log Γ_p(ν/2), Γ_p the multivariate gamma function.
    private static Scalar WishartConstant(TensorCase c, Scalar nu, Scalar size) =>
        (nu * size * (Math.Log(2) / 2)) + (size * (size - 1) * (Math.Log(Math.PI) / 4))
        + c.Workshop.Sum("i", size, i => LogGamma((nu - i) / 2));

    // Lewandowski, Kurowicka and Joe 2009, equation 16, with j = K − k for k = 1 … K − 1.
    private static Scalar LkjConstant(TensorCase c)
    {
        var eta = c.Arguments[0].Body;
        return c.Workshop.Sum("j", c.Value.Extents[0], j =>
        {
            var shape = eta + ((j - 1) / 2);
            return When(AreEqual(j, 0), 0.0, (((2.0 * eta) - 2 + j) * j * Math.Log(2)) + (j * LogBeta(shape, shape)));
        });
    }

    // Π_k L_kk^(K − k + 2 η − 2), k from 1: the Jacobian of L ↦ L Lᵀ included.
    private static Scalar LkjFactor(TensorCase c)
    {
        var size = c.Value.Extents[0];
        var eta = c.Arguments[0].Body;
        return c.Workshop.Sum("i", size, i => When(AreEqual(i, 0), 0.0, (size - i - 3 + (2.0 * eta)) * Log(c.Value.At(i, i)))) - LkjConstant(c);
    }
}
