using System.CommandLine;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt optimize</c>: the posterior mode, or the maximum of the likelihood.</summary>
internal static class OptimizeCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var model = new ModelOptions();
        var likelihood = new Option<bool>("--likelihood") { Description = "Maximise the likelihood alone; without it, likelihood × prior in natural coordinates" };
        var initial = new Option<string?>("--init") { Description = "Where to start: a JSON file with a value for each parameter", HelpName = "POINT.json" };
        var starts = new Option<int>("--starts") { Description = "Random starting points; the highest end is reported", DefaultValueFactory = _ => 8 };
        var iterations = new Option<int>("--iterations") { Description = "The most steps from each start", DefaultValueFactory = _ => 5_000 };
        var seed = SharedOptions.Seed();
        var strict = new Option<bool>("--strict") { Description = "Exit with 4 when the search did not converge" };
        var json = SharedOptions.Json();
        var verb = new Verb(
            "optimize",
            "Posterior mode or maximum likelihood",
            "slt optimize model.slt --data rows.csv",
            "slt optimize model.slt --data rows.csv --likelihood --starts 20 --json > mode.json",
            "slt optimize model.slt --data rows.csv --init point.json")
        {
            likelihood, initial, starts, iterations, seed, strict, json,
        };
        model.AddTo(verb);
        verb.SetAction(parse =>
        {
            var (count, steps) = (parse.GetValue(starts), parse.GetValue(iterations));
            if (count is < 1 or > 100_000 || steps < 1)
            {
                throw new CommandFailure(ExitCode.Usage, "`--starts` is 1 to 100000 and `--iterations` at least 1", "write them as `--starts 8 --iterations 5000`");
            }

            using var session = ModelSession.Open(terminal, model.Read(parse));
            var rows = session.Rows();
            var point = parse.GetValue(initial) is { } file ? PointFile.ReadUnconstrained(file, session.Model) : null;
            var document = Search(session, rows, !parse.GetValue(likelihood), point, count, steps, point is null ? Seeds.Choose(parse.GetValue(seed), terminal) : 0);
            Report(terminal, document, parse.GetValue(json));
            return parse.GetValue(strict) && !document.Converged ? ExitCode.Computation : ExitCode.Fine;
        });
        return verb;
    }

    private static OptimumDocument Search(ModelSession session, Dataset rows, bool withPrior, double[]? initial, int starts, int iterations, ulong seed)
    {
        var model = session.Model;
        var values = new double[model.Parameters.Sum(p => p.Count)];
        try
        {
            var mode = ModeSearch.Run(model.Objective(rows, withPrior), starts, seed, initial, iterations);
            model.ToValues(mode.Point, Coordinates.Unconstrained, values);
            var (likelihood, prior) = (model.LogLikelihood(values, rows), model.LogPrior(values));
            return new(withPrior ? "posterior mode" : "maximum likelihood", likelihood + prior, likelihood, NestedArrays.Of(model.Parameters, values), mode.GradientNorm, mode.Converged, mode.Starts, mode.Agreeing, seed);
        }
        catch (InitialPointException failure)
        {
            throw SamplingFailure.Explain(failure, session, rows);
        }
    }

    private static void Report(Terminal terminal, OptimumDocument document, bool json)
    {
        if (json)
        {
            terminal.Output.WriteLine(JsonContract.Document(document));
        }
        else
        {
            terminal.Output.WriteLine($"{document.Kind}: log posterior {document.LogPosterior:R}, log likelihood {document.LogLikelihood:R}");
            foreach (var (name, value) in document.Point)
            {
                terminal.Output.WriteLine($"{name} = {value?.ToJsonString()}");
            }
        }

        terminal.Output.Flush();
        var messages = new MessageWriter(terminal);
        if (!document.Converged)
        {
            messages.Warning(
                FormattableString.Invariant($"the search did not end at a maximum: the largest derivative is {document.GradientNorm:0.###e0}; on a boundary or for a likelihood without maximum it never does"),
                "give priors that bound the parameters, another `--init`, or more `--iterations`");
        }
        else if (document.Agreeing < document.Starts)
        {
            messages.Note($"{document.Agreeing} of {document.Starts} starts ended there; the others lower");
        }
    }
}
