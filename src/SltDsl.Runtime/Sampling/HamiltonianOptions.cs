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
public abstract record HamiltonianOptions : SamplerOptions
{
    private protected HamiltonianOptions()
    {
    }

    /// <summary>The mean acceptance that the step is adapted to, within (0, 1); nearer 1 takes shorter steps.</summary>
    public double TargetAcceptance { get; init; } = 0.8;

    /// <summary>Which covariances are learnt.</summary>
    public MetricKind Metric { get; init; }

    internal override MarkovChain Create(ILogDensity density, int draws) =>
        new HamiltonianChain(density, CreateTransition(new HamiltonianSystem(density, SltDsl.Runtime.Metric.Create(Metric, density.Dimension))), this);

    internal override void Check()
    {
        base.Check();
        if (!(TargetAcceptance is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(TargetAcceptance), TargetAcceptance, "The target acceptance lies between 0 and 1.");
        }
    }

    private protected abstract HamiltonianTransition CreateTransition(HamiltonianSystem system);
}
