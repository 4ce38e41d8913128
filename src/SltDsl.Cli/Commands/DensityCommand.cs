using System.CommandLine;
using System.Text.Json.Nodes;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary><c>slt density</c>: log likelihood, prior and gradient at a point.</summary>
internal static class DensityCommand
{
    /// <summary>The verb.</summary>
    public static Command Create(Terminal terminal)
    {
        var model = new ModelOptions();
        var at = new Option<string>("--at") { Description = "The point: a JSON file with a value for each parameter", HelpName = "POINT.json", Required = true };
        var gradient = new Option<bool>("--gradient") { Description = "Also the gradient of the log posterior" };
        var json = SharedOptions.Json();
        var verb = new Verb(
            "density",
            "Log likelihood, log prior and gradient at a point",
            "slt density model.slt --data rows.csv --at point.json",
            "slt density model.slt --data rows.csv --at point.json --gradient --json")
        {
            at, gradient, json,
        };
        model.AddTo(verb);
        verb.SetAction(parse =>
        {
            using var session = ModelSession.Open(terminal, model.Read(parse));
            var document = Evaluate(session, PointFile.Read(parse.GetValue(at)!, session.Model), parse.GetValue(gradient));
            terminal.Output.WriteLine(parse.GetValue(json) ? JsonContract.Document(document) : Text(document));
            return ExitCode.Fine;
        });
        return verb;
    }

    private static DensityDocument Evaluate(ModelSession session, double[] values, bool withGradient)
    {
        var rows = session.Rows();
        var (likelihood, prior) = (session.Model.LogLikelihood(values, rows), session.Model.LogPrior(values));
        return new(likelihood, prior, likelihood + prior, withGradient ? Gradient(session.Model, rows, values) : null);
    }

    private static JsonObject Gradient(ISltModel model, Dataset rows, double[] values)
    {
        var (point, gradient) = (new double[model.Dimension], new double[model.Dimension]);
        model.ToPoint(values, Coordinates.Natural, point);
        model.Posterior(rows, 1, Coordinates.Natural).LogDensityAndGradient(point, gradient);
        var byElement = NaturalElements.Of(model, point).Zip(gradient).ToDictionary(p => p.First, p => p.Second);
        return new(model.Parameters.Select(p => KeyValuePair.Create(
            p.Name, NestedArrays.Of(p, i => byElement.TryGetValue(p.Offset + i, out var value) ? value : null))));
    }

    private static string Text(DensityDocument document) =>
        $"log likelihood  {document.LogLikelihood:R}\nlog prior       {document.LogPrior:R}\nlog posterior   {document.LogPosterior:R}"
        + string.Concat(document.Gradient?.Select(g => $"\n∂/∂{g.Key}  {g.Value?.ToJsonString()}") ?? []);
}
