using MathNet.Numerics.Distributions;

namespace SltDsl.Runtime;

/// <summary>
/// Estimates the learning coefficient λ and its multiplicity m from populations tempered from the prior to large β, and the
/// likelihood of the pole that their energies show.
/// </summary>
public static class LearningCoefficient
{
    /// <summary>The share of the ladder, in log β, that is left out as not yet asymptotic.</summary>
    private const double Cut = 0.35;

    private const double SureOfMultiplicity = 0.95;
    private const double LargestChiSquare = 15.1;

    private static readonly double[] FurtherCuts = [0, 0.2, 0.4];

    /// <summary>
    /// Estimates λ and m. The particles are doubled until the error is within the tolerance and m is 95 % sure, or the
    /// doublings are used up. The same problem, options and seed give the same estimate, whatever the number of threads.
    /// </summary>
    /// <param name="problem">Prior and energy.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="progress">Hears of every level, from several threads.</param>
    /// <param name="cancellation">Stops the estimate.</param>
    /// <exception cref="InvalidOperationException">The energy is not finite, or zero, at most points of the prior.</exception>
    /// <exception cref="OperationCanceledException">Stopped before the first attempt was finished; later, the last finished attempt is returned.</exception>
    public static LambdaEstimate Estimate(
        EnergyProblem problem,
        EstimateOptions? options = null,
        IProgress<EstimateProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        options ??= new EstimateOptions();
        options.Check();

        LambdaEstimate? last = null;
        for (var attempt = 0; attempt <= options.Doublings; attempt++)
        {
            try
            {
                last = Attempt(problem, options, attempt, progress, last, cancellation);
            }
            catch (OperationCanceledException) when (last is not null)
            {
                break;
            }

            if (last.Trusted && last.StandardError <= options.Tolerance * last.Lambda && last.MultiplicityProbability >= SureOfMultiplicity)
            {
                break;
            }
        }

        return last!;
    }

    private static LambdaEstimate Attempt(
        EnergyProblem problem,
        EstimateOptions options,
        int attempt,
        IProgress<EstimateProgress>? progress,
        LambdaEstimate? before,
        CancellationToken cancellation)
    {
        var listener = new LadderProgress(attempt + 1, options.Replicates, progress);
        var run = TemperedRun.Of(problem, options, options.Particles << attempt, listener, cancellation);
        var (selection, used) = Select(run.Energies, problem.Dimension);
        var reasons = TrustChecks.Reasons(run, used, selection);
        var most = Array.IndexOf(selection.MultiplicityProbabilities, selection.MultiplicityProbabilities.Max());
        var half = StudentT.InvCDF(0, 1, options.Replicates - 1, 0.975) * selection.StandardError;
        return new LambdaEstimate(
            selection.Lambda,
            selection.StandardError,
            (selection.Lambda - half, selection.Lambda + half),
            most + 1,
            selection.MultiplicityProbabilities[most],
            reasons.Count == 0,
            reasons,
            run.GradientEvaluations + (before?.GradientEvaluations ?? 0),
            run.EnergyEvaluations + (before?.EnergyEvaluations ?? 0),
            options.Seed);
    }

    /// <summary>Fits from the cut on, and raises the cut while the residuals show that the pole's law does not hold yet.</summary>
    private static (PoleSelection Selection, LevelEnergies Used) Select(LevelEnergies energies, int dimension)
    {
        (PoleSelection Selection, LevelEnergies Used)? best = null;
        var first = Cut * energies.LogBetas[^1];
        foreach (var further in FurtherCuts)
        {
            var used = energies.From(first + (further * (energies.LogBetas[^1] - first)));
            var selection = PoleSelection.Of(used, dimension);
            if (best is null || selection.ResidualChiSquare < best.Value.Selection.ResidualChiSquare)
            {
                best = (selection, used);
            }

            if (selection.ResidualChiSquare <= LargestChiSquare)
            {
                break;
            }
        }

        return best!.Value;
    }
}
