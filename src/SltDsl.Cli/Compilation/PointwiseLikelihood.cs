using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>log p(observation | w): an observation is a row of the data, or an element where the data are one row that splits into them.</summary>
/// <param name="session">The model.</param>
/// <param name="rows">The data.</param>
internal sealed class PointwiseLikelihood(ModelSession session, Dataset rows)
{
    private readonly ElementLikelihood? _elements = ElementLikelihood.Of(session, rows);

    /// <summary>The log likelihood of each observation, a draw a row.</summary>
    /// <param name="draws">The parameters' values at each draw.</param>
    public double[][] At(IEnumerable<double[]> draws) => [.. draws.Select(At)];

    private double[] At(double[] values)
    {
        if (_elements is not null)
        {
            return _elements.At(values);
        }

        var pointwise = new double[rows.Rows];
        session.Model.LogLikelihood(values, rows, pointwise);
        return pointwise;
    }
}
