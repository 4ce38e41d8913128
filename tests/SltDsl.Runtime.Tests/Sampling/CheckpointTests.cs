using System.Collections.Concurrent;

namespace SltDsl.Runtime.Tests;

/// <summary>A run that is ended anywhere and goes on from its checkpoints gives the draws of one that was never ended.</summary>
public class CheckpointTests
{
    private static readonly Gaussian Target = new([1, -2, 0], [1, 0.1, 10]);

    public static TheoryData<string> Samplers => new(Methods.Keys);

    private static Dictionary<string, SamplerOptions> Methods { get; } = new()
    {
        ["nuts"] = new NutsOptions { WarmUp = 150 },
        ["dense nuts"] = new NutsOptions { WarmUp = 150, Metric = MetricKind.Dense },
        ["hmc"] = new HmcOptions { WarmUp = 150 },
        ["sgld"] = new LangevinOptions { WarmUp = 150, Step = 0.01 },
        ["smc"] = new TemperedPopulationOptions(ReferenceDistribution.Normal([0, 0, 0], [3, 3, 20])) { WarmUp = 150 },
        ["exchange"] = new ReplicaExchangeOptions(ReferenceDistribution.Normal([0, 0, 0], [3, 3, 20])) { WarmUp = 150 },
    };

    [Theory]
    [MemberData(nameof(Samplers))]
    public void Resumed_draws_are_those_of_an_uninterrupted_run(string method)
    {
        const int draws = 120, chains = 2;
        var whole = Sampler.Run(Target, Methods[method], chains, draws, seed: 9);
        foreach (var (end, interval) in new[] { (30, 0), (149, 0), (150, 3), (200, 0), (269, 7) })
        {
            var checkpoints = new Memory(interval);
            using var source = new CancellationTokenSource();
            var progress = new Reporter(p =>
            {
                if (p.Finished >= end)
                {
                    source.Cancel();
                }
            });
            _ = Sampler.Run(Target, Methods[method], chains, draws, seed: 9, progress, checkpoints, source.Token);
            var resumed = Sampler.Run(Target, Methods[method], chains, draws, seed: 9, checkpoints: checkpoints);

            Assert.True(resumed.IsComplete);
            Assert.Equal(whole.GradientEvaluations, resumed.GradientEvaluations);
            Assert.Equal(whole.StepSize(1), resumed.StepSize(1));
            Assert.Equal(whole.Ladder?.LogNormaliser, resumed.Ladder?.LogNormaliser);
            for (var i = 0; i < 3; i++)
            {
                Assert.Equal(whole.Coordinate(i), resumed.Coordinate(i));
            }

            Assert.Equal(Enumerable.Range(0, draws).Select(d => whole.Statistics(1, d)), Enumerable.Range(0, draws).Select(d => resumed.Statistics(1, d)));
        }
    }

    [Fact]
    public void A_checkpoint_that_cannot_be_written_ends_the_run_and_keeps_those_before()
    {
        var checkpoints = new Memory(0) { SavesLeft = 40 };
        Assert.Equal("full", Assert.Throws<IOException>(() => Sampler.Run(Target, Methods["nuts"], 2, 50, checkpoints: checkpoints)).Message);
        checkpoints.SavesLeft = int.MaxValue;
        Assert.Equal(Sampler.Run(Target, Methods["nuts"], 2, 50).Coordinate(0), Sampler.Run(Target, Methods["nuts"], 2, 50, checkpoints: checkpoints).Coordinate(0));
    }

    private sealed class Memory(int milliseconds) : ICheckpoints
    {
        private readonly ConcurrentDictionary<int, (List<byte> Records, ChainCheckpoint Last)> _chains = [];
        private int _saves;

        public int SavesLeft { get; set; } = int.MaxValue;

        public TimeSpan Interval => TimeSpan.FromMilliseconds(milliseconds);

        public ChainCheckpoint? Load(int chain) =>
            _chains.TryGetValue(chain, out var kept) ? kept.Last with { Records = [.. kept.Records] } : null;

        public void Save(int chain, ChainCheckpoint checkpoint)
        {
            if (Interlocked.Increment(ref _saves) > SavesLeft)
            {
                throw new IOException("full");
            }

            var records = _chains.TryGetValue(chain, out var kept) ? kept.Records : [];
            records.AddRange(checkpoint.Records);
            _chains[chain] = (records, checkpoint);
        }
    }

    private sealed class Reporter(Action<ChainProgress> report) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => report(value);
    }
}
