using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Cli.Output.Progress;
using SltDsl.Cli.Output.Runs;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt sample</c>: draws from the posterior, kept in a run folder.</summary>
internal static class SampleCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var model = new ModelOptions(isRequired: false);
        var sampler = new SampleOptions();
        var seed = SharedOptions.Seed();
        var initial = new Option<string?>("--init") { Description = "Where every chain starts: a JSON file with a value for each parameter", HelpName = "POINT.json" };
        var folder = new Option<string?>("-o") { Description = "The run folder; without it the next free runs/NAME-k", HelpName = "DIR" };
        var resume = new Option<string?>("--resume") { Description = "Go on with a run that was ended, to the same draws; the model and settings are those of its folder", HelpName = "DIR" };
        var force = SharedOptions.Force();
        var strict = new Option<bool>("--strict") { Description = "Exit with 4 when the chains did not converge" };
        var threads = SharedOptions.Threads();
        var json = SharedOptions.Json();
        var quiet = SharedOptions.Quiet();
        var silent = SharedOptions.NoProgress();
        var verb = new Verb(
            "sample",
            "Draw from the posterior",
            "slt sample model.slt --data rows.csv",
            "slt sample model.slt --data rows.csv --chains 4 --draws 2000 --seed 1 -o runs/first",
            "slt sample model.slt --data rows.csv --method exchange",
            "slt sample --resume runs/first",
            "slt simulate model.slt --truth Q -n 1000 --seed 1 | slt sample model.slt --data - --json")
        {
            seed, initial, folder, resume, force, strict, threads, json, quiet, silent,
        };
        model.AddTo(verb);
        sampler.AddTo(verb);
        verb.SetAction(parse =>
        {
            var shows = new Shown(terminal, parse.GetValue(json), parse.GetValue(quiet), !parse.GetValue(quiet) && !parse.GetValue(silent));
            if (parse.GetValue(resume) is not { } path)
            {
                var (request, options) = (model.Read(parse), sampler.Read(parse));
                using var session = ModelSession.Open(terminal, request);
                var rows = session.Rows();
                options = options with { Initial = parse.GetValue(initial) is { } file ? PointFile.ReadUnconstrained(file, session.Model) : null };
                using var run = RunFolder.Create(parse.GetValue(folder), parse.GetValue(force), session, request, Seeds.Choose(parse.GetValue(seed), terminal), options);
                return Run(shows, session, rows, run, parse.GetValue(threads), parse.GetValue(strict));
            }

            var given = sampler.FirstGiven(parse) ?? new Option[] { seed, initial, folder }.FirstOrDefault(o => parse.GetResult(o) is { Implicit: false })?.Name ?? model.FirstGiven(parse);
            if (given is not null)
            {
                throw new CommandFailure(ExitCode.Usage, $"`{given}` cannot change in a run that goes on", $"write `slt sample --resume {path}`; the run folder holds the rest");
            }

            using var goingOn = RunFolder.Reopen(path);
            using var again = ModelSession.Open(terminal, goingOn.Source, goingOn.Request(model.Data(parse)));
            return Run(shows, again, again.Rows(), goingOn, parse.GetValue(threads), parse.GetValue(strict));
        });
        return verb;
    }

    private static int Run(Shown shows, ModelSession session, Dataset rows, RunFolder run, int threads, bool strict)
    {
        var start = Stopwatch.GetTimestamp();
        try
        {
            var draws = Draw(shows, session, rows, run, threads);
            var posterior = SampledPosterior.Of(session.Model, rows, draws);
            var summary = SampleSummary.Of(posterior, run.Options, PosteriorFindings.Of(session, posterior, run.Options), Stopwatch.GetElapsedTime(start).TotalSeconds, run.Path);
            run.WriteDraws(session, rows, posterior);
            run.Finish(summary);
            shows.Report(posterior, summary);
            return !draws.IsComplete ? ExitCode.Interrupted : strict && !summary.Converged ? ExitCode.Computation : ExitCode.Fine;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailure(ExitCode.Computation, $"`{run.Path}` cannot be written: {failure.Message.TrimEnd('.')}", $"make room, then `slt sample --resume {run.Path}` goes on from what is kept");
        }
    }

    private static Draws Draw(Shown shows, ModelSession session, Dataset rows, RunFolder run, int threads)
    {
        using var interruption = new Interruption(shows.Terminal);
        var options = run.Options;
        try
        {
            var sampler = SamplerChoice.Of(options, session.Model, threads);
            var titles = Enumerable.Range(1, options.Chains).Select(chain => $"chain {chain}").ToList();
            return ProgressDisplay.Run(shows.Terminal, shows.Progress, titles, bars => Sampler.Run(
                session.Model.Posterior(rows, options.Beta), sampler, options.Chains, options.Draws, run.Seed, new ChainBars(bars), run.Checkpoints, interruption.Token));
        }
        catch (Exception failure) when (failure is ImproperDensityException or InitialPointException or DivergedChainException or NotSupportedException)
        {
            run.Abandon();
            throw SamplingFailure.Explain(failure, session, rows);
        }
    }

    /// <summary>Shows what each chain says on its bar.</summary>
    private sealed class ChainBars(IProgressBars bars) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => bars.Set(
            value.Chain,
            value.InverseTemperature ?? ((double)value.Finished / value.Total),
            value.InverseTemperature is { } beta ? string.Create(CultureInfo.InvariantCulture, $"from prior to posterior, β = {beta:g3}") : Iterations(value));

        private static string Iterations(ChainProgress value) =>
            $"{(value.WarmingUp ? "warm-up" : "draws")} {value.Finished}/{value.Total}"
            + (double.IsNaN(value.StepSize) ? "" : string.Create(CultureInfo.InvariantCulture, $", {value.Divergences} divergent, step {value.StepSize:0.###}"));
    }

    /// <summary>What the user wants to see.</summary>
    private sealed record Shown(Terminal Terminal, bool Json, bool Quiet, bool Progress)
    {
        public void Report(SampledPosterior posterior, SampleDocument summary)
        {
            if (Json)
            {
                Terminal.Output.WriteLine(JsonContract.Document(summary));
            }
            else
            {
                PosteriorText.Write(posterior.Summaries, Terminal.Output);
            }

            Terminal.Output.Flush();
            var messages = new MessageWriter(Terminal);
            foreach (var finding in summary.Findings)
            {
                messages.Warning(finding);
            }

            if (!Quiet)
            {
                SampleSummary.LadderText(summary.Ladder).ToList().ForEach(messages.Note);
                messages.Note($"{summary.Chains} chains × {summary.Draws} draws in {summary.Seconds:0.0} s, {summary.Divergences} divergences; kept in {summary.Output}");
            }
        }
    }
}
