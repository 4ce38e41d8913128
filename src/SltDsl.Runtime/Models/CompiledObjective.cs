namespace SltDsl.Runtime;

/// <summary>log p(data | w), with or without log φ(w), of a compiled model as a function of unconstrained coordinates, without Jacobian.</summary>
internal sealed class CompiledObjective(CompiledModel model, Dataset data, bool withPrior) : ILogDensity
{
    private readonly ModelPoint _point = new(model, Coordinates.Unconstrained);

    public int Dimension => _point.Dimension;

    public double LogDensity(ReadOnlySpan<double> w)
    {
        _ = _point.MoveTo(w);
        var value = _point.Evaluator.LogLikelihood(_point.Values, data, default) + (withPrior ? _point.Evaluator.LogPrior(_point.Values) : 0);
        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        _ = _point.MoveTo(w);
        var value = withPrior ? _point.Evaluator.LogPriorAndGradient(_point.Values, _point.Adjoints) : 0;
        value += _point.Evaluator.LogLikelihoodAndGradient(_point.Values, data, 1, _point.Adjoints);
        _point.PullBack(w, gradient, withJacobian: false);
        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    public ILogDensity Fork() => new CompiledObjective(model, data, withPrior);
}
