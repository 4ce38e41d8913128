using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Graph.Tests.Binding;

/// <summary>Models from text.</summary>
internal static class Source
{
    public static IReadOnlyList<string> Examples { get; } =
        [.. Directory.GetFiles(Path.Combine(AppContext.BaseDirectory, "models"), "*.slt").Order(StringComparer.Ordinal)];

    public static BoundModel Example(string prefix) =>
        Bind(File.ReadAllText(Examples.Single(f => Path.GetFileName(f).StartsWith(prefix, StringComparison.Ordinal))));

    public static BoundModel Bind(string text)
    {
        var source = new SourceText("Model.slt", text);
        var compilation = SltCompilation.Compile(source, new BindingOptions());
        var errors = compilation.Diagnostics.Where(d => d.Severity == Severity.Error).Select(d => new DiagnosticRenderer().Render(d, source));
        return compilation.Model ?? throw new InvalidOperationException(string.Join("\n", errors));
    }

    public static ModelGraph Graph(string text) => GraphBuilder.Build(Bind(text));
}
