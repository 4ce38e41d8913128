namespace SltDsl.Runtime;

/// <summary>Which covariances a Hamiltonian sampler learns.</summary>
public enum MetricKind
{
    /// <summary>The variances only.</summary>
    Diagonal,

    /// <summary>All covariances: better where coordinates are strongly correlated, at d² operations a step.</summary>
    Dense,
}

/// <summary>What the Hamiltonian samplers have in common.</summary>
public abstract record HamiltonianOptions
{
    /// <summary>Warm-up iterations, which adapt and are not kept.</summary>
    public int WarmUp { get; init; } = 1000;

    /// <summary>The mean acceptance that the step is adapted to, within (0, 1); nearer 1 takes shorter steps.</summary>
    public double TargetAcceptance { get; init; } = 0.8;

    /// <summary>Which covariances are learnt.</summary>
    public MetricKind Metric { get; init; }

    /// <summary>Where every chain starts; null draws a point uniformly from [−2, 2] in every coordinate for each.</summary>
    public IReadOnlyList<double>? InitialPoint { get; init; }

    /// <summary>The largest number of chains at a time; 0 takes all processors. Draws do not depend on it.</summary>
    public int Threads { get; init; }

    internal virtual void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(WarmUp);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        if (!(TargetAcceptance is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(TargetAcceptance), TargetAcceptance, "The target acceptance lies between 0 and 1.");
        }
    }
}
