using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>Reads <c>///</c> comments.</summary>
internal static class DocumentationComments
{
    /// <summary>The documentation before a statement and among its attributes, lines joined by LF, or null.</summary>
    /// <param name="source">The text.</param>
    /// <param name="tokens">Its tokens.</param>
    /// <param name="first">The first token, attributes included.</param>
    /// <param name="leading">The leading word.</param>
    public static string? Before(SourceText source, Token[] tokens, int first, int leading)
    {
        var lines = new List<string>();
        for (var i = first; i <= leading; i++)
        {
            var start = i == 0 ? 0 : tokens[i - 1].Span.End;
            var trivia = source.Text.Substring(start, tokens[i].Span.Start - start);
            if (!trivia.Contains("///"))
            {
                continue;
            }

            // What stands on the line of the previous token belongs to that one.
            lines.AddRange(trivia.Split('\n')
                .Skip(i == 0 ? 0 : 1)
                .Select(line => line.Trim())
                .Where(line => line.StartsWith("///", StringComparison.Ordinal))
                .Select(line => line.Substring(3).Trim()));
        }

        return lines.Count == 0 ? null : string.Join("\n", lines);
    }
}
