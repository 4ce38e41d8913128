namespace SltDsl.Runtime;

/// <summary>−log p(data | w) as the difference of prior and posterior density, in any coordinates: the log Jacobian cancels.</summary>
internal sealed class NegativeLogLikelihood(ILogDensity prior, ILogDensity posterior) : IEnergy
{
    private readonly double[] _priorGradient = new double[prior.Dimension];

    public int Dimension => prior.Dimension;

    public double Energy(ReadOnlySpan<double> w) => prior.LogDensity(w) - posterior.LogDensity(w);

    public double EnergyAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        var value = -posterior.LogDensityAndGradient(w, gradient);
        value += prior.LogDensityAndGradient(w, _priorGradient);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = _priorGradient[i] - gradient[i];
        }

        return value;
    }

    public IEnergy Fork() => new NegativeLogLikelihood(prior.Fork(), posterior.Fork());
}
