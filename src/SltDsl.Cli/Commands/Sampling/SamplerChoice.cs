using SltDsl.Cli.Output.Json;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary>The sampler that settings ask for.</summary>
internal static class SamplerChoice
{
    /// <summary>The sampler with its settings.</summary>
    /// <param name="options">What the user asked for.</param>
    /// <param name="model">The model, whose prior is the hot end of replica exchange.</param>
    /// <param name="threads">The largest number of threads.</param>
    public static SamplerOptions Of(SamplerDocument options, ISltModel model, int threads)
    {
        SamplerOptions sampler = options.Method switch
        {
            "exchange" => new ReplicaExchangeOptions(ReferenceDistribution.PriorOf(model))
            {
                Rungs = options.Rungs,
                TargetAcceptance = options.TargetAcceptance,
                MaxTreeDepth = options.MaxTreeDepth,
            },
            "smc" => new TemperedPopulationOptions(ReferenceDistribution.PriorOf(model)),
            "sgld" => new LangevinOptions { Step = options.Step, BatchSize = options.Batch },
            "hmc" or "mala" => new HmcOptions { Steps = options.Method == "mala" ? 1 : options.Steps, TargetAcceptance = options.TargetAcceptance, Metric = MetricOf(options) },
            _ => new NutsOptions { TargetAcceptance = options.TargetAcceptance, MaxTreeDepth = options.MaxTreeDepth, Metric = MetricOf(options) },
        };
        return sampler with { WarmUp = options.Method == "smc" ? 0 : options.Warmup, Threads = threads, InitialPoint = options.Initial };
    }

    private static MetricKind MetricOf(SamplerDocument options) => options.Metric == "dense" ? MetricKind.Dense : MetricKind.Diagonal;
}
