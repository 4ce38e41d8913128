using SltDsl.Files;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>What draws of the parameters say about the data: log likelihoods of its rows, and data sets drawn from the model.</summary>
/// <param name="model">The model.</param>
/// <param name="rows">The data.</param>
/// <param name="run">The draws, parameters among their quantities.</param>
internal sealed class PosteriorPredictive(ISltModel model, Dataset rows, RunDraws run)
{
    // Predictive draws have a stream of their own, beside those of the chains and of generated quantities.
    private const ulong Stream = ulong.MaxValue - 10;

    private readonly int _values = model.Parameters.Sum(p => p.Count);

    /// <summary>log p(row | w), a draw a row in the order of chains, an observation a column.</summary>
    public double[][] LogLikelihood() => [.. Draws().Select(values =>
    {
        var pointwise = new double[rows.Rows];
        model.LogLikelihood(values, rows, pointwise);
        return pointwise;
    })];

    /// <summary>A data set for each draw, in the order of chains; null where an observation cannot be drawn.</summary>
    public IReadOnlyList<Dataset>? Draw()
    {
        var random = new SltRandom(run.Draws.Seed, Stream);
        var drawn = new List<Dataset>();
        try
        {
            foreach (var values in Draws())
            {
                drawn.Add(model.Predict(values, rows, ref random));
            }
        }
        catch (NotSupportedException)
        {
            return null;
        }

        return drawn;
    }

    private IEnumerable<double[]> Draws()
    {
        var layouts = run.Layouts.ToDictionary(l => l.Name);
        for (var chain = 0; chain < run.Draws.Chains; chain++)
        {
            for (var draw = 0; draw < run.Draws.Count; draw++)
            {
                var values = new double[_values];
                foreach (var parameter in model.Parameters.Where(p => p.Count > 0))
                {
                    run.Draws[chain, draw].Slice(layouts[parameter.Name].Offset, parameter.Count).CopyTo(values.AsSpan(parameter.Offset));
                }

                yield return values;
            }
        }
    }
}
