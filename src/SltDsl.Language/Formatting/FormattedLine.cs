using System.Text;
using SltDsl.Language.Syntax.Lexing;

namespace SltDsl.Language.Formatting;

/// <summary>A line being written.</summary>
internal sealed class FormattedLine
{
    /// <summary>The code, indented.</summary>
    public StringBuilder Code { get; } = new();

    /// <summary>Whether an empty line stands before it.</summary>
    public bool HasGapBefore { get; set; }

    /// <summary>The comment at its end, or null.</summary>
    public string? Comment { get; set; }

    /// <summary>The column of the comment in the source, from 0; it is kept where the code leaves room.</summary>
    public int CommentColumn { get; set; }

    /// <summary>The leading word when the line holds one whole statement, which then aligns with its like.</summary>
    public TokenKind? Statement { get; set; }

    /// <summary>Where the declared name starts in <see cref="Code"/>.</summary>
    public int NameColumn { get; set; }

    /// <summary>Where what follows the name starts.</summary>
    public int RestColumn { get; set; }

    /// <summary>The finished text.</summary>
    public override string ToString()
    {
        var code = Code.ToString().TrimEnd();
        if (Comment is null || code.Length == 0)
        {
            return code + Comment;
        }

        // What did not parse, and a comment, may hold several lines: the last one counts.
        var length = code.Length - (code.LastIndexOf('\n') + 1);
        return code + new string(' ', Math.Max(CommentColumn - length, 1)) + Comment;
    }
}
