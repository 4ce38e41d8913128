using SltDsl.Language.Text;

namespace SltDsl.Language.Diagnostics;

/// <summary>The lines that a diagnostic speaks of, with a mark under each place.</summary>
internal sealed class SourceExcerpt
{
    private const int LongestLine = 160;

    /// <summary>The excerpt of a diagnostic.</summary>
    public SourceExcerpt(SourceText source, Diagnostic diagnostic)
    {
        var places = diagnostic.Related
            .Select(r => new Place(source.PositionOf(r.Span.Start), r.Span, r.Message, IsPrimary: false))
            .Append(new Place(source.PositionOf(diagnostic.Span.Start), diagnostic.Span, diagnostic.Label ?? "", IsPrimary: true))
            .OrderBy(p => p.Position.Line).ThenBy(p => p.IsPrimary ? 0 : 1).ThenBy(p => p.Position.Column);
        Lines = [.. places.GroupBy(p => p.Position.Line).Select(line => LineOf(line.Key, source.Line(line.Key), line))];
        NumberWidth = Lines.Max(l => l.Number).ToString().Length;
    }

    /// <summary>The lines in order.</summary>
    public IReadOnlyList<ExcerptLine> Lines { get; }

    /// <summary>How wide the largest line number is.</summary>
    public int NumberWidth { get; }

    private static ExcerptLine LineOf(int number, string text, IEnumerable<Place> places) =>
        new(number, Shown(text), [.. places.Select(p => Mark(text, p.Position.Column, p.Span.Length, p.Label, p.IsPrimary))]);

    private static ExcerptMark Mark(string line, int column, int length, string label, bool isPrimary)
    {
        var start = Math.Min(column - 1, Math.Min(line.Length, LongestLine));
        var width = Math.Max(1, Math.Min(length, Math.Min(line.Length, LongestLine) - start));
        var indent = new string(line.Take(start).Select(c => c == '\t' ? '\t' : ' ').ToArray());
        return new(indent, new string(isPrimary ? '^' : '-', width), label, isPrimary);
    }

    private static string Shown(string line) => line.Length <= LongestLine ? line : line.Substring(0, LongestLine) + " …";

    private sealed record Place(LinePosition Position, SourceSpan Span, string Label, bool IsPrimary);
}

/// <summary>A line of the text.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="Text">Its text, cut when it is very long.</param>
/// <param name="Marks">What to point at in it.</param>
internal sealed record ExcerptLine(int Number, string Text, IReadOnlyList<ExcerptMark> Marks);

/// <summary>A mark under a stretch of a line.</summary>
/// <param name="Indent">White space as wide as the text before the mark.</param>
/// <param name="Mark">The mark itself.</param>
/// <param name="Label">What to say beside it.</param>
/// <param name="IsPrimary">Whether it is the place of the diagnostic itself.</param>
internal sealed record ExcerptMark(string Indent, string Mark, string Label, bool IsPrimary);
