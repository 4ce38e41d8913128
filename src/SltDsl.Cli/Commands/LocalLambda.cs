using System.Diagnostics;
using System.Globalization;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Cli.Output.Progress;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary>Answers where λ is asked locally: the limit from a truth's energy, its target at n, and λ̂ from data.</summary>
/// <param name="terminal">Where progress and warnings go.</param>
/// <param name="session">The model.</param>
/// <param name="run">Seed, threads and progress.</param>
internal sealed class LocalLambda(Terminal terminal, ModelSession session, RunSettings run)
{
    private const double LargestEnergyAtTruePoint = 1e-8;
    private const double LargestGap = 4;

    private readonly Dictionary<string, CriterionDocument> _criteria = [];
    private readonly List<string> _reasons = [];

    /// <summary>The answer.</summary>
    /// <exception cref="CommandFailure">A name, a file or the model does not allow it.</exception>
    /// <exception cref="OperationCanceledException">The user stopped it.</exception>
    public LlcDocument Answer(LocalQuestion question)
    {
        var start = Stopwatch.GetTimestamp();
        var place = Place(question);
        var rows = session.File is null ? null : session.Rows();
        EstimateDocument? limit = null;
        var n = rows?.Rows ?? question.Count;
        try
        {
            if (question.Truth is { } truth)
            {
                session.RequireTruth(truth);
                var problem = TruthRlct.Problem(session, truth);
                WarnOfEnergy(problem, place, truth);
                limit = new LambdaEstimation(terminal, run.Seed, run.Threads, run.ShowsProgress).Run(place.InTheLimit(problem));
                if (!double.IsFinite(limit.StandardError))
                {
                    throw new CommandFailure(ExitCode.Computation, $"K does not come near 0 there, so no λ is seen at `{truth}`", "choose a true point, or a larger `--radius` around it");
                }

                _reasons.AddRange(limit.Reasons);
                if (n is { } count)
                {
                    _criteria["targetAtN"] = Target(place.AtFiniteN(problem), count);
                }
            }

            var data = rows is null ? null : FromData(place, rows);
            var (lambda, error) = limit is not null ? (limit.Lambda, limit.StandardError) : (data!.LambdaFromTwoTemperatures.Value, data.LambdaFromTwoTemperatures.StandardError);
            return new(
                session.Model.Info.Name, question.Truth, place.Name, n, lambda, error, limit?.Interval95, limit?.Multiplicity, limit?.MultiplicityProbability,
                _reasons.Count == 0, _reasons, _criteria, (limit?.GradientEvaluations ?? 0) + (data?.GradientEvaluations ?? 0), (limit?.EnergyEvaluations ?? 0) + (data?.EnergyEvaluations ?? 0),
                Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3), run.Seed);
        }
        catch (NotSupportedException failure)
        {
            throw new CommandFailure(ExitCode.Computation, failure.Message.TrimEnd('.'), "the whole prior or a phase needs a prior that can be drawn from; `--at point.json` does not");
        }
        catch (InvalidOperationException failure)
        {
            throw new CommandFailure(ExitCode.Computation, failure.Message.TrimEnd('.'), "`slt density` evaluates the model at a point");
        }
    }

    private LocalPlace Place(LocalQuestion question)
    {
        if (question.Phase is { } phase)
        {
            KnownNames.Require("--phase", [phase], session.Model.Info.Phases, session.Model.Info.Name);
            return new PhasePlace(session.Model, phase);
        }

        return question.At is { } path
            ? new PointPlace(path, PointFile.ReadUnconstrained(path, session.Model), question.Radius, question.Gamma)
            : new WholePrior();
    }

    private void WarnOfEnergy(EnergyProblem problem, LocalPlace place, string truth)
    {
        if (place is PointPlace point && problem.Energy.Energy(point.Centre) is var energy && !(energy <= LargestEnergyAtTruePoint))
        {
            new MessageWriter(terminal).Warning(
                string.Create(CultureInfo.InvariantCulture, $"K = {energy:0.###e0} at the point, so it is not a true one at `{truth}`: λ̂ is that of the true points within the radius, if there are any"),
                "give more digits of the point, or a larger `--radius`");
        }
    }

    /// <summary>The sum over a grid where there is one and the populations agree with it; else what the populations say.</summary>
    private CriterionDocument Target(EnergyProblem problem, int n)
    {
        using var interruption = new Interruption(terminal);
        var (estimate, trusted, reasons) = FiniteSample.Estimate(problem, n, new FreeEnergyOptions { Seed = run.Seed, Threads = run.Threads }, interruption.Token);
        if (FiniteSample.Target(problem, n, interruption.Token) is { } exact && Math.Abs(exact - estimate.Value) <= LargestGap * estimate.StandardError)
        {
            return new(exact, 0, null, null, null);
        }

        if (!trusted)
        {
            _reasons.AddRange(reasons);
        }

        return new(estimate.Value, estimate.StandardError, null, null, null);
    }

    private FreeEnergyEstimate FromData(LocalPlace place, Dataset rows)
    {
        using var interruption = new Interruption(terminal);
        var estimate = ProgressDisplay.Run(terminal, run.ShowsProgress, ["λ̂ at n"], bars => FreeEnergy.Estimate(
            place.OfData(EvidenceProblem.Of(session.Model, rows)),
            new FreeEnergyOptions { Seed = run.Seed, Threads = run.Threads },
            new TemperingBar(bars),
            interruption.Token));
        var lambda = estimate.LambdaFromTwoTemperatures;
        if (!double.IsFinite(lambda.Value))
        {
            throw new CommandFailure(ExitCode.Data, $"λ̂ at n needs at least 3 rows, there {(rows.Rows == 1 ? "is 1" : $"are {rows.Rows}")}", "give more rows, or a truth with `--truth`");
        }

        _reasons.AddRange(estimate.Reasons);
        _criteria["lambdaAtN"] = new(lambda.Value, lambda.StandardError, null, null, null);
        _criteria["freeEnergy"] = new(estimate.FreeEnergy.Value, estimate.FreeEnergy.StandardError, null, null, null);
        return estimate;
    }
}
