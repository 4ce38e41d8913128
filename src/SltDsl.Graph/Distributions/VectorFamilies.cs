using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using static SltDsl.Graph.Distributions.Formulas;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Distributions;

/// <summary>Families of real vectors.</summary>
internal static class VectorFamilies
{
    public static IEnumerable<Family> All =>
    [
        new TensorFamily("dirichlet", [new("a", 1)], 1, "Dirichlet", "Dirichlet on the simplex, proportional to the product of w_k^(a_k - 1).")
        {
            LogDensity = Dirichlet,
        },
        new TensorFamily("multi_normal", [new("mu", 1), new("Sigma", 2)], 1, "MultivariateNormal", "Multivariate normal with mean mu and covariance Sigma.")
        {
            LogDensity = c => Normal(c, Factor(c)),
            Divergence = (q, p) => NormalDivergence(q, Factor(q), p, Factor(p)),
        },
        new TensorFamily("multi_normal_chol", [new("mu", 1), new("L", 2)], 1, "MultivariateNormalCholesky", "Multivariate normal with mean mu and covariance L L'.")
        {
            LogDensity = c => Normal(c, c.Arguments[1]),
            Divergence = (q, p) => NormalDivergence(q, q.Arguments[1], p, p.Arguments[1]),
        },
        new TensorFamily("multi_normal_prec", [new("mu", 1), new("P", 2)], 1, "MultivariateNormalPrecision", "Multivariate normal with mean mu and precision P.")
        {
            LogDensity = Precision,
        },
        new TensorFamily("multi_student_t", [new("nu"), new("mu", 1), new("S", 2)], 1, "MultivariateStudentT", "Multivariate Student's t with nu degrees of freedom, location mu and scale matrix S.")
        {
            LogDensity = StudentT,
        },
    ];

    private static Scalar Dirichlet(TensorCase c)
    {
        var a = c.Arguments[0];
        return LogGamma(c.Sum(k => a.At(k))) + c.Sum(k => XLogY(a.At(k) - 1, c.Value.At(k)) - LogGamma(a.At(k)));
    }

    private static Lowered Factor(TensorCase c) => new Factorisations(c.Workshop).Cholesky(c.Arguments[^1], c.Span);

    private static Scalar Normal(TensorCase c, Lowered factor) =>
        (-0.5 * SquaredDistance(c, factor, c.Value, c.Arguments[0])) - c.Shared(c.Sum(i => Log(factor.At(i, i)) + HalfLogTwoPi), "logNormaliser");

    /// <summary>(u − v)ᵀ (L Lᵀ)⁻¹ (u − v).</summary>
    private static Scalar SquaredDistance(TensorCase c, Lowered factor, Lowered u, Lowered v)
    {
        var difference = c.Workshop.Value([factor.Extents[0]], i => u.At(i) - v.At(i));
        var white = new Factorisations(c.Workshop).SolveLower((i, j) => factor.At(i, j), difference, c.Span);
        return c.Workshop.Sum("i", factor.Extents[0], i => Square(white.At(i)));
    }

    // With M = L_p⁻¹ L_q, lower triangular: ½ (Σ_{i>j} M_ij² + Σ_i (M_ii² − 1 − log M_ii²) + |L_p⁻¹ (μ_q − μ_p)|²).
    private static Scalar NormalDivergence(TensorCase q, Lowered factorOfQ, TensorCase p, Lowered factorOfP)
    {
        var relative = new Factorisations(q.Workshop).SolveLower((i, j) => factorOfP.At(i, j), factorOfQ, q.Span);
        var size = factorOfQ.Extents[0];
        var spread = q.Workshop.Sum("i", size, i =>
        {
            var below = q.Workshop.Sum("j", size, j => When(Less(j, i), Square(relative.At(i, j)), 0.0));
            return below + LogGap((relative.At(i, i) - 1) * (relative.At(i, i) + 1));
        });
        return 0.5 * (spread + SquaredDistance(q, factorOfP, q.Arguments[0], p.Arguments[0]));
    }

    private static Scalar Precision(TensorCase c)
    {
        var factor = Factor(c);
        var size = c.Length();
        var projected = c.Workshop.Sum("j", size, j =>
            Square(c.Workshop.Sum("i", size, i => factor.At(i, j) * (c.Value.At(i) - c.Arguments[0].At(i)))));
        return c.Shared(c.Sum(i => Log(factor.At(i, i)) - HalfLogTwoPi), "logNormaliser") - (0.5 * projected);
    }

    private static Scalar StudentT(TensorCase c)
    {
        var nu = c.Arguments[0].Body;
        var factor = Factor(c);
        var size = factor.Extents[0];
        var distance = SquaredDistance(c, factor, c.Value, c.Arguments[1]);
        var normaliser = LogGamma(nu / 2) + (size / 2 * (Log(nu) + Math.Log(Math.PI))) - LogGamma((nu + size) / 2)
            + c.Workshop.Sum("i", size, i => Log(factor.At(i, i)));
        return -c.Shared(normaliser, "logNormaliser") - ((nu + size) / 2 * Log1p(distance / nu));
    }
}
