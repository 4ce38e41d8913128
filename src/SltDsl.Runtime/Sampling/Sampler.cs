using System.Runtime.ExceptionServices;

namespace SltDsl.Runtime;

/// <summary>Runs any sampler: independent chains side by side.</summary>
public static class Sampler
{
    /// <summary>Chains that run side by side also on fewer processors, so that all have come equally far when a run is stopped.</summary>
    private const int MostAtATime = 16;

    /// <summary>Draws from a density on ℝᵈ with several chains, in parallel. The same arguments give the same draws, whatever the number of threads.</summary>
    /// <param name="density">The target, up to a constant.</param>
    /// <param name="sampler">The method with its settings: <see cref="NutsOptions"/>, <see cref="HmcOptions"/>, <see cref="LangevinOptions"/>, <see cref="ReplicaExchangeOptions"/> or <see cref="TemperedPopulationOptions"/>.</param>
    /// <param name="chains">How many chains.</param>
    /// <param name="draws">Draws to keep of each.</param>
    /// <param name="seed">Chain c uses stream c of this seed.</param>
    /// <param name="progress">Hears from each chain, on that chain's thread, about twenty times a second.</param>
    /// <param name="checkpoints">Where the chains keep their state; a run that finds checkpoints goes on from them, to the same draws as one that was never ended.</param>
    /// <param name="cancellation">Stops the run, which returns the draws finished so far (none during warm-up).</param>
    /// <exception cref="InitialPointException">No chain can start; the message says which value was not finite.</exception>
    /// <exception cref="ImproperDensityException">The density does not fall off in some direction, or its gradient is wrong, as far as the first steps show.</exception>
    /// <exception cref="IOException">A checkpoint could not be written; those before are whole.</exception>
    public static Draws Run(
        ILogDensity density,
        SamplerOptions sampler,
        int chains = 4,
        int draws = 1000,
        ulong seed = 1,
        IProgress<ChainProgress>? progress = null,
        ICheckpoints? checkpoints = null,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(density);
        ArgumentNullException.ThrowIfNull(sampler);
        ArgumentOutOfRangeException.ThrowIfLessThan(chains, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(density.Dimension, 1, nameof(density));
        sampler.Check();
        ImproperDirection.Check(density.Fork(), sampler.InitialPoint, seed);

        // A chain that fails ends the others too: hours of theirs would not mend the run.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var results = new ChainDraws[chains];
        var failures = new Exception?[chains];
        var runs = Enumerable.Range(0, chains)
            .Select(chain => new ChainRun(sampler.Create(density.Fork(), draws), chain, density.Dimension, sampler.WarmUp, draws, checkpoints)).ToArray();
        InThreads(chains, sampler.Threads == 0 ? Math.Max(Environment.ProcessorCount, MostAtATime) : sampler.Threads, chain =>
        {
            try
            {
                results[chain] = runs[chain].Run(new SltRandom(seed, (ulong)chain), sampler.InitialPoint, progress, stop.Token);
            }
            catch (Exception exception)
            {
                failures[chain] = exception;
                stop.Cancel();
            }
        });

        if (Array.Find(failures, failure => failure is not null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return new Draws(density.Dimension, seed, draws, results);
    }

    private static void InThreads(int chains, int threads, Action<int> run)
    {
        var next = -1;
        var workers = Enumerable.Range(0, Math.Min(chains, threads)).Select(_ => new Thread(() =>
        {
            for (var chain = Interlocked.Increment(ref next); chain < chains; chain = Interlocked.Increment(ref next))
            {
                run(chain);
            }
        })).ToArray();
        Array.ForEach(workers, worker => worker.Start());
        Array.ForEach(workers, worker => worker.Join());
    }
}
