using SltDsl.Language.Text;

namespace SltDsl.Cli.Output.Json;

/// <summary>What <c>slt check --format json</c> prints.</summary>
/// <param name="Diagnostics">The findings of all files, in order.</param>
/// <param name="Errors">How many are errors.</param>
/// <param name="Warnings">How many are warnings.</param>
internal sealed record CheckDocument(IReadOnlyList<DiagnosticDocument> Diagnostics, int Errors, int Warnings);

/// <summary>A finding; a silenced one has the reason that the text gives for it.</summary>
internal sealed record DiagnosticDocument(
    string Code,
    string Severity,
    string Message,
    string File,
    SpanDocument Span,
    IReadOnlyList<RelatedDocument> Related,
    IReadOnlyList<NoteDocument> Notes,
    string? Help,
    bool Suppressed,
    string? Reason);

/// <summary>A stretch of a file; lines and columns from 1, in UTF-16 units, the end column exclusive.</summary>
internal sealed record SpanDocument(int StartLine, int StartColumn, int EndLine, int EndColumn)
{
    /// <summary>The place of a stretch of a text.</summary>
    public static SpanDocument Of(SourceSpan span, SourceText source)
    {
        var (start, end) = (source.PositionOf(span.Start), source.PositionOf(span.End));
        return new(start.Line, start.Column, end.Line, end.Column);
    }
}

/// <summary>Another place that a finding speaks of.</summary>
internal sealed record RelatedDocument(string Message, string File, SpanDocument Span);

/// <summary>A remark under a finding.</summary>
internal sealed record NoteDocument(string Label, string Text);
