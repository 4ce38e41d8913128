using static SltDsl.Language.Binding.Distributions.ParameterRole;

namespace SltDsl.Language.Binding.Distributions;

/// <summary>The families that may stand after <c>~</c>. A test compares this with the graph's distribution table.</summary>
internal static class FamilySignatures
{
    private static readonly Dictionary<string, FamilySignature> _all = Table().ToDictionary(f => f.Name, StringComparer.Ordinal);

    /// <summary>All families.</summary>
    public static IReadOnlyCollection<FamilySignature> All => _all.Values;

    /// <summary>The family of this name, or null.</summary>
    public static FamilySignature? Find(string name) => _all.TryGetValue(name, out var family) ? family : null;

    private static IEnumerable<FamilySignature> Table() => RealFamilies().Concat(PositiveFamilies()).Concat(CountFamilies()).Concat(StructuredFamilies());

    private static IEnumerable<FamilySignature> RealFamilies() =>
    [
        Scalar("normal", Support.Real, ("mu", Location), ("sd", StandardDeviation)) with { HasIntervalMass = true, IsSymmetric = true },
        Scalar("student_t", Support.Real, ("nu", Positive), ("mu", Location), ("s", Positive)) with { HasIntervalMass = true, IsSymmetric = true },
        Scalar("cauchy", Support.Real, ("mu", Location), ("s", Positive)) with { HasIntervalMass = true, IsSymmetric = true },
        Scalar("laplace", Support.Real, ("mu", Location), ("s", Positive)) with { HasIntervalMass = true, IsSymmetric = true },
        Scalar("logistic", Support.Real, ("mu", Location), ("s", Positive)) with { HasIntervalMass = true, IsSymmetric = true },
        Scalar("gumbel", Support.Real, ("mu", Location), ("s", Positive)) with { HasIntervalMass = true },
        Scalar("skew_normal", Support.Real, ("mu", Location), ("s", Positive), ("a", Location)),
        Scalar("von_mises", Support.Real, ("mu", Location), ("k", Positive)),
        Scalar("flat", Support.Real),
        Scalar("dirac", Support.Real, ("v", Location)),
    ];

    private static IEnumerable<FamilySignature> PositiveFamilies() =>
    [
        Scalar("half_normal", Support.NonNegative, ("s", Positive)) with { HasIntervalMass = true },
        Scalar("half_cauchy", Support.NonNegative, ("s", Positive)) with { HasIntervalMass = true },
        Scalar("half_student_t", Support.NonNegative, ("nu", Positive), ("s", Positive)) with { HasIntervalMass = true },
        Scalar("lognormal", Support.NonNegative, ("mu", Location), ("sd", StandardDeviation)) with { HasIntervalMass = true },
        Scalar("exponential", Support.NonNegative, ("rate", Positive)) with { HasIntervalMass = true },
        Scalar("gamma", Support.NonNegative, ("shape", Positive), ("rate", Positive)) with { HasIntervalMass = true },
        Scalar("inv_gamma", Support.NonNegative, ("shape", Positive), ("rate", Positive)) with { HasIntervalMass = true },
        Scalar("chi_square", Support.NonNegative, ("nu", Positive)) with { HasIntervalMass = true },
        Scalar("inv_chi_square", Support.NonNegative, ("nu", Positive)) with { HasIntervalMass = true },
        Scalar("weibull", Support.NonNegative, ("a", Positive), ("s", Positive)) with { HasIntervalMass = true },
        Scalar("frechet", Support.NonNegative, ("a", Positive), ("s", Positive)) with { HasIntervalMass = true },
        Scalar("rayleigh", Support.NonNegative, ("s", Positive)) with { HasIntervalMass = true },
        Scalar("pareto", Support.FromFirst, ("min", Positive), ("a", Positive)) with { HasIntervalMass = true },
        Scalar("uniform", Support.Interval, ("a", Location), ("b", Location)) with { HasIntervalMass = true },
        Scalar("beta", Support.UnitInterval, ("a", Positive), ("b", Positive)) with { HasIntervalMass = true },
        Scalar("beta_mean", Support.UnitInterval, ("m", Probability), ("k", Positive)) with { HasIntervalMass = true },
    ];

