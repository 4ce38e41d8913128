using SltDsl.Graph;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Visibility;

namespace SltDsl.Singularity.Ideals;

/// <summary>Families whose divergence is of the order of the squared difference of their parameters.</summary>
internal static class RegularFamilies
{
    /// <summary>
    /// Whether the family is regular where the truth has its parameters: smooth in them, positive definite Fisher information, and K of the
    /// order of the squared distance on compact sets.
    /// </summary>
    public static bool IsRegular(Sight<SymbolicNumber> sight, Sight<SymbolicNumber> truth)
    {
        var value = truth.Value.Constant;
        return Family(sight.Law) switch
        {
            // A mean, then a positive scale.
            "normal" or "lognormal" or "cauchy" or "laplace" or "logistic" or "gumbel" or "student_t" => true,
            "half_normal" or "half_cauchy" or "exponential" or "gamma" or "inv_gamma" or "weibull" or "rayleigh" or "beta" => true,
            "poisson" or "geometric" => value is not { Sign: 0 },
            "bernoulli" or "categorical" or "multinomial" => value is null || (value.Value.Sign > 0 && value.Value < 1),
            "binomial" => sight.Part == 0 || value is null || (value.Value.Sign > 0 && value.Value < 1),
            "bernoulli_logit" or "binomial_logit" or "poisson_log" or "categorical_logit" or "ordered_logistic" => true,
            "neg_binomial_2" or "neg_binomial_2_log" => true,
            "multi_normal" or "multi_normal_chol" or "multi_normal_prec" => true,
            _ => false,
        };
    }

    private static string Family(Law law) => law switch { ScalarLaw scalar => scalar.Family, TensorLaw tensor => tensor.Family, _ => "" };
}
