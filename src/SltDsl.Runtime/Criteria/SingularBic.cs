namespace SltDsl.Runtime;

/// <summary>One model of a nested sequence, as the singular BIC sees it.</summary>
/// <param name="LogLikelihood">Its largest log likelihood.</param>
/// <param name="Coefficients">λ and m of this model at the generic truth of each submodel, from the smallest to itself.</param>
/// <param name="PriorWeight">Its prior probability, up to a common factor.</param>
public sealed record NestedModel(double LogLikelihood, IReadOnlyList<(double Lambda, int Multiplicity)> Coefficients, double PriorWeight = 1);

/// <summary>The singular Bayesian information criterion of nested models (Drton and Plummer 2017).</summary>
public static class SingularBic
{
    /// <summary>log of the approximate evidence of each model; larger is better.</summary>
    /// <param name="models">From the smallest to the largest, each a submodel of the next.</param>
    /// <param name="rows">n, at least 3.</param>
    /// <exception cref="ArgumentException">A model does not list one (λ, m) a submodel.</exception>
    public static double[] Of(IReadOnlyList<NestedModel> models, int rows)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 3);
        var highest = models.Max(model => model.LogLikelihood);
        var evidence = new double[models.Count];
        for (var i = 0; i < models.Count; i++)
        {
            var model = models[i];
            if (model.Coefficients.Count != i + 1)
            {
                throw new ArgumentException($"model {i + 1} needs λ and m at {i + 1} submodels, has {model.Coefficients.Count}.", nameof(models));
            }

            // L_i solves Σ_{j ≤ i} (L_i − L'_ij) L_j P_j = 0: a quadratic with one positive root (their equation 3.4).
            var own = Approximation(model, i);
            var linear = -own * model.PriorWeight;
            var constant = 0.0;
            for (var j = 0; j < i; j++)
            {
                linear += evidence[j] * models[j].PriorWeight;
                constant -= Approximation(model, j) * evidence[j] * models[j].PriorWeight;
            }

            evidence[i] = (-linear + Math.Sqrt((linear * linear) - (4 * model.PriorWeight * constant))) / (2 * model.PriorWeight);
        }

        return Array.ConvertAll(evidence, value => Math.Log(value) + highest);

        double Approximation(NestedModel model, int submodel)
        {
            var (lambda, multiplicity) = model.Coefficients[submodel];
            return Math.Exp(model.LogLikelihood - highest - (lambda * Math.Log(rows)) + ((multiplicity - 1) * Math.Log(Math.Log(rows))));
        }
    }
}