    private static IEnumerable<FamilySignature> CountFamilies() => new[]
    {
        Scalar("bernoulli", Support.Binary, ("p", Probability)) with { HasIntervalMass = true },
        Scalar("bernoulli_logit", Support.Binary, ("a", Location)) with { HasIntervalMass = true },
        Scalar("binomial", Support.UpToFirst, ("n", Count), ("p", Probability)) with { HasIntervalMass = true },
        Scalar("binomial_logit", Support.UpToFirst, ("n", Count), ("a", Location)) with { HasIntervalMass = true },
        Scalar("beta_binomial", Support.UpToFirst, ("n", Count), ("a", Positive), ("b", Positive)) with { HasIntervalMass = true },
        Scalar("poisson", Support.Counts, ("m", Positive)) with { HasIntervalMass = true },
        Scalar("poisson_log", Support.Counts, ("a", Location)) with { HasIntervalMass = true },
        Scalar("neg_binomial_2", Support.Counts, ("mu", Positive), ("phi", Positive)) with { HasIntervalMass = true },
        Scalar("neg_binomial_2_log", Support.Counts, ("eta", Location), ("phi", Positive)) with { HasIntervalMass = true },
        Scalar("geometric", Support.Counts, ("p", Probability)) with { HasIntervalMass = true },
        Scalar("hypergeometric", Support.Counts, ("N", Count), ("K", Count), ("n", Count)) with { HasIntervalMass = true },
        Scalar("discrete_uniform", Support.IntegerInterval, ("a", Location), ("b", Location)) with { HasIntervalMass = true },
        Structured("categorical", Support.Classes, 0, ("p", Simplex, [ParameterSignature.Free])),
        Structured("categorical_logit", Support.Classes, 0, ("a", Location, [ParameterSignature.Free])),
        Structured("ordered_logistic", Support.Classes, 0, ("eta", Location, []), ("cut", Location, [ParameterSignature.Free])),
        Structured("multinomial", Support.CountVector, 1, ("n", Count, []), ("p", Simplex, [0])),
        Structured("dirichlet_multinomial", Support.CountVector, 1, ("n", Count, []), ("a", Positive, [0])),
    }.Select(f => f with { IsDiscrete = true });

    private static IEnumerable<FamilySignature> StructuredFamilies() =>
    [
        Structured("dirichlet", Support.Simplex, 1, ("a", Positive, [0])),
        Structured("multi_normal", Support.Vector, 1, ("mu", Location, [0]), ("Sigma", PositiveDefinite, [0, 0])),
        Structured("multi_normal_chol", Support.Vector, 1, ("mu", Location, [0]), ("L", PositiveDefinite, [0, 0])),
        Structured("multi_normal_prec", Support.Vector, 1, ("mu", Location, [0]), ("P", PositiveDefinite, [0, 0])),
        Structured("multi_student_t", Support.Vector, 1, ("nu", Positive, []), ("mu", Location, [0]), ("S", PositiveDefinite, [0, 0])),
        Structured("matrix_normal", Support.Matrix, 2, ("M", Location, [0, 1]), ("U", PositiveDefinite, [0, 0]), ("V", PositiveDefinite, [1, 1])),
        Structured("wishart", Support.Covariance, 2, ("nu", Positive, []), ("S", PositiveDefinite, [0, 0])),
        Structured("inv_wishart", Support.Covariance, 2, ("nu", Positive, []), ("S", PositiveDefinite, [0, 0])),
        Structured("lkj_corr", Support.Correlation, 2, ("eta", Positive, [])),
        Structured("lkj_corr_cholesky", Support.CholeskyCorrelation, 2, ("eta", Positive, [])),
    ];

    private static FamilySignature Scalar(string name, Support support, params (string Name, ParameterRole Role)[] parameters) =>
        new(name, support, 0, parameters.Select(p => new ParameterSignature(p.Name, p.Role, [])).ToEquatableArray());

    private static FamilySignature Structured(string name, Support support, int rank, params (string Name, ParameterRole Role, int[] Axes)[] parameters) =>
        new(name, support, rank, parameters.Select(p => new ParameterSignature(p.Name, p.Role, p.Axes)).ToEquatableArray());
}
