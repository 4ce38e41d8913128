namespace SltDsl.Runtime;

/// <summary>A model's prior on one of its phases, in unconstrained coordinates; zero outside.</summary>
internal sealed class PhaseRegion : ILogDensity
{
    private const int MostTries = 100_000;

    private readonly ISltModel _model;
    private readonly ILogDensity _prior;
    private readonly int _phase;
    private readonly double[] _values;

    /// <param name="model">The model.</param>
    /// <param name="phase">The phase's name.</param>
    /// <exception cref="ArgumentException">There is no such phase.</exception>
    public PhaseRegion(ISltModel model, string phase)
        : this(model, model.Prior(), model.Info.Phases.ToList().IndexOf(phase) + 1)
    {
        if (_phase == 0)
        {
            throw new ArgumentException($"'{model.Info.Name}' has no phase '{phase}'.", nameof(phase));
        }
    }

    private PhaseRegion(ISltModel model, ILogDensity prior, int phase)
    {
        (_model, _prior, _phase) = (model, prior, phase);
        _values = new double[model.Parameters.Sum(parameter => parameter.Count)];
    }

    public int Dimension => _prior.Dimension;

    public double LogDensity(ReadOnlySpan<double> w) => Holds(w) ? _prior.LogDensity(w) : double.NegativeInfinity;

    public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        var value = _prior.LogDensityAndGradient(w, gradient);
        return Holds(w) ? value : double.NegativeInfinity;
    }

    public ILogDensity Fork() => new PhaseRegion(_model, _prior.Fork(), _phase);

    /// <summary>Draws from the prior until a draw lies in the phase.</summary>
    /// <exception cref="InvalidOperationException">The phase holds less than about 10⁻⁵ of the prior.</exception>
    public void Draw(ref SltRandom random, Span<double> w)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            _model.DrawPrior(ref random, _values);
            if (_model.Classify(_values) == _phase)
            {
                _model.ToPoint(_values, Coordinates.Unconstrained, w);
                return;
            }
        }

        throw new InvalidOperationException($"none of {MostTries} draws from the prior lies in the phase '{_model.Info.Phases[_phase - 1]}'; ask for λ near a point of it instead.");
    }

    private bool Holds(ReadOnlySpan<double> w)
    {
        _model.ToValues(w, Coordinates.Unconstrained, _values);
        return _model.Classify(_values) == _phase;
    }
}
