namespace SltDsl.Runtime;

/// <summary>The widely applicable information criterion (Watanabe 2010), from log p(yᵢ | w) at draws from the posterior.</summary>
/// <param name="ElpdWaic">Expected log predictive density of n new observations, Σ (lppdᵢ − Vᵢ); larger is better.</param>
/// <param name="StandardError">Of it, from the scatter over observations.</param>
/// <param name="EffectiveParameters">V = Σ Vᵢ, the functional variance.</param>
/// <param name="TrainingLoss">T, minus the mean log predictive density of the data themselves.</param>
/// <param name="GeneralisationLoss">WAIC in Watanabe's form, T + V/n, an estimate of the generalisation loss.</param>
/// <param name="SingularFluctuation">ν̂ = V/2 at β = 1 (Watanabe 2009, definition 6.6).</param>
/// <param name="Unreliable">Observations with Vᵢ over 0.4, for which the approximation is doubtful (Vehtari, Gelman and Gabry 2017); prefer leave-one-out where there are any.</param>
public sealed record Waic(
    double ElpdWaic,
    double StandardError,
    double EffectiveParameters,
    double TrainingLoss,
    double GeneralisationLoss,
    double SingularFluctuation,
    int Unreliable)
{
    private const double LargestVariance = 0.4;

    /// <summary>Computes the criterion.</summary>
    /// <param name="pointwise">Log likelihoods, a draw a row, an observation a column; at least two draws.</param>
    public static Waic Of(double[][] pointwise)
    {
        var observations = Pointwise.Columns(pointwise);
        var predictive = Array.ConvertAll(observations, Pointwise.LogMeanExp);
        var variances = Array.ConvertAll(observations, Pointwise.Variance);
        var elpd = predictive.Zip(variances, (density, variance) => density - variance).ToArray();
        var training = -predictive.Average();
        var total = variances.Sum();
        return new Waic(
            elpd.Sum(),
            Pointwise.ErrorOfSum(elpd),
            total,
            training,
            training + (total / elpd.Length),
            0.5 * total,
            variances.Count(variance => variance > LargestVariance));
    }
}
