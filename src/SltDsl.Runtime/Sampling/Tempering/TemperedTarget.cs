namespace SltDsl.Runtime;

/// <summary>The family of densities φ(w) exp(−βK(w)) on one thread, with a count of what was evaluated.</summary>
internal sealed class TemperedTarget(ILogDensity prior, IEnergy energy)
{
    private readonly double[] _scratch = new double[energy.Dimension];
    private long _energies;
    private long _gradients;

    public int Dimension => energy.Dimension;

    /// <summary>Energies computed so far, without gradient.</summary>
    public long EnergyEvaluations => _energies;

    /// <summary>Gradients of the energy computed so far.</summary>
    public long GradientEvaluations => _gradients;

    /// <summary>log φ − βK; −∞ where either is not a number, or φ is zero.</summary>
    public static double LogDensity(double energy, double logPrior, double beta)
    {
        var value = logPrior - (beta * energy);
        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }

    /// <summary>Computes the particle's energy and log prior at its position.</summary>
    public void Evaluate(Particle particle)
    {
        particle.LogPrior = prior.LogDensity(particle.Position);
        particle.Energy = double.IsNegativeInfinity(particle.LogPrior) ? double.PositiveInfinity : Energy(particle.Position);
    }

    /// <summary>K at a point; +∞ where it is not a number.</summary>
    public double Energy(ReadOnlySpan<double> position)
    {
        _energies++;
        var value = energy.Energy(position);
        return double.IsNaN(value) ? double.PositiveInfinity : value;
    }

    /// <summary>∇K at a point.</summary>
    public double EnergyGradient(ReadOnlySpan<double> position, Span<double> gradient)
    {
        _gradients++;
        return energy.EnergyAndGradient(position, gradient);
    }

    /// <summary>Computes the particle's energy and log prior, and the gradient of log φ − βK.</summary>
    public void EvaluateWithGradient(Particle particle, double beta, Span<double> gradient)
    {
        particle.LogPrior = prior.LogDensityAndGradient(particle.Position, gradient);
        particle.Energy = EnergyGradient(particle.Position, _scratch);
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] -= beta * _scratch[i];
        }
    }

    /// <summary>Saves the counts, or restores them.</summary>
    public void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _energies);
        snapshot.Exchange(ref _gradients);
    }
}
