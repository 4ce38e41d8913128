namespace SltDsl.Runtime;

/// <summary>log φ(w) + β log p(data | w) of a compiled model; without data, the prior alone.</summary>
internal sealed class CompiledDensity : IRowwiseLogDensity
{
    private readonly CompiledModel _model;
    private readonly Dataset? _data;
    private readonly double _beta;
    private readonly ModelPoint _point;

    public CompiledDensity(CompiledModel model, Dataset? data, double beta, Coordinates coordinates)
    {
        _model = model;
        _data = data;
        _beta = beta;
        _point = new ModelPoint(model, coordinates);
    }

    public int Dimension => _point.Dimension;

    public double LogDensity(ReadOnlySpan<double> w)
    {
        var logJacobian = _point.MoveTo(w);
        if (double.IsNegativeInfinity(logJacobian))
        {
            return logJacobian;
        }

        var density = logJacobian + _point.Evaluator.LogPrior(_point.Values);
        if (_data is not null && _beta != 0)
        {
            density += _beta * _point.Evaluator.LogLikelihood(_point.Values, _data, default);
        }

        return double.IsNaN(density) ? double.NegativeInfinity : density;
    }

    public int Rows => _data?.Rows ?? 0;

    public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient) => LogDensityAndGradient(w, _data, _beta, gradient);

    public double LogDensityAndGradient(ReadOnlySpan<double> w, ReadOnlySpan<int> rows, Span<double> gradient)
    {
        var data = _data ?? throw new InvalidOperationException("A prior alone has no rows.");

        // A data set of its own for each batch: evaluators keep what they have summed over one.
        var batch = _model.EmptyRows(rows.Length);
        for (var column = 0; column < data.Columns.Count; column++)
        {
            for (var element = 0; element < _model.Columns[column].Count; element++)
            {
                for (var i = 0; i < rows.Length; i++)
                {
                    batch.Columns[column][(element * rows.Length) + i] = data.Columns[column][(element * data.Rows) + rows[i]];
                }
            }
        }

        return LogDensityAndGradient(w, batch, _beta * data.Rows / rows.Length, gradient);
    }

    private double LogDensityAndGradient(ReadOnlySpan<double> w, Dataset? data, double beta, Span<double> gradient)
    {
        var logJacobian = _point.MoveTo(w);
        if (double.IsNegativeInfinity(logJacobian))
        {
            gradient.Clear();
            return logJacobian;
        }

        var density = logJacobian + _point.Evaluator.LogPriorAndGradient(_point.Values, _point.Adjoints);
        if (data is not null && beta != 0)
        {
            density += beta * _point.Evaluator.LogLikelihoodAndGradient(_point.Values, data, beta, _point.Adjoints);
        }

        _point.PullBack(w, gradient, withJacobian: true);
        return double.IsNaN(density) ? double.NegativeInfinity : density;
    }

    public ILogDensity Fork() => new CompiledDensity(_model, _data, _beta, _point.Coordinates);
}
