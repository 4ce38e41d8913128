namespace SltDsl.Runtime;

/// <summary>Settings of <see cref="Nuts"/>; the defaults are Stan's.</summary>
public sealed record NutsOptions : HamiltonianOptions
{
    /// <summary>The largest number of doublings of a trajectory.</summary>
    public int MaxTreeDepth { get; init; } = 10;

    internal override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxTreeDepth, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxTreeDepth, 30);
    }

    private protected override HamiltonianTransition CreateTransition(HamiltonianSystem system) => new NoUTurnTransition(system, MaxTreeDepth);
}
