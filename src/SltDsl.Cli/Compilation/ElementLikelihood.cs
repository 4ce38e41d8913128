using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Graph.Lowering;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>
/// The log likelihood of data of one row, element by element: of an <c>each</c>, or of a family that is broadcast over a vector. They are the
/// units of WAIC and leave-one-out where rows are none; those of an <c>each</c> are conditional on what came before.
/// </summary>
internal sealed class ElementLikelihood
{
    private readonly ModelSession _session;
    private readonly Dataset _rows;
    private readonly ModelGraph _graph;

    private ElementLikelihood(ModelSession session, Dataset rows, ModelGraph graph) => (_session, _rows, _graph) = (session, rows, graph);

    /// <summary>The terms' evaluator; null where the data have rows, or the likelihood is not a sum over elements.</summary>
    public static ElementLikelihood? Of(ModelSession session, Dataset rows)
    {
        if (rows.Rows != 1)
        {
            return null;
        }

        try
        {
            var graph = GraphBuilder.Build(ModelCompiler.Bind(session.Source, session.Model.SizeValues));
            return graph.Observations.Any(o => Depth(o.Law) > 0) ? new(session, rows, graph) : null;
        }
        catch (UnsupportedConstructException)
        {
            return null;
        }
    }

    /// <summary>The terms at a draw; they sum to the log likelihood.</summary>
    /// <param name="values">The parameters' values.</param>
    public double[] At(double[] values)
    {
        var instance = ModelInstance.At(_session, _rows, values, 0);
        var terms = new List<double>();
        foreach (var observation in _graph.Observations)
        {
            Add(instance, ((Definition)observation.LogDensity).Body, Depth(observation.Law), [], terms);
        }

        return [.. terms];
    }

    /// <summary>How many sums over elements a law's log density begins with.</summary>
    private static int Depth(Law law) => law switch
    {
        ScalarLaw scalar => scalar.Indices.Count,
        TensorLaw tensor => tensor.Batch.Count,
        PlateLaw plate => 1 + Depth(plate.Body),
        _ => 0,
    };

    private static void Add(Instance<double> instance, Scalar density, int depth, Dictionary<IndexVariable, long> indices, List<double> terms)
    {
        if (depth == 0 || density is not Reduce { Kind: ReduceKind.Sum } sum)
        {
            terms.Add(instance.Evaluate(density, indices));
            return;
        }

        var upper = (long)instance.Evaluate(sum.Upper, indices);
        for (var i = (long)instance.Evaluate(sum.Lower, indices); i < upper; i++)
        {
            indices[sum.Index] = i;
            Add(instance, sum.Body, depth - 1, indices, terms);
        }
    }
}
