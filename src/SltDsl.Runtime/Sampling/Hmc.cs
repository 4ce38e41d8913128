namespace SltDsl.Runtime;

/// <summary>Hamiltonian Monte Carlo with trajectories of bounded length (Duane et al. 1987; Neal 2011); with one step the Metropolis-adjusted Langevin algorithm (Roberts and Tweedie 1996).</summary>
public static class Hmc
{
    /// <summary>Draws from a density on ℝᵈ with several chains, in parallel. The same arguments give the same draws, whatever the number of threads.</summary>
    /// <inheritdoc cref="Nuts.Sample"/>
    public static Draws Sample(
        ILogDensity density,
        int chains = 4,
        int draws = 1000,
        ulong seed = 1,
        HmcOptions? options = null,
        IProgress<ChainProgress>? progress = null,
        CancellationToken cancellation = default)
    {
        return Sampler.Run(density, options ?? new HmcOptions(), chains, draws, seed, progress, cancellation: cancellation);
    }
}
