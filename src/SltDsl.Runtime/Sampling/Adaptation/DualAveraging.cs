namespace SltDsl.Runtime;

/// <summary>Adapts the step size to a mean acceptance (Nesterov's dual averaging; Hoffman and Gelman 2014, section 3.2, with its constants).</summary>
internal sealed class DualAveraging(double target)
{
    private const double Gamma = 0.05;
    private const double Kappa = 0.75;
    private const double Offset = 10;

    private double _centre;
    private double _gap;
    private double _logAverage;
    private int _count;

    /// <summary>The step to sample with: an average over the steps tried.</summary>
    public double AveragedStep => Math.Exp(_logAverage);

    /// <summary>Starts anew around a step, aiming at ten times as much, since long steps are cheap to try.</summary>
    public void Restart(double step)
    {
        _centre = Math.Log(10 * step);
        _gap = 0;
        _logAverage = 0;
        _count = 0;
    }

    /// <summary>Saves the state, or restores it.</summary>
    public void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _centre);
        snapshot.Exchange(ref _gap);
        snapshot.Exchange(ref _logAverage);
        snapshot.Exchange(ref _count);
    }

    /// <summary>Learns from a transition.</summary>
    /// <returns>The step to try next.</returns>
    public double Next(double acceptance)
    {
        _count++;
        var weight = 1 / (_count + Offset);
        _gap = ((1 - weight) * _gap) + (weight * (target - Math.Min(1, acceptance)));
        var logStep = _centre - (_gap * Math.Sqrt(_count) / Gamma);
        var decay = Math.Pow(_count, -Kappa);
        _logAverage = ((1 - decay) * _logAverage) + (decay * logStep);
        return Math.Exp(logStep);
    }
}
