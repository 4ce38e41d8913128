using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using SltDsl.Singularity;
using SltDsl.Singularity.Tests;

namespace SltDsl.Benchmarks;

/// <summary>What the analysis of a build costs: the examples, and the models whose λ the tests derive.</summary>
internal static class AnalysisTable
{
    /// <summary>The largest number of parameters of a model that counts as small.</summary>
    private const int MostOfSmall = 12;

    /// <summary>The least processor time of some warm analyses of each model in milliseconds, and what was found at its truths.</summary>
    public static void Print(int repeats, string filter)
    {
        var small = new List<double>();
        foreach (var (name, text) in Examples().Concat(DerivedModels.All.Select(m => (m.Name, "slt 1;\nmodel M;\n" + m.Text))).Where(m => m.Item1.Contains(filter, StringComparison.Ordinal)))
        {
            var model = Bind(name, text);
            var (best, facts) = (double.MaxValue, SingularityAnalysis.Analyse(model, AnalysisOptions.Default));
            for (var i = 0; i < repeats; i++)
            {
                var start = Environment.CpuUsage.TotalTime;
                facts = SingularityAnalysis.Analyse(model, AnalysisOptions.Default);
                best = Math.Min(best, (Environment.CpuUsage.TotalTime - start).TotalMilliseconds);
            }

            if (facts.Dimension <= MostOfSmall)
            {
                small.Add(best);
            }

            Console.WriteLine($"{best,8:F1}  d = {facts.Dimension,-4} {name,-32} {string.Join("; ", facts.Truths.Select(t => $"{t.Name}: {t.Rlct?.ToString() ?? "undecided"}"))}");
        }

        if (small.Count == 0)
        {
            return;
        }

        var sorted = small.Order().ToArray();
        Console.WriteLine($"{sorted.Length} models of at most {MostOfSmall} parameters: median {AlgebraTable.Quantile(sorted, 0.5):F1} ms, 90 % {AlgebraTable.Quantile(sorted, 0.9):F1} ms, worst {sorted[^1]:F1} ms");
    }

    private static IEnumerable<(string Name, string Text)> Examples() => Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "models"), "*.slt")
        .Order(StringComparer.Ordinal).Select(path => (Path.GetFileNameWithoutExtension(path), File.ReadAllText(path)));

    private static BoundModel Bind(string name, string text) =>
        SltCompilation.Compile(new SourceText(name + ".slt", text), new BindingOptions()).Model ?? throw new InvalidOperationException($"'{name}' does not bind.");
}
