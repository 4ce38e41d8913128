using SltDsl.Graph.Lowering;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Compilation;

/// <summary>A model file has errors, so that nothing can be computed with it.</summary>
internal sealed class ModelErrorsException(SourceText source, IReadOnlyList<Diagnostic> diagnostics) : Exception("the model has errors")
{
    /// <summary>The failure of a model that uses a construct without a graph (SLT0904).</summary>
    public static ModelErrorsException NotSupported(SourceText source, UnsupportedConstructException failure) =>
        new(source, [failure.Diagnostic]);

    /// <summary>The text.</summary>
    public SourceText Text { get; } = source;

    /// <summary>The errors, by place.</summary>
    public IReadOnlyList<Diagnostic> Errors { get; } = diagnostics.Where(d => d.Severity == Severity.Error).ToList();
}
