using SltDsl.Files;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>What draws of the parameters, from the posterior or the prior, say about the data: pointwise log likelihoods, and data sets drawn from the model.</summary>
/// <param name="session">The model.</param>
/// <param name="rows">The data.</param>
/// <param name="run">The draws, parameters among their quantities.</param>
internal sealed class PredictiveDraws(ModelSession session, Dataset rows, RunDraws run)
{
    // Predictive draws have a stream of their own, beside those of the chains and of generated quantities.
    private const ulong Stream = ulong.MaxValue - 10;

    private readonly ISltModel _model = session.Model;
    private readonly int _values = session.Model.Parameters.Sum(p => p.Count);

    /// <summary>log p(observation | w), a draw a row in the order of chains, an observation a column.</summary>
    /// <param name="mostTerms">About how many log likelihoods to compute at most: draws are thinned evenly to that, but not below 1000.</param>
    public double[][] LogLikelihood(long mostTerms = long.MaxValue)
    {
        const long fewestDraws = 1_000;
        var likelihood = new PointwiseLikelihood(session, rows);
        var observations = likelihood.At(Draws().Take(1)) is [var first] ? Math.Max(1, first.Length) : 1;
        var (draws, most) = (run.Draws.Chains * run.Draws.Count, Math.Max(fewestDraws, mostTerms / observations));
        var every = (draws / most) + (draws % most == 0 ? 0 : 1);
        return likelihood.At(Draws().Where((_, draw) => draw % every == 0));
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
        catch (Exception failure) when (failure is NotSupportedException or ArgumentOutOfRangeException)
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
                foreach (var parameter in _model.Parameters.Where(p => p.Count > 0))
                {
                    run.Draws[chain, draw].Slice(layouts[parameter.Name].Offset, parameter.Count).CopyTo(values.AsSpan(parameter.Offset));
                }

                yield return values;
            }
        }
    }
}
