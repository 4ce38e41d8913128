using BenchmarkDotNet.Attributes;
using SltDsl.Algebra;

namespace SltDsl.Benchmarks;

/// <summary>Exact λ of typical ideals of the reference table, and of the whole table.</summary>
[MemoryDiagnoser]
public class Algebra
{
    private readonly IReadOnlyList<(string Id, IdealProblem Problem)> _table = AlgebraTable.Read();
    private IdealProblem _problem = null!;

    /// <summary>One of the median difficulty, one with nested blow-ups, one with many strata.</summary>
    [Params("ade-A2", "tr-10", "dln-222-r2")]
    public string Case { get; set; } = "";

    [GlobalSetup]
    public void Choose() => _problem = _table.First(c => c.Id == Case).Problem;

    [Benchmark]
    public Rlct Resolve() => RealLogCanonicalThreshold.Of(_problem);
}
