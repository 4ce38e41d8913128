namespace SltDsl.Runtime;

/// <summary>Settings of <see cref="LearningCoefficient"/>; the defaults need no tuning.</summary>
public sealed record EstimateOptions
{
    /// <summary>Independent replicates, from whose scatter the error is taken; at least 4.</summary>
    public int Replicates { get; init; } = 16;

    /// <summary>Particles of each replicate in the first attempt; at least 16.</summary>
    public int Particles { get; init; } = 128;

    /// <summary>How often the particles may be doubled while the result is not sharp enough.</summary>
    public int Doublings { get; init; } = 4;

    /// <summary>The β, in units of one over the energy's prior median, that the ladder reaches at least, unless the energy runs out of digits before.</summary>
    public double SufficientBeta { get; init; } = 1e16;

    /// <summary>The ladder climbs on until the share of the prior that is left, Z(β)/Z(0), is this small.</summary>
    public double SmallestVolume { get; init; } = 1e-10;

    /// <summary>The standard error that is sharp enough, relative to λ̂.</summary>
    public double Tolerance { get; init; } = 0.015;

    /// <summary>
    /// The time to take where the threads have a processor each: no attempt is begun that is expected to take this process more
    /// processor time than this a thread, so that other load on the machine does not change the result.
    /// </summary>
    public TimeSpan TimeBudget { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>The seed; with the same number of particles in the last attempt it gives the same estimate, whatever the number of threads.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>The largest number of replicates at a time; 0 takes all processors.</summary>
    public int Threads { get; init; }

    internal void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Replicates, 4);
        ArgumentOutOfRangeException.ThrowIfLessThan(Particles, 16);
        ArgumentOutOfRangeException.ThrowIfNegative(Doublings);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
        ArgumentOutOfRangeException.ThrowIfLessThan(TimeBudget, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Tolerance);
        ArgumentOutOfRangeException.ThrowIfLessThan(SufficientBeta, 1e2);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(SmallestVolume);
    }
}
