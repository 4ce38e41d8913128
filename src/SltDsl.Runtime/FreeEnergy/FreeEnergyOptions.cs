namespace SltDsl.Runtime;

/// <summary>Settings of <see cref="FreeEnergy"/>.</summary>
public sealed record FreeEnergyOptions
{
    /// <summary>Independent replicates, from whose scatter the errors are taken; at least 4.</summary>
    public int Replicates { get; init; } = 16;

    /// <summary>Particles of each replicate; at least 16.</summary>
    public int Particles { get; init; } = 128;

    /// <summary>The seed; the same gives the same estimate, whatever the number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The largest number of replicates at a time; 0 takes all processors.</summary>
    public int Threads { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Replicates, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(Particles, 16);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
