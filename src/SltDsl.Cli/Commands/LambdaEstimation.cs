using System.Diagnostics;
using System.Globalization;
using SltDsl.Algebra;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Cli.Output.Progress;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary>Estimates λ and m by tempered populations, with a bar that shows the running λ̂.</summary>
/// <param name="terminal">Where progress is shown.</param>
/// <param name="seed">The seed.</param>
/// <param name="threads">The largest number of threads; 0 for all processors.</param>
/// <param name="showsProgress">Whether progress is shown.</param>
internal sealed class LambdaEstimation(Terminal terminal, ulong seed, int threads, bool showsProgress)
{
    /// <summary>The estimate for a problem.</summary>
    /// <exception cref="CommandFailure">The energy is of no use.</exception>
    /// <exception cref="OperationCanceledException">The user stopped it before an attempt was finished.</exception>
    public EstimateDocument Run(EnergyProblem problem)
    {
        using var interruption = new Interruption(terminal);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var estimate = ProgressDisplay.Run(terminal, showsProgress, ["λ̂"], bars => LearningCoefficient.Estimate(
                problem, new EstimateOptions { Seed = seed, Threads = threads }, new EstimateBar(bars), interruption.Token));
            return new(
                estimate.Lambda, estimate.StandardError, [estimate.Interval95.Low, estimate.Interval95.High], estimate.Multiplicity, estimate.MultiplicityProbability, estimate.Trusted,
                estimate.Reasons, estimate.Particles, estimate.GradientEvaluations, estimate.EnergyEvaluations, Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3), estimate.Seed);
        }
        catch (InvalidOperationException failure)
        {
            throw new CommandFailure(ExitCode.Computation, failure.Message.TrimEnd('.'), "`slt density` evaluates the model at a point");
        }
    }

    /// <summary>The problem of an ideal: K = Σ f², prior uniform on the domain, or on the unit box around the centre; null for another prior.</summary>
    public static EnergyProblem? ProblemOf(IdealProblem ideal)
    {
        if (!ideal.Prior.IsConstant)
        {
            return null;
        }

        var generators = ideal.Generators.Select(f => (IReadOnlyList<PolynomialTerm>)f.Terms.Select(t => new PolynomialTerm((double)t.Coefficient, t.Exponents)).ToList()).ToList();
        double Centre(int i) => ideal.Centre is { } centre ? (double)centre[i] : 0;
        var ends = ideal.Variables.Select((_, i) => ideal.Domain is { } domain ? ((double)domain[i].Lower, (double)domain[i].Upper) : (Centre(i) - 1, Centre(i) + 1)).ToList();
        return EnergyProblem.OnBox(new SumOfSquares(ideal.Variables.Count, generators), ends.ConvertAll(e => e.Item1), ends.ConvertAll(e => e.Item2));
    }

    private sealed class EstimateBar(IProgressBars bars) : IProgress<EstimateProgress>
    {
        public void Report(EstimateProgress value)
        {
            var running = double.IsNaN(value.Lambda) ? "…" : value.Lambda.ToString("0.000", CultureInfo.InvariantCulture);
            var error = double.IsNaN(value.StandardError) ? "" : $" ± {value.StandardError.ToString("0.000", CultureInfo.InvariantCulture)}";
            bars.Set(0, value.Fraction, $"= {running}{error}, attempt {value.Attempt}, {value.Finished}/{value.Replicates} replicates");
        }
    }
}
