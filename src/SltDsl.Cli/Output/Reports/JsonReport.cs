using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output.Json;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Output.Reports;

/// <summary>Findings as one JSON document (<see cref="CheckDocument"/>).</summary>
internal sealed class JsonReport : ICheckReport
{
    /// <inheritdoc/>
    public void Write(IReadOnlyList<CheckedModel> models, TextWriter output) => output.WriteLine(JsonContract.Document(new CheckDocument(
        models.SelectMany(m => m.Diagnostics.Select(d => Document(d, m.Source, null)).Concat(m.Silenced.Select(s => Document(s.Diagnostic, m.Source, s.Reason)))).ToList(),
        models.Sum(m => m.Count(Severity.Error)),
        models.Sum(m => m.Count(Severity.Warning)))));

    private static DiagnosticDocument Document(Diagnostic diagnostic, SourceText source, string? reason) => new(
        diagnostic.Code,
        DiagnosticRenderer.Name(diagnostic.Severity),
        diagnostic.Message,
        source.Path,
        SpanDocument.Of(diagnostic.Span, source),
        diagnostic.Related.Select(r => new RelatedDocument(r.Message, source.Path, SpanDocument.Of(r.Span, source))).ToList(),
        diagnostic.Notes.Select(n => new NoteDocument(n.Label, n.Text)).ToList(),
        diagnostic.Help,
        reason is not null,
        reason);
}
