using SltDsl.Language.Text;

namespace SltDsl.Language.Diagnostics;

/// <summary>One finding about a text: a short message with its place, and what explains and repairs it.</summary>
/// <param name="Descriptor">The kind of finding.</param>
/// <param name="Message">One sentence without a full stop, names in backticks, true on its own.</param>
/// <param name="Span">The place that the message is about.</param>
public sealed record Diagnostic(DiagnosticDescriptor Descriptor, string Message, SourceSpan Span)
{
    /// <summary>The code, such as <c>SLT0001</c>.</summary>
    public string Code => Descriptor.Code;

    /// <summary>The severity of this finding; the descriptor's unless set.</summary>
    public Severity Severity { get; init; } = Descriptor.DefaultSeverity;

    /// <summary>What stands beside the carets of <see cref="Span"/>, or null.</summary>
    public string? Label { get; init; }

    /// <summary>Other places that say why.</summary>
    public EquatableArray<RelatedSpan> Related { get; init; } = [];

    /// <summary>What it costs: notes labelled <c>effect</c> or <c>SLT</c>.</summary>
    public EquatableArray<DiagnosticNote> Notes { get; init; } = [];

    /// <summary>What to type, or null.</summary>
    public string? Help { get; init; }

    /// <summary>Edits of the text that repair it, best first.</summary>
    public EquatableArray<TextFix> Fixes { get; init; } = [];
}

/// <summary>Another place that a diagnostic speaks of.</summary>
/// <param name="Span">The place.</param>
/// <param name="Message">What to see there.</param>
public sealed record RelatedSpan(SourceSpan Span, string Message);

/// <summary>A remark under a diagnostic.</summary>
/// <param name="Label">What kind of remark: <c>effect</c> or <c>SLT</c>.</param>
/// <param name="Text">The remark.</param>
public sealed record DiagnosticNote(string Label, string Text);

/// <summary>A repair.</summary>
/// <param name="Title">What it does, as a menu would say it.</param>
/// <param name="Edits">Replacements that do not overlap.</param>
public sealed record TextFix(string Title, EquatableArray<TextEdit> Edits);

/// <summary>A replacement of a stretch of text.</summary>
/// <param name="Span">What is replaced; empty to insert.</param>
/// <param name="NewText">What takes its place.</param>
public sealed record TextEdit(SourceSpan Span, string NewText);
