using SltDsl.Graph;

namespace SltDsl.CodeGen.Tests;

/// <summary>Models with sizes and made-up data of some rows.</summary>
internal static class ExampleGraphs
{
    public const int Rows = 7;

    public static IReadOnlyDictionary<string, Func<(ModelGraph Graph, Dictionary<string, long> Sizes, double[][] Columns)>> All { get; } =
        new Dictionary<string, Func<(ModelGraph, Dictionary<string, long>, double[][])>>
        {
            ["regression"] = () => (EmittedDensityTests.Regression(), [], [Reals(3), Reals(1)]),
            ["mixture"] = () => (EmittedDensityTests.Mixture(), new() { ["K"] = 3 }, [Reals(1)]),
        };

    private static double[] Reals(int elements)
    {
        var random = new Random(elements);
        return [.. Enumerable.Range(0, elements * Rows).Select(_ => (4 * random.NextDouble()) - 2)];
    }
}
