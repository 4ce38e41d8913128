using System.Runtime.ExceptionServices;

namespace SltDsl.Runtime;

/// <summary>Runs one chain from its density and random stream.</summary>
internal delegate ChainDraws ChainRunner(ILogDensity density, int chain, SltRandom random);

/// <summary>Independent chains side by side.</summary>
internal static class ParallelChains
{
    /// <summary>Runs every chain with a density and a random stream of its own, so that nothing depends on the number of threads; the first chain's exception wins.</summary>
    public static Draws Run(ILogDensity density, int chains, int draws, ulong seed, int threads, ChainRunner run)
    {
        var results = new ChainDraws[chains];
        var failures = new Exception?[chains];
        var forks = Enumerable.Range(0, chains).Select(_ => density.Fork()).ToArray();
        Parallel.For(0, chains, new ParallelOptions { MaxDegreeOfParallelism = threads == 0 ? -1 : threads }, chain =>
        {
            try
            {
                results[chain] = run(forks[chain], chain, new SltRandom(seed, (ulong)chain));
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
    }
}
