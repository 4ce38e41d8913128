using System.CommandLine;
using System.Diagnostics;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Cli.Output.Progress;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt sample</c>: the posterior by the no-U-turn sampler, kept in a run folder.</summary>
internal static class SampleCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var model = new ModelOptions();
        var sampler = new SampleOptions();
        var seed = SharedOptions.Seed();
        var folder = new Option<string?>("-o") { Description = "The run folder; without it the next free runs/NAME-k", HelpName = "DIR" };
        var force = SharedOptions.Force();
        var strict = new Option<bool>("--strict") { Description = "Exit with 4 when the chains did not converge" };
        var json = SharedOptions.Json();
        var quiet = SharedOptions.Quiet();
        var silent = SharedOptions.NoProgress();
        var verb = new Verb(
            "sample",
            "Draw from the posterior",
            "slt sample model.slt --data rows.csv",
            "slt sample model.slt --data rows.csv --chains 4 --draws 2000 --seed 1 -o runs/first",
            "slt simulate model.slt --truth Q -n 1000 --seed 1 | slt sample model.slt --data - --json")
        {
            seed, folder, force, strict, json, quiet, silent,
        };
        model.AddTo(verb);
        sampler.AddTo(verb);
        verb.SetAction(parse =>
        {
            var (request, options) = (model.Read(parse), sampler.Read(parse));
            using var session = ModelSession.Open(terminal, request);
            var rows = session.Rows();
            var run = RunFolder.Create(parse.GetValue(folder), parse.GetValue(force), session, request, Seeds.Choose(parse.GetValue(seed), terminal), options);
            var start = Stopwatch.GetTimestamp();
            var draws = Draw(terminal, session.Model.Posterior(rows, options.Beta), run.Seed, options, sampler.ToNuts(options, parse), !parse.GetValue(quiet) && !parse.GetValue(silent));
            var posterior = SampledPosterior.Of(session.Model, draws);
            var summary = Summary(posterior, options, Stopwatch.GetElapsedTime(start).TotalSeconds, run.Path);
            run.WriteDraws(posterior.Quantities, posterior.Layouts, options.Warmup);
            run.Finish(summary);
            Report(terminal, posterior, summary, parse.GetValue(json), parse.GetValue(quiet));
            return !draws.IsComplete ? ExitCode.Interrupted : parse.GetValue(strict) && !summary.Converged ? ExitCode.Computation : ExitCode.Fine;
        });
        return verb;
    }

    private static Draws Draw(Terminal terminal, ILogDensity density, ulong seed, SamplerDocument options, NutsOptions nuts, bool showsProgress)
    {
        using var interruption = new Interruption(terminal);
        try
        {
            var titles = Enumerable.Range(1, options.Chains).Select(chain => $"chain {chain}").ToList();
            return ProgressDisplay.Run(terminal, showsProgress, titles, bars =>
                Nuts.Sample(density, options.Chains, options.Draws, seed, nuts, new ChainBars(bars), interruption.Token));
        }
        catch (Exception failure) when (failure is InvalidOperationException or InitialPointException)
        {
            throw new CommandFailure(ExitCode.Computation, failure.Message.TrimEnd('.'), "`slt density` evaluates the model at a point; `slt check` lists what is unusual about it");
        }
    }

    private static SampleDocument Summary(SampledPosterior posterior, SamplerDocument options, double seconds, string path)
    {
        var (draws, verdict) = (posterior.Quantities, posterior.Verdict);
        return new(
            draws.Chains, draws.Count, options.Warmup, posterior.Summaries.ToDictionary(s => s.Name, QuantityDocument.Of), verdict?.Divergences ?? 0, verdict?.TreeDepthHits ?? 0,
            verdict?.Ebfmi ?? [], draws.GradientEvaluations, Math.Round(seconds, 3), draws.Seed, path, draws.IsComplete, verdict?.Converged ?? false, verdict?.Findings ?? ["no draw was finished"]);
    }

    private static void Report(Terminal terminal, SampledPosterior posterior, SampleDocument summary, bool json, bool quiet)
    {
        if (json)
        {
            terminal.Output.WriteLine(JsonContract.Document(summary));
        }
        else
        {
            PosteriorText.Write(posterior.Summaries, terminal.Output);
        }

        terminal.Output.Flush();
        var messages = new MessageWriter(terminal);
        foreach (var finding in summary.Findings)
        {
            messages.Warning(finding);
        }

        if (!quiet)
        {
            messages.Note($"{summary.Chains} chains × {summary.Draws} draws in {summary.Seconds:0.0} s, {summary.Divergences} divergences; kept in {summary.Output}");
        }
    }

    /// <summary>Shows what each chain says on its bar.</summary>
    private sealed class ChainBars(IProgressBars bars) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => bars.Set(
            value.Chain,
            (double)value.Finished / value.Total,
            $"{(value.WarmingUp ? "warm-up" : "draws")} {value.Finished}/{value.Total}, {value.Divergences} divergent, step {value.StepSize:0.###}");
    }
}
