namespace SltDsl.Runtime;

/// <summary>The no-U-turn sampler (Hoffman and Gelman 2014, with multinomial trajectories as in Betancourt 2017 and Stan).</summary>
public static class Nuts
{
    /// <summary>Draws from a density on ℝᵈ with several chains, in parallel. The same arguments give the same draws, whatever the number of threads.</summary>
    /// <param name="density">The target, up to a constant.</param>
    /// <param name="chains">How many chains.</param>
    /// <param name="draws">Draws to keep of each.</param>
    /// <param name="seed">Chain c uses stream c of this seed.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="progress">Hears from each chain, on that chain's thread, about twenty times a second.</param>
    /// <param name="cancellation">Stops the run, which returns the draws finished so far (none during warm-up).</param>
    /// <exception cref="InitialPointException">No chain can start; the message says which value was not finite.</exception>
    /// <exception cref="ImproperDensityException">The density does not fall off in some direction, or its gradient is wrong, as far as the first steps show.</exception>
    public static Draws Sample(
        ILogDensity density,
        int chains = 4,
        int draws = 1000,
        ulong seed = 1,
        NutsOptions? options = null,
        IProgress<ChainProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        return Sampler.Run(density, options ?? new NutsOptions(), chains, draws, seed, progress, cancellation: cancellation);
    }
}
