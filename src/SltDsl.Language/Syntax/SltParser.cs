using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax.Errors;
using SltDsl.Language.Syntax.Grammar;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Syntax.Recovery;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>Parses `.slt` files, statement by statement: an error in one leaves the others whole.</summary>
public static class SltParser
{
    /// <summary>Parses a file. Never throws; safe under concurrent use.</summary>
    /// <param name="source">The text.</param>
    /// <returns>The tree; statements that could not be read are <see cref="MalformedStatementSyntax"/>, with a diagnostic each.</returns>
    public static SyntaxTree Parse(SourceText source)
    {
        if (EncodingCheck.Find(source) is { } notText)
        {
            return new(source, [], [notText]);
        }

        var tokens = Scanner.Scan(source.Text);
        var chunks = StatementSplitter.Split(tokens);
        var statements = new List<StatementSyntax>();
        var diagnostics = new List<Diagnostic>(LookAlikes.Find(source, tokens));
        var failed = false;
        for (var i = 0; i < chunks.Count; i++)
        {
            var first = tokens[chunks[i].First];
            var (statement, findings) = StatementParser.Parse(source, tokens, chunks[i]);
            statements.Add(statement);

            // The rest of a line whose first part did not parse, as after a reserved word used as a name: all has been said.
            var isRest = failed && !first.OpensLine && !(chunks[i - 1].HasSemicolon && Keywords.OpensStatement(first.Kind));
            diagnostics.AddRange(isRest ? [] : findings);
            failed = statement is MalformedStatementSyntax;
        }

        return new(source, statements.ToArray(), diagnostics.OrderBy(d => d.Span.Start).ToArray());
    }
}
