using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax.Errors;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Syntax.Recovery;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>Parses one statement.</summary>
internal static class StatementParser
{
    /// <summary>The statement and what was found in it.</summary>
    public static (StatementSyntax Statement, IReadOnlyList<Diagnostic> Findings) Parse(SourceText source, Token[] tokens, Chunk chunk)
    {
        var cursor = new TokenCursor(source, tokens, chunk.First, chunk.Count);
        var attributes = StatementGrammar.ParseAttributes(cursor.InputAt(0));
        var start = attributes.Remainder.Position;
        var result = attributes.WasSuccessful ? StatementGrammar.Parse(cursor.InputAt(start)) : null;
        var diagnostics = new List<Diagnostic>();
        if (result is null or { WasSuccessful: false })
        {
            diagnostics.Add(SyntaxErrors.Describe(cursor, start, chunk, tokens));
            return (Malformed(cursor, start), diagnostics);
        }

        var statement = result.Value with
        {
            Attributes = attributes.Value,
            Documentation = DocumentationComments.Before(source, tokens, chunk.First, chunk.First + start),
        };
        diagnostics.AddRange(cursor.Diagnostics);
        diagnostics.AddRange(StatementChecks.Find(statement, source));
        diagnostics.AddRange(ForeignForms.FindCalls(cursor));
        if (!chunk.HasSemicolon && cursor[chunk.Count - 1].Kind != TokenKind.CloseBrace)
        {
            diagnostics.Add(MissingSemicolon(cursor[chunk.Count - 1].Span.End));
        }

        return (statement, diagnostics);
    }

    private static Diagnostic MissingSemicolon(int end) =>
        new(SyntaxDiagnostics.MissingSemicolon, "the statement has no `;`", new SourceSpan(end, 0))
        {
            Fixes = [new("Write the semicolon", [new(new SourceSpan(end, 0), ";")])],
        };

    private static MalformedStatementSyntax Malformed(TokenCursor cursor, int start)
    {
        var span = Tokens.SpanBetween(cursor.InputAt(0), cursor.InputAt(cursor.Count));
        var keyword = start < cursor.Count ? cursor.Source.Slice(cursor[start].Span) : "";

        // The declared name is the last one before what follows every declared name.
        for (var i = start + 1; i < cursor.Count; i++)
        {
            var next = i + 1 < cursor.Count ? cursor[i + 1].Kind : TokenKind.End;
            if (cursor[i].Kind == TokenKind.Name
                && next is TokenKind.Tilde or TokenKind.Assign or TokenKind.OpenBrace or TokenKind.OpenParen or TokenKind.Each
                    or TokenKind.Where or TokenKind.AtWord or TokenKind.In or TokenKind.End
                && !IsBoundWord(cursor, i))
            {
                return new(keyword, [Tokens.NameOf(cursor.InputAt(i))], span);
            }
        }

        return new(keyword, [], span);
    }

    private static bool IsBoundWord(TokenCursor cursor, int index) =>
        cursor[index - 1].Kind is TokenKind.Less or TokenKind.Comma && cursor[index + 1].Kind == TokenKind.Assign;
}
