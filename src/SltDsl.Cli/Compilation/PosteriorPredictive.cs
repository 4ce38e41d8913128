using SltDsl.Files;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>What draws of the parameters say about the data: pointwise log likelihoods, and data sets drawn from the model.</summary>
/// <param name="session">The model.</param>
/// <param name="rows">The data.</param>
/// <param name="run">The draws, parameters among their quantities.</param>
internal sealed class PosteriorPredictive(ModelSession session, Dataset rows, RunDraws run)
{
    // Predictive draws have a stream of their own, beside those of the chains and of generated quantities.
    private const ulong Stream = ulong.MaxValue - 10;

    private readonly ISltModel _model = session.Model;
    private readonly int _values = session.Model.Parameters.Sum(p => p.Count);

    /// <summary>
    /// log p(observation | w), a draw a row in the order of chains, an observation a column: a row of the data, or an element where the data
    /// are one row.
    /// </summary>
    /// <param name="most">The most draws to compute, evenly thinned.</param>
    public double[][] LogLikelihood(int most = int.MaxValue)
    {
        var elements = ElementLikelihood.Of(session, rows);
        var draws = run.Draws.Chains * run.Draws.Count;
        var every = Math.Max(1, ((long)draws + most - 1) / most);
        return [.. Draws().Where((_, draw) => draw % every == 0).Select(values => elements?.At(values) ?? ByRow(values))];
    }

    /// <summary>A data set for each draw, in the order of chains; null where an observation cannot be drawn.</summary>
    public IReadOnlyList<Dataset>? Draw()
    {
        var random = new SltRandom(run.Draws.Seed, Stream);
        var drawn = new List<Dataset>();
        try
        {
            foreach (var values in Draws())
            {
                drawn.Add(_model.Predict(values, rows, ref random));
            }
        }
        catch (NotSupportedException)
        {
            return null;
        }

        return drawn;
    }

    private double[] ByRow(double[] values)
    {
        var pointwise = new double[rows.Rows];
        _model.LogLikelihood(values, rows, pointwise);
        return pointwise;
    }

    private IEnumerable<double[]> Draws()
    {
        var layouts = run.Layouts.ToDictionary(l => l.Name);
        for (var chain = 0; chain < run.Draws.Chains; chain++)
        {
            for (var draw = 0; draw < run.Draws.Count; draw++)
            {
                var values = new double[_values];
                foreach (var parameter in _model.Parameters.Where(p => p.Count > 0))
                {
                    run.Draws[chain, draw].Slice(layouts[parameter.Name].Offset, parameter.Count).CopyTo(values.AsSpan(parameter.Offset));
                }

                yield return values;
            }
        }
    }
}
