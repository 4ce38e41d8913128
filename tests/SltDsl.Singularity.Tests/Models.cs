using System.Collections.Concurrent;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Singularity.Tests;

/// <summary>Bound models from text.</summary>
internal static class Models
{
    private static readonly ConcurrentDictionary<string, Lazy<(BoundModel, SingularityFacts)>> _examples = new();

    public static BoundModel Bind(string text, string path = "Model.slt")
    {
        var compilation = SltCompilation.Compile(new SourceText(path, text), new BindingOptions());
        return compilation.Model ?? throw new InvalidOperationException(
            string.Join(Environment.NewLine, compilation.Diagnostics.Select(d => $"{compilation.Tree.Source.PositionOf(d.Span.Start)} {d.Code} {d.Message}")));
    }

    public static BoundModel Example(string name) => FromFile("models", name + "*.slt");

    public static BoundModel Posterior(string name) => FromFile("posteriors", name + ".slt");

    private static BoundModel FromFile(string folder, string pattern)
    {
        var path = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, folder), pattern).Single();
        return Bind(File.ReadAllText(path), Path.GetFileName(path));
    }

    /// <summary>The facts of an example at the default options, computed once.</summary>
    public static (BoundModel Model, SingularityFacts Facts) AnalysedExample(string name) => _examples.GetOrAdd(name, n => new(() =>
    {
        var model = Example(n);
        return (model, SingularityAnalysis.Analyse(model, AnalysisOptions.Default));
    })).Value;

    public static SingularityFacts Analyse(string text) => SingularityAnalysis.Analyse(Bind(text), AnalysisOptions.Default);
}
