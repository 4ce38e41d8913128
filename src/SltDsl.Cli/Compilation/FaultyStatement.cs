using System.Globalization;
using SltDsl.Graph;
using SltDsl.Graph.Instantiation;
using SltDsl.Graph.Lowering;
using SltDsl.Language.Text;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>Finds the statement whose log density is not finite at a point, by evaluating the model's graph statement by statement.</summary>
internal static class FaultyStatement
{
    /// <summary>A sentence with the statement, its place and the value; null where every statement is finite alone, or the graph cannot be evaluated here.</summary>
    /// <param name="session">The model.</param>
    /// <param name="rows">Its data.</param>
    /// <param name="point">The point, in unconstrained coordinates.</param>
    public static string? Find(ModelSession session, Dataset rows, IReadOnlyList<double> point)
    {
        try
        {
            var graph = GraphBuilder.Build(ModelCompiler.Bind(session.Source, session.Model.SizeValues));
            return Find(session, graph, rows, [.. point]);
        }
        catch (Exception failure) when (failure is NotInstantiableException or UnsupportedConstructException or KeyNotFoundException or ModelErrorsException)
        {
            return null;
        }
    }

    private static string? Find(ModelSession session, ModelGraph graph, Dataset rows, double[] point)
    {
        var model = session.Model;
        var values = new double[model.Parameters.Sum(p => p.Count)];
        model.ToValues(point, Coordinates.Unconstrained, values);
        var prior = ModelInstance.At(session, rows, values, 0);
        foreach (var term in graph.LogPrior)
        {
            if (prior.At(term.Value) is var density && !double.IsFinite(density))
            {
                return Sentence(session.Source, term.Span, density, "", Parameters(model, values));
            }
        }

        for (var row = 0; row < rows.Rows; row++)
        {
            var instance = ModelInstance.At(session, rows, values, row);
            foreach (var observation in graph.Observations)
            {
                if (instance.At(observation.LogDensity) is var density && !double.IsFinite(density))
                {
                    return Sentence(session.Source, observation.Declaration.Span, density, rows.Rows == 1 ? "" : $" in row {row + 1}", Parameters(model, values));
                }
            }
        }

        return null;
    }

    private static string Sentence(SourceText source, SourceSpan span, double density, string row, string parameters)
    {
        var statement = string.Join(" ", source.Slice(span).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).TrimEnd(';');
        return $"the log density of `{statement}` ({source.Path}:{source.PositionOf(span.Start)}) is {Number(density)}{row} at {parameters}";
    }

    private static string Parameters(ISltModel model, double[] values)
    {
        const int shown = 6;
        var elements = model.Parameters.SelectMany(p => Enumerable.Range(0, p.Count).Select(i => $"{p.ElementName(i)} = {Number(values[p.Offset + i])}")).ToList();
        return string.Join(", ", elements.Take(shown)) + (elements.Count > shown ? ", …" : "");
    }

    private static string Number(double value) => value.ToString("G6", CultureInfo.InvariantCulture);
}
