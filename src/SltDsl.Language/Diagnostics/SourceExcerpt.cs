using SltDsl.Language.Text;

namespace SltDsl.Language.Diagnostics;

/// <summary>The lines that a diagnostic speaks of, with a mark under each place.</summary>
internal sealed class SourceExcerpt
{
    private const int LongestLine = 160;

    /// <summary>The excerpt of a diagnostic.</summary>
    public SourceExcerpt(SourceText source, Diagnostic diagnostic)
    {
        var marks = diagnostic.Related
            .Select(r => (r.Span, Label: r.Message, IsPrimary: false))
            .Append((diagnostic.Span, Label: diagnostic.Label ?? "", IsPrimary: true))
            .Select(m => (Position: source.PositionOf(m.Span.Start), m.Span, m.Label, m.IsPrimary));
        Lines = marks
            .GroupBy(m => m.Position.Line)
            .OrderBy(g => g.Key)
            .Select(g => new ExcerptLine(
                g.Key,
                Shown(source.Line(g.Key)),
                g.OrderByDescending(m => m.IsPrimary).ThenBy(m => m.Position.Column)
                    .Select(m => Mark(source.Line(g.Key), m.Position.Column, m.Span.Length, m.Label, m.IsPrimary))
                    .ToArray()))
            .ToArray();
        NumberWidth = Lines.Max(l => l.Number).ToString().Length;
    }

    /// <summary>The lines in order.</summary>
    public IReadOnlyList<ExcerptLine> Lines { get; }

    /// <summary>How wide the largest line number is.</summary>
    public int NumberWidth { get; }

    private static ExcerptMark Mark(string line, int column, int length, string label, bool isPrimary)
    {
        var start = Math.Min(column - 1, Math.Min(line.Length, LongestLine));
        var width = Math.Max(1, Math.Min(length, Math.Min(line.Length, LongestLine) - start));
        var indent = new string(line.Take(start).Select(c => c == '\t' ? '\t' : ' ').ToArray());
        return new(indent, new string(isPrimary ? '^' : '-', width), label, isPrimary);
    }

    private static string Shown(string line) => line.Length <= LongestLine ? line : line.Substring(0, LongestLine) + " …";
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
