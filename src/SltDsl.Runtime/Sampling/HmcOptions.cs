namespace SltDsl.Runtime;

/// <summary>Settings of <see cref="Hmc"/>.</summary>
public sealed record HmcOptions : HamiltonianOptions
{
    /// <summary>Leapfrog steps of a trajectory at most; each takes a uniform number of them, so that no orbit closes on itself. One is the Metropolis-adjusted Langevin algorithm.</summary>
    public int Steps { get; init; } = 20;

    internal override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(Steps, 1);
    }

    private protected override HamiltonianTransition CreateTransition(HamiltonianSystem system) => new FixedLengthTransition(system, Steps);
}
