using MathNet.Numerics.Distributions;

namespace SltDsl.Runtime;

/// <summary>
/// Estimates the learning coefficient λ and its multiplicity m from populations tempered from the prior to large β, and the
/// likelihood of the pole that their energies show.
/// </summary>
public static class LearningCoefficient
{
    private const double LargestChiSquare = 15.1;
    private const int FewestLevels = 5;
    private const int LargestGrowth = 8;

    /// <summary>
    /// Parts of the ladder, in shares of log β, that are tried in turn: the hot end is left out as not yet asymptotic, at last
    /// also the cold end, where moves and digits fail first.
    /// </summary>
    private static readonly (double From, double To)[] Parts = [(0.35, 1), (0.5, 1), (0.65, 1), (0.35, 0.75), (0.25, 0.5)];

    /// <summary>
    /// Estimates λ and m. While the error exceeds the tolerance or a check fails, the attempt is repeated with more particles,
    /// as many as the error asks for and the time allows. The same problem, options and seed give the same attempts, whatever the
    /// number of threads.
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
        var begin = Environment.CpuUsage.TotalTime;
        var threads = options.Threads == 0 ? Environment.ProcessorCount : options.Threads;
        var growth = 1;
        for (int attempt = 1, particles = options.Particles; growth > 0; attempt++)
        {
            var start = Environment.CpuUsage.TotalTime;
            try
            {
                var listener = new LadderProgress(attempt, options.Replicates, progress);
                var run = TemperedRun.Of(problem, options, particles, listener, cancellation);
                var (average, used) = Select(run.Energies, problem.Dimension);
                last = Describe(run, used, average, options, last);
                var now = Environment.CpuUsage.TotalTime;
                growth = Growth(last, options, (options.TimeBudget * threads) - (now - begin), now - start);
                particles *= growth;
            }
            catch (OperationCanceledException) when (last is not null)
            {
                break;
            }
        }

        return last!;
    }

    /// <summary>How many times more particles the next attempt takes; 0 for none.</summary>
    /// <param name="last">The attempt before.</param>
    /// <param name="options">Tolerance and the number of doublings.</param>
    /// <param name="left">The processor time left.</param>
    /// <param name="cost">What the attempt before took of it.</param>
    private static int Growth(LambdaEstimate last, EstimateOptions options, TimeSpan left, TimeSpan cost)
    {
        var excess = last.StandardError / (options.Tolerance * last.Lambda);
        if ((last.Trusted && excess <= 1) || double.IsInfinity(excess))
        {
            return 0; // Sharp enough, or no pole at all: an energy that does not come near zero.
        }

        // The error falls with the root of the particles.
        var growth = LargestGrowth;
        while (growth > 2 && growth >= 2 * excess * excess)
        {
            growth /= 2;
        }

        while (growth > 1 && ((long)last.Particles * growth > (long)options.Particles << options.Doublings || cost * growth > left))
        {
            growth /= 2;
        }

        return growth > 1 ? growth : 0;
    }

    private static LambdaEstimate Describe(TemperedRun run, LevelEnergies used, PoleAverage average, EstimateOptions options, LambdaEstimate? before)
    {
        var reasons = TrustChecks.Reasons(run, used, average);
        var most = Array.IndexOf(average.MultiplicityProbabilities, average.MultiplicityProbabilities.Max());
        var half = StudentT.InvCDF(0, 1, options.Replicates - 1, 0.975) * average.StandardError;
        return new LambdaEstimate(
            average.Lambda,
            average.StandardError,
            (average.Lambda - half, average.Lambda + half),
            most + 1,
            average.MultiplicityProbabilities[most],
            reasons.Count == 0,
            reasons,
            used.LogEnergies[0][0].Length,
            run.GradientEvaluations + (before?.GradientEvaluations ?? 0),
            run.EnergyEvaluations + (before?.EnergyEvaluations ?? 0),
            options.Seed);
    }

    /// <summary>Fits the first part of the ladder in which the residuals show that a pole's law holds, or else the part where they are smallest.</summary>
    private static (PoleAverage Average, LevelEnergies Used) Select(LevelEnergies energies, int dimension)
    {
        (PoleAverage Average, LevelEnergies Used)? best = null;
        foreach (var (from, to) in Parts)
        {
            var used = energies.Between(from, to);
            if (used.LogBetas.Length < FewestLevels)
            {
                continue;
            }

            var average = PoleAverage.Of(used, dimension);
            if (best is null || average.ResidualChiSquare < best.Value.Average.ResidualChiSquare)
            {
                best = (average, used);
            }

            if (average.ResidualChiSquare <= LargestChiSquare)
            {
                break;
            }
        }

        return best ?? (PoleAverage.Of(energies, dimension), energies);
    }
}
