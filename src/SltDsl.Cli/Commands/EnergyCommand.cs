using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Cli.Output.Progress;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt energy</c>: the free energy of a model on data, with the criteria that the same run gives.</summary>
internal static class EnergyCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var model = new ModelOptions();
        var (seed, threads, silent, json) = (SharedOptions.Seed(), SharedOptions.Threads(), SharedOptions.NoProgress(), SharedOptions.Json());
        var strict = new Option<bool>("--strict") { Description = "Exit with 4 when the free energy is not to be trusted" };
        var verb = new Verb(
            "energy",
            "The free energy −log Z on data, WBIC, λ̂ at this n, WAIC and leave-one-out",
            "slt energy model.slt --data rows.csv",
            "slt energy model.slt --data rows.csv --seed 1 --json")
        {
            seed, threads, json, strict, silent,
        };
        model.AddTo(verb);
        verb.SetAction(parse =>
        {
            using var session = ModelSession.Open(terminal, model.Read(parse));
            var options = new FreeEnergyOptions { Seed = Seeds.Choose(parse.GetValue(seed), terminal), Threads = parse.GetValue(threads) };
            var document = Estimate(terminal, session, options, !parse.GetValue(silent));
            terminal.Output.WriteLine(parse.GetValue(json) ? JsonContract.Document(document) : Text(document));
            terminal.Output.Flush();
            foreach (var reason in document.Reasons)
            {
                new MessageWriter(terminal).Warning($"the free energy of `{document.Model}` is not trusted: {reason}");
            }

            return parse.GetValue(strict) && !document.Trusted ? ExitCode.Computation : ExitCode.Fine;
        });
        return verb;
    }

    private static EnergyDocument Estimate(Terminal terminal, ModelSession session, FreeEnergyOptions options, bool showsProgress)
    {
        var rows = session.Rows();
        using var interruption = new Interruption(terminal);
        var start = Stopwatch.GetTimestamp();
        try
        {
            var estimate = ProgressDisplay.Run(terminal, showsProgress, ["F"], bars =>
                FreeEnergy.Estimate(EvidenceProblem.Of(session.Model, rows), options, new TemperingBar(bars), interruption.Token));
            var lambda = estimate.LambdaFromTwoTemperatures;
            var known = double.IsFinite(lambda.Value);
            return new(
                session.Model.Info.Name, null, rows.Rows, known ? lambda.Value : null, known ? lambda.StandardError : null, Criteria(session, rows, estimate),
                estimate.Trusted, estimate.Reasons, estimate.GradientEvaluations, estimate.EnergyEvaluations, Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3), estimate.Seed);
        }
        catch (NotSupportedException failure)
        {
            throw new CommandFailure(ExitCode.Computation, failure.Message.TrimEnd('.'), "the free energy is an integral over the prior, which must be proper and one that can be drawn from");
        }
        catch (InvalidOperationException failure)
        {
            throw new CommandFailure(ExitCode.Computation, failure.Message.TrimEnd('.'), "`slt density` evaluates the model at a point");
        }
    }

    private static Dictionary<string, CriterionDocument> Criteria(ModelSession session, Dataset rows, FreeEnergyEstimate estimate)
    {
        var criteria = new Dictionary<string, CriterionDocument> { ["freeEnergy"] = CriterionDocument.Of(estimate.FreeEnergy) };
        if (double.IsFinite(estimate.Wbic.Value))
        {
            criteria["wbic"] = CriterionDocument.Of(estimate.Wbic);
        }

        if (rows.Rows >= 2)
        {
            var pointwise = new PointwiseLikelihood(session, rows).At(estimate.Posterior.Select(point =>
            {
                var values = new double[session.Model.Parameters.Sum(p => p.Count)];
                session.Model.ToValues(point, Coordinates.Unconstrained, values);
                return values;
            }));
            criteria["elpdWaic"] = CriterionDocument.Of(Waic.Of(pointwise));
            criteria["elpdLoo"] = CriterionDocument.Of(LeaveOneOut.Of(pointwise));
        }

        return criteria;
    }

    private static string Text(EnergyDocument document)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{document.Model}, n = {document.N}: free energy −log Z = {Number(document.Criteria["freeEnergy"])}");
        foreach (var (name, label) in new[] { ("wbic", "WBIC"), ("elpdWaic", "elpd WAIC"), ("elpdLoo", "elpd LOO") })
        {
            if (document.Criteria.TryGetValue(name, out var criterion))
            {
                text.Append(CultureInfo.InvariantCulture, $"\n  {label,-9}  {Number(criterion)}");
            }
        }

        if (document.Lambda is { } lambda)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  λ̂ at this n  {lambda:0.00} ± {document.StandardError:0.00}   (from two temperatures; not yet λ, which is the limit)");
        }

        return text.ToString();
    }

    private static string Number(CriterionDocument criterion) => string.Create(CultureInfo.InvariantCulture, $"{criterion.Value:0.00} ± {criterion.StandardError:0.00}");
}
