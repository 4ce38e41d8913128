using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using BenchmarkDotNet.Jobs;

namespace SltDsl.GradientBenchmarks;

/// <summary>A log posterior with its gradient: compiled from a model, against C written by hand. Five processes a row.</summary>
[SimpleJob(RunStrategy.Throughput, launchCount: 5, warmupCount: 3, iterationCount: 8)]
[MedianColumn]
public class GradientBenchmark
{
    private GradientCase _case = null!;

    /// <summary>The model.</summary>
    [ParamsSource(nameof(Models))]
    public string Model { get; set; } = "";

    public static IEnumerable<string> Models => CKernels.All.Keys;

    [GlobalSetup]
    public void Make()
    {
        _case = CKernels.All[Model]();
        if (_case.Difference() is > 1e-9 and var difference)
        {
            throw new InvalidOperationException($"The gradients of {Model} differ by {difference:E1}.");
        }
    }

    [Benchmark(Baseline = true)]
    public double C() => _case.C();

    [Benchmark]
    public double Generated() => _case.Generated();
}
