using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;
using SltDsl.Singularity;

namespace SltDsl.Cli.Compilation;

/// <summary>A model file with everything that was found in it.</summary>
/// <param name="Source">The text.</param>
/// <param name="Diagnostics">The findings that stand, by place.</param>
internal sealed record CheckedModel(SourceText Source, IReadOnlyList<Diagnostic> Diagnostics)
{
    /// <summary>The findings about singularities that the text silences, with the reason that it gives.</summary>
    public IReadOnlyList<SilencedDiagnostic> Silenced { get; init; } = [];

    /// <summary>How many findings have this severity.</summary>
    public int Count(Severity severity) => Diagnostics.Count(d => d.Severity == severity);
}
