using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Syntax.Recovery;
using SltDsl.Language.Text;

namespace SltDsl.Language.Formatting;

/// <summary>
/// Formats `.slt` text: one statement a line, semicolons written, two spaces of indent, neighbouring statements of one
/// kind aligned. Line breaks inside statements, single empty lines and all comments stay; statements that do not parse
/// stay as they are. Formatting twice gives what formatting once gives.
/// </summary>
public static class SltFormatter
{
    /// <summary>The formatted text, lines ended by LF.</summary>
    /// <param name="source">The text to format.</param>
    public static string Format(SourceText source)
    {
        var tree = SltParser.Parse(source);
        var tokens = Scanner.Scan(source.Text);
        if (tree.Diagnostics.Any(d => d.Descriptor == SyntaxDiagnostics.NotUtf8) || tokens.Any(t => t.Kind == TokenKind.UnclosedComment))
        {
            return source.Text;
        }

        var writer = new LineWriter(source, tokens);
        var next = 0;
        foreach (var (chunk, statement) in StatementSplitter.Split(tokens).Zip(tree.Statements, (c, s) => (c, s)))
        {
            WriteStraySemicolons(writer, next, chunk.First);
            new StatementFormatter(writer, tokens, chunk, statement).Write();
            next = chunk.First + chunk.Count + (chunk.HasSemicolon ? 1 : 0);
        }

        WriteStraySemicolons(writer, next, tokens.Length - 1);
        writer.Trivia(tokens.Length - 1, opensStatement: true, indent: 0);
        Alignment.Apply(writer.Lines);
        return writer.ToString();
    }

    // Semicolons without a statement go; the comments between them stay.
    private static void WriteStraySemicolons(LineWriter writer, int start, int end)
    {
        for (var index = start; index < end; index++)
        {
            writer.Trivia(index, opensStatement: true, indent: 0);
        }
    }
}
