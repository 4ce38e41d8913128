namespace SltDsl.Runtime;

/// <summary>A sampler with its settings: what every method has in common.</summary>
public abstract record SamplerOptions
{
    private protected SamplerOptions()
    {
    }

    /// <summary>Warm-up iterations, which adapt and are not kept.</summary>
    public int WarmUp { get; init; } = 1000;

    /// <summary>Where every chain starts; null draws a point uniformly from [−2, 2] in every coordinate for each.</summary>
    public IReadOnlyList<double>? InitialPoint { get; init; }

    /// <summary>The largest number of chains at a time; 0 takes as many as there are processors, and 16 at least, so that all have come equally far when a run is stopped. Draws do not depend on it.</summary>
    public int Threads { get; init; }

    /// <summary>A chain of this sampler, not yet started.</summary>
    /// <param name="density">The chain's own copy of the target.</param>
    /// <param name="draws">How many draws it will be asked for.</param>
    internal abstract MarkovChain Create(ILogDensity density, int draws);

    internal virtual void Check()
    {
        ArgumentOutOfRangeException.ThrowIfNegative(WarmUp);
        ArgumentOutOfRangeException.ThrowIfNegative(Threads);
    }
}
