using System.CommandLine;
using System.Globalization;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Graph.Instantiation;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt compare</c>: predictive criteria of runs on the same data.</summary>
internal static class CompareCommand
{
    // Elements of one row are evaluated statement by statement: this many take about half a minute.
    private const long MostElements = 4_000_000;

    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var runs = new Argument<string[]>("run") { Description = "Run folders of `slt sample`", Arity = ArgumentArity.OneOrMore };
        var data = SharedOptions.Data();
        var json = SharedOptions.Json();
        var verb = new Verb(
            "compare",
            "WAIC and leave-one-out (PSIS) of runs on the same data",
            "slt compare runs/TwoComponents-1 runs/ThreeComponents-1",
            "slt compare runs/first --json")
        {
            runs, data, json,
        };
        verb.SetAction(parse =>
        {
            var models = parse.GetValue(runs)!.Select(path => Read(path, parse.GetValue(data), terminal)).ToList();
            if (models.FirstOrDefault(m => m.DataHash != models[0].DataHash) is { } other)
            {
                throw new CommandFailure(ExitCode.Data, $"`{other.Path}` and `{models[0].Path}` are runs on different data, whose criteria cannot be compared", "sample both models with the same `--data`");
            }

            Report(terminal, Document(models), parse.GetValue(json));
            foreach (var thinned in models.Where(m => m.Draws < m.AllDraws))
            {
                new MessageWriter(terminal).Note($"the criteria of `{thinned.Model}` are taken from {thinned.Draws} of its {thinned.AllDraws} draws, evenly spaced: its one row has {thinned.Rows} elements, each evaluated by itself");
            }

            return ExitCode.Fine;
        });
        return verb;
    }

    private static Compared Read(string path, string? data, Terminal terminal)
    {
        using var stored = StoredRun.Open(path, data, terminal);
        try
        {
            var pointwise = new PredictiveDraws(stored.Session, stored.Rows, stored.Draws).LogLikelihood(stored.Rows.Rows == 1 ? MostElements : long.MaxValue);
            if (pointwise is [{ Length: 1 }, ..])
            {
                throw new CommandFailure(ExitCode.Data, $"the data of `{path}` are one observation that does not split into elements, and the criteria are taken over observations", "give the data as rows, or compare by log Z with `slt sample --method exchange`");
            }

            return new(path, stored.Draws.Model, stored.DataHash, pointwise[0].Length, pointwise.Length, stored.Draws.Draws.Chains * stored.Draws.Draws.Count, Waic.Of(pointwise), LeaveOneOut.Of(pointwise), stored.Summary.Ladder?.LogNormaliser);
        }
        catch (Exception failure) when (failure is ArgumentException or NotInstantiableException or KeyNotFoundException)
        {
            throw new CommandFailure(ExitCode.Computation, $"the criteria of `{path}` cannot be computed: {failure.Message.TrimEnd('.')}", "sample more draws");
        }
    }

    private static CompareDocument Document(List<Compared> models)
    {
        var ordered = models.OrderByDescending(m => m.Loo.ElpdLoo).ToList();
        return new([.. ordered.Select(m =>
        {
            var difference = m.Loo.Terms.Zip(ordered[0].Loo.Terms, (own, best) => own - best).ToArray();
            return new ComparedModelDocument(
                m.Model,
                m.Path,
                m.Rows,
                m.Draws,
                new Dictionary<string, CriterionDocument>
                {
                    ["elpdLoo"] = CriterionDocument.Of(m.Loo) with { Difference = difference.Sum(), DifferenceError = m == ordered[0] ? 0 : LeaveOneOut.ErrorOfSum(difference) },
                    ["elpdWaic"] = CriterionDocument.Of(m.Waic),
                    ["waicLoss"] = new(m.Waic.GeneralisationLoss, m.Waic.StandardError / m.Rows, m.Waic.SingularFluctuation),
                },
                m.Loo.Unreliable,
                m.Loo.ParetoShapes.Max(),
                m.LogZ);
        })]);
    }

    private static void Report(Terminal terminal, CompareDocument document, bool json)
    {
        if (json)
        {
            terminal.Output.WriteLine(JsonContract.Document(document));
        }
        else
        {
            foreach (var model in document.Models)
            {
                var (loo, waic) = (model.Criteria["elpdLoo"], model.Criteria["elpdWaic"]);
                terminal.Output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{model.Model}  elpd LOO {loo.Value:0.0} ± {loo.StandardError:0.0} (difference {loo.Difference:0.0} ± {loo.DifferenceError:0.0}, {loo.EffectiveParameters:0.0} effective parameters)  elpd WAIC {waic.Value:0.0} ± {waic.StandardError:0.0} ({waic.EffectiveParameters:0.0}){(model.LogZ is { } z ? $"  log Z {z.Value:0.00} ± {z.StandardError:0.00}" : "")}"));
            }
        }

        terminal.Output.Flush();
        var messages = new MessageWriter(terminal);
        foreach (var model in document.Models.Where(m => m.Unreliable > 0))
        {
            messages.Warning(string.Create(CultureInfo.InvariantCulture, $"{model.Unreliable} of {model.Rows} observations of `{model.Model}` have Pareto k̂ over 0.7 (up to {model.LargestParetoK:0.00}): leaving them out moves the posterior too far for these draws"), "fit without them, or trust only large differences");
        }
    }

    private sealed record Compared(string Path, string Model, string? DataHash, int Rows, int Draws, int AllDraws, Waic Waic, LeaveOneOut Loo, EstimatedDocument? LogZ);
}
