using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt llc</c>: the local learning coefficient at a point or in a phase, in the limit and at n observations.</summary>
internal static class LlcCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var model = new ModelOptions();
        var at = new Option<string?>("--at") { Description = "The point: a JSON file with a value for each parameter, as `slt optimize --json` prints it", HelpName = "POINT.json" };
        var phase = new Option<string?>("--phase") { Description = "A phase of the model; without --at or --phase the whole prior counts", HelpName = "NAME" };
        var truth = new Option<string?>("--truth") { Description = "A truth: λ̂ in the limit, from its noise-free energy", HelpName = "NAME" };
        var count = new Option<int?>("-n") { Description = "With a truth: also what λ̂ aims at with this many observations", HelpName = "ROWS" };
        var radius = new Option<double>("--radius") { Description = "With --at and a truth: how far around the point to look, in unconstrained coordinates", DefaultValueFactory = _ => 0.1 };
        var gamma = new Option<double>("--gamma") { Description = "With --at and n observations: the precision γ of the density N(w0, 1/γ) that stands for the prior", DefaultValueFactory = _ => 1 };
        var (seed, threads, silent, json) = (SharedOptions.Seed(), SharedOptions.Threads(), SharedOptions.NoProgress(), SharedOptions.Json());
        var strict = new Option<bool>("--strict") { Description = "Exit with 4 when the estimate is not to be trusted" };
        var verb = new Verb(
            "llc",
            "The local learning coefficient at a point or in a phase",
            "slt llc model.slt --truth Q --at point.json",
            "slt llc model.slt --truth Q -n 1000",
            "slt llc model.slt --data rows.csv --at mode.json --seed 1 --json",
            "slt llc model.slt --data rows.csv --phase Merged")
        {
            at, phase, truth, count, radius, gamma, seed, threads, json, strict, silent,
        };
        model.AddTo(verb);
        verb.SetAction(parse =>
        {
            var question = new LocalQuestion(parse.GetValue(at), parse.GetValue(phase), parse.GetValue(truth), parse.GetValue(count), parse.GetValue(radius), parse.GetValue(gamma));
            question.Check(model.Data(parse) is not null);
            using var session = ModelSession.Open(terminal, model.Read(parse));
            var run = new RunSettings(Seeds.Choose(parse.GetValue(seed), terminal), parse.GetValue(threads), !parse.GetValue(silent));
            var document = new LocalLambda(terminal, session, run).Answer(question);
            terminal.Output.WriteLine(parse.GetValue(json) ? JsonContract.Document(document) : LlcText.Of(document));
            terminal.Output.Flush();
            foreach (var reason in document.Reasons)
            {
                new MessageWriter(terminal).Warning($"λ̂ of `{document.Model}` is not trusted: {reason}");
            }

            return parse.GetValue(strict) && !document.Trusted ? ExitCode.Computation : ExitCode.Fine;
        });
        return verb;
    }
}

/// <summary>Where, and of what, λ is asked.</summary>
/// <param name="At">The point's file, or null.</param>
/// <param name="Phase">The phase, or null.</param>
/// <param name="Truth">The truth, or null.</param>
/// <param name="Count">n where there are no data, or null.</param>
/// <param name="Radius">Of the ball around the point in which λ is that of the limit.</param>
/// <param name="Gamma">γ of the density around the point at n observations.</param>
internal sealed record LocalQuestion(string? At, string? Phase, string? Truth, int? Count, double Radius, double Gamma)
{
    /// <summary>Fails unless the options fit together.</summary>
    /// <param name="hasData">Whether rows are given.</param>
    /// <exception cref="CommandFailure">They do not.</exception>
    public void Check(bool hasData)
    {
        if (At is not null && Phase is not null)
        {
            throw new CommandFailure(ExitCode.Usage, "λ is asked at a point or in a phase, not both", "leave out `--at` or `--phase`");
        }

        if (Truth is null && !hasData)
        {
            throw new CommandFailure(ExitCode.Usage, "λ̂ needs a truth or data", "name a truth with `--truth Q`, rows with `--data rows.csv`, or both");
        }

        if (Count is not null && (hasData || Count < 3))
        {
            throw new CommandFailure(
                ExitCode.Usage, hasData ? "`-n` and `--data` both say how many observations there are" : "`-n` is at least 3", hasData ? "leave out `-n`" : "write `-n 1000`");
        }

        if (!(Radius > 0 && double.IsFinite(Radius) && Gamma > 0 && double.IsFinite(Gamma)))
        {
            throw new CommandFailure(ExitCode.Usage, "`--radius` and `--gamma` are over 0", "leave them out for 0.1 and 1");
        }
    }
}

/// <summary>How a run is made.</summary>
/// <param name="Seed">The seed.</param>
/// <param name="Threads">The largest number of threads; 0 for all processors.</param>
/// <param name="ShowsProgress">Whether progress is shown.</param>
internal sealed record RunSettings(ulong Seed, int Threads, bool ShowsProgress);
