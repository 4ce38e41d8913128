using System.Text;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;

namespace SltDsl.Language.Formatting;

/// <summary>Writes tokens and the comments between them into lines.</summary>
internal sealed class LineWriter(SourceText source, Token[] tokens)
{
    private readonly List<FormattedLine> _lines = [];
    private bool _lineIsClosed = true;

    /// <summary>The lines so far.</summary>
    public IReadOnlyList<FormattedLine> Lines => _lines;

    /// <summary>The line being written.</summary>
    public FormattedLine Line => _lines[_lines.Count - 1];

    /// <summary>The text.</summary>
    public SourceText Source => source;

    /// <summary>What stands before a token.</summary>
    public Trivia TriviaBefore(int index) =>
        Formatting.Trivia.Read(source.Text, index == 0 ? 0 : tokens[index - 1].Span.End, tokens[index].Span.Start);

    /// <summary>Writes the comments before a token.</summary>
    /// <param name="index">The token.</param>
    /// <param name="opensStatement">Whether empty lines are kept.</param>
    /// <param name="indent">The indent of comments that stand on lines of their own.</param>
    /// <returns>Whether an empty line stands right before the token.</returns>
    public bool Trivia(int index, bool opensStatement, int indent)
    {
        var trivia = TriviaBefore(index);
        foreach (var comment in trivia.Comments)
        {
            if (comment.LinesBefore == 0 && _lines.Count > 0 && Line.Comment is null)
            {
                AppendComment(comment);
            }
            else
            {
                Break(opensStatement && comment.LinesBefore > 1, indent);
                Line.Code.Append(Reindented(comment.Text));
                _lineIsClosed = true;
            }
        }

        return trivia.LinesAfter > 1;
    }

    /// <summary>Starts a line.</summary>
    public void Break(bool hasGap, int indent)
    {
        _lines.Add(new() { HasGapBefore = hasGap && _lines.Count > 0 });
        Line.Code.Append(' ', indent);
        _lineIsClosed = false;
    }

    /// <summary>Appends to the line, or to a new one after a comment that ended it.</summary>
    public void Append(string text, bool spaceBefore, int indent)
    {
        if (_lineIsClosed)
        {
            Break(hasGap: false, indent);
        }
        else if (spaceBefore)
        {
            Line.Code.Append(' ');
        }

        Line.Code.Append(text);
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var text = new StringBuilder();
        foreach (var line in _lines)
        {
            text.Append(line.HasGapBefore ? "\n" : "").Append(line).Append('\n');
        }

        return text.ToString();
    }

    private void AppendComment(Comment comment)
    {
        if (comment.EndsLine)
        {
            Line.Comment = comment.Text;
            Line.CommentColumn = source.PositionOf(comment.Start).Column - 1;
            _lineIsClosed = true;
            return;
        }

        Line.Code.Append(' ').Append(Reindented(comment.Text));
    }

    private static string Reindented(string comment) => comment.Replace("\r\n", "\n").Replace('\r', '\n');
}
