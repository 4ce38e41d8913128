using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Singularity.Tests;

/// <summary>Bound models from text.</summary>
internal static class Models
{
    public static BoundModel Bind(string text, string path = "Model.slt")
    {
        var compilation = SltCompilation.Compile(new SourceText(path, text), new BindingOptions());
        return compilation.Model ?? throw new InvalidOperationException(
            string.Join(Environment.NewLine, compilation.Diagnostics.Select(d => $"{compilation.Tree.Source.PositionOf(d.Span.Start)} {d.Code} {d.Message}")));
    }

    public static BoundModel Example(string name)
    {
        var path = Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "models"), name + "*.slt").Single();
        return Bind(File.ReadAllText(path), Path.GetFileName(path));
    }

    public static SingularityFacts Analyse(string text) => SingularityAnalysis.Analyse(Bind(text), AnalysisOptions.Default);
}
