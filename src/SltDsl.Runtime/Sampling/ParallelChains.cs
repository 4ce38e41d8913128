using System.Runtime.ExceptionServices;

namespace SltDsl.Runtime;

/// <summary>Independent chains side by side.</summary>
internal static class ParallelChains
{
    /// <summary>Runs every chain with a density and a random stream of its own, so that nothing depends on the number of threads; the first chain's exception wins.</summary>
    public static Draws RunHamiltonian(
        ILogDensity density,
        int chains,
        int draws,
        ulong seed,
        HamiltonianOptions options,
        Func<HamiltonianSystem, HamiltonianTransition> create,
        IProgress<ChainProgress>? progress,
        CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(density);
        ArgumentOutOfRangeException.ThrowIfLessThan(chains, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(draws, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(density.Dimension, 1, nameof(density));
        options.Check();

        var results = new ChainDraws[chains];
        var failures = new Exception?[chains];
        var forks = Enumerable.Range(0, chains).Select(_ => density.Fork()).ToArray();
        Parallel.For(0, chains, new ParallelOptions { MaxDegreeOfParallelism = options.Threads == 0 ? -1 : options.Threads }, chain =>
        {
            try
            {
                results[chain] = Run(forks[chain], chain);
            }
            catch (Exception exception)
            {
                failures[chain] = exception;
            }
        });

        if (Array.Find(failures, failure => failure is not null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return new Draws(density.Dimension, seed, draws, results);

        ChainDraws Run(ILogDensity fork, int chain)
        {
            var random = new SltRandom(seed, (ulong)chain);
            var transition = create(new HamiltonianSystem(fork, Metric.Create(options.Metric, fork.Dimension)));
            InitialPoint.Place(transition, options.InitialPoint, fork, ref random);
            return new HamiltonianChain(transition, chain, options.WarmUp, draws, options.TargetAcceptance).Run(ref random, progress, cancellation);
        }
    }
}
