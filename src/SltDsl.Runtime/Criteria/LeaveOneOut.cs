namespace SltDsl.Runtime;

/// <summary>
/// Leave-one-out cross-validation by Pareto-smoothed importance sampling (Vehtari, Gelman and Gabry 2017; Vehtari et al.
/// 2024), from log p(yᵢ | w) at draws from the posterior of all data.
/// </summary>
/// <param name="ElpdLoo">Σ log p(yᵢ | the others); larger is better.</param>
/// <param name="StandardError">Of it, from the scatter over observations.</param>
/// <param name="EffectiveParameters">Σ lppdᵢ − elpd.</param>
/// <param name="ParetoShapes">k̂ of each observation: over 0.7 its term cannot be trusted.</param>
/// <param name="Terms">log p(yᵢ | the others) of each observation: two models on the same data are compared term by term.</param>
public sealed record LeaveOneOut(double ElpdLoo, double StandardError, double EffectiveParameters, IReadOnlyList<double> ParetoShapes, IReadOnlyList<double> Terms)
{
    private const double LargestShape = 0.7;

    /// <summary>Observations whose k̂ is over 0.7.</summary>
    public int Unreliable => ParetoShapes.Count(shape => shape > LargestShape);

    /// <summary>The standard error of a sum over observations, such as that of the differences between two models: √(n Var).</summary>
    /// <param name="terms">A term for each observation.</param>
    public static double ErrorOfSum(double[] terms) => Pointwise.ErrorOfSum(terms);

    /// <summary>Computes the criterion.</summary>
    /// <param name="pointwise">Log likelihoods, a draw a row, an observation a column; at least 25 draws.</param>
    public static LeaveOneOut Of(double[][] pointwise)
    {
        var observations = Pointwise.Columns(pointwise);
        var terms = new double[observations.Length];
        var shapes = new double[observations.Length];
        for (var i = 0; i < observations.Length; i++)
        {
            var logWeights = Array.ConvertAll(observations[i], density => -density);
            shapes[i] = ParetoSmoothing.Smooth(logWeights);
            var both = logWeights.Zip(observations[i], (weight, density) => weight + density).ToArray();
            terms[i] = Pointwise.LogMeanExp(both) - Pointwise.LogMeanExp(logWeights);
        }

        var elpd = terms.Sum();
        return new LeaveOneOut(elpd, Pointwise.ErrorOfSum(terms), observations.Sum(Pointwise.LogMeanExp) - elpd, shapes, terms);
    }
}
