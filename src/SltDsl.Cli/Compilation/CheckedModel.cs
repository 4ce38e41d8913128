using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Compilation;

/// <summary>A model file with everything that was found in it.</summary>
/// <param name="Source">The text.</param>
/// <param name="Diagnostics">The findings, by place.</param>
internal sealed record CheckedModel(SourceText Source, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>How many findings have this severity.</summary>
    public int Count(Severity severity) => Diagnostics.Count(d => d.Severity == severity);
}
