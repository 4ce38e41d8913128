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
        var isPositive = value is null or { Sign: > 0 };
        var isInside = value is null || (value.Value.Sign > 0 && value.Value < 1);
        return Family(sight.Law) switch
        {
            // A location, then a positive scale.
            "normal" or "lognormal" or "cauchy" or "laplace" or "logistic" or "gumbel" => sight.Part == 0 || isPositive,
            "student_t" => sight.Part == 1 || isPositive,
            "half_normal" or "half_cauchy" or "exponential" or "gamma" or "inv_gamma" or "weibull" or "rayleigh" or "beta" => isPositive,
            "poisson" => isPositive,
            "bernoulli" or "categorical" or "multinomial" or "geometric" => isInside,
            "binomial" => sight.Part == 0 || isInside,
            "bernoulli_logit" or "binomial_logit" or "poisson_log" or "categorical_logit" or "ordered_logistic" => true,
            "neg_binomial_2" => isPositive,
            "neg_binomial_2_log" => sight.Part == 0 || isPositive,
            "multi_normal" or "multi_normal_chol" or "multi_normal_prec" => true,
            _ => false,
        };
    }

    /// <summary>Whether true covariance matrices are positive definite, as far as they are numbers.</summary>
    /// <param name="truth">What the true law of an observation determines, in order.</param>
    public static bool HasPositiveDefiniteMatrices(IReadOnlyList<Sight<SymbolicNumber>> truth) => truth
        .Where(s => s.Law is TensorLaw { Family: "multi_normal" or "multi_normal_chol" or "multi_normal_prec" })
        .GroupBy(s => s.Law)
        .All(matrices =>
        {
            // A vector of length n, then the n (n + 1)/2 entries of the lower triangle, for each element of a batch.
            var size = 1;
            while (matrices.Count() % (size + (size * (size + 1) / 2)) != 0 || matrices.Max(m => m.Part) + 1 != size + (size * (size + 1) / 2))
            {
                size++;
            }

            var entries = matrices.Where(m => m.Part >= size).Select(m => (double?)m.Value.Constant).ToArray();
            return entries.Any(e => e is null) || entries.Select((e, n) => (e, n)).GroupBy(p => p.n / (size * (size + 1) / 2)).All(one => IsPositiveDefinite([.. one.Select(p => p.e!.Value)], size));
        });

    /// <summary>Whether K is at most of the order of the squared distance from a truth inside its set: densities are smooth in their parameters.</summary>
    public static bool IsSmooth(Law law) => law switch
    {
        ScalarLaw or TensorLaw => Family(law) is "normal" or "lognormal" or "cauchy" or "laplace" or "logistic" or "gumbel" or "student_t" or "half_normal"
            or "half_cauchy" or "exponential" or "gamma" or "inv_gamma" or "weibull" or "rayleigh" or "beta" or "poisson" or "poisson_log" or "bernoulli"
            or "bernoulli_logit" or "categorical" or "categorical_logit" or "multinomial" or "geometric" or "binomial" or "binomial_logit" or "ordered_logistic"
            or "neg_binomial_2" or "neg_binomial_2_log" or "beta_binomial" or "multi_normal" or "multi_normal_chol" or "multi_normal_prec" or "skew_normal" or "von_mises",
        MixtureLaw mixture => IsSmooth(mixture.Body),
        HiddenMarkovLaw chain => IsSmooth(chain.Emission),
        PlateLaw plate => IsSmooth(plate.Body),
        ProductLaw product => product.Factors.All(IsSmooth),
        ZeroInflatedLaw inflated => IsSmooth(inflated.Body),
        ConditionalLaw conditional => IsSmooth(conditional.Then) && IsSmooth(conditional.Else),
        _ => false,
    };

    /// <summary>Whether a symmetric matrix, given by its lower triangle row by row, is positive definite.</summary>
    public static bool IsPositiveDefinite(double[] lower, int size)
    {
        var factor = new double[size, size];
        for (var i = 0; i < size; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = lower[(i * (i + 1) / 2) + j];
                for (var k = 0; k < j; k++)
                {
                    rest -= factor[i, k] * factor[j, k];
                }

                if (i == j && !(rest > 1e-9))
                {
                    return false;
                }

                factor[i, j] = i == j ? Math.Sqrt(rest) : rest / factor[j, j];
            }
        }

        return true;
    }

    private static string Family(Law law) => law switch { ScalarLaw scalar => scalar.Family, TensorLaw tensor => tensor.Family, _ => "" };
}
