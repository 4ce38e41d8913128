namespace SltDsl.Language.Formatting;

/// <summary>A comment with the line breaks before it.</summary>
/// <param name="Text">The comment without white space at its end.</param>
/// <param name="LinesBefore">How many line breaks stand before it.</param>
/// <param name="Start">Its offset in the text.</param>
/// <param name="EndsLine">Whether it runs to the end of its line.</param>
internal sealed record Comment(string Text, int LinesBefore, int Start, bool EndsLine);

/// <summary>What stands between two tokens.</summary>
/// <param name="Comments">The comments in order.</param>
/// <param name="LinesAfter">How many line breaks stand between the last comment, or the token before, and the next token.</param>
internal sealed record Trivia(IReadOnlyList<Comment> Comments, int LinesAfter)
{
    /// <summary>Whether the next token opens a line.</summary>
    public bool HasBreak => LinesAfter > 0 || Comments.Any(c => c.LinesBefore > 0 || c.EndsLine);

    /// <summary>Reads a stretch of white space and comments.</summary>
    public static Trivia Read(string text, int start, int end)
    {
        var comments = new List<Comment>();
        var lines = 0;
        while (start < end)
        {
            if (text[start] == '/')
            {
                var isLine = text[start + 1] == '/';
                var stop = isLine ? text.IndexOfAny(['\n', '\r'], start, end - start) : text.IndexOf("*/", start + 2, StringComparison.Ordinal) + 2;
                stop = stop < 0 ? end : stop;
                comments.Add(new(text.Substring(start, stop - start).TrimEnd(), lines, start, isLine));
                (lines, start) = (0, stop);
                continue;
            }

            lines += text[start] == '\n' || (text[start] == '\r' && (start + 1 >= text.Length || text[start + 1] != '\n')) ? 1 : 0;
            start++;
        }

        return new(comments, lines);
    }
}
