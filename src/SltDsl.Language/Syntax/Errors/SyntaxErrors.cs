using System.Globalization;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax.Grammar;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Syntax.Recovery;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Errors;

/// <summary>Words the one error of a statement that did not parse, from its kind, the last good token and the one that does not fit.</summary>
internal static class SyntaxErrors
{
    private static readonly string[] _notYet = ["loss", "density", "quotient"];

    /// <summary>The error.</summary>
    /// <param name="cursor">The parse that failed.</param>
    /// <param name="start">The index of the leading word.</param>
    /// <param name="chunk">The statement.</param>
    /// <param name="tokens">All tokens of the file.</param>
    public static Diagnostic Describe(TokenCursor cursor, int start, Chunk chunk, Token[] tokens)
    {
        var leading = cursor[start];
        return cursor.Overflow
            ?? Unreadable(cursor)
            ?? ForeignForms.Describe(cursor, start)
            ?? Unclosed(cursor, chunk, tokens)
            ?? (Keywords.OpensStatement(leading.Kind) || cursor.Furthest < start
                ? Unexpected(cursor, leading.Kind, chunk, tokens)
                : Unknown(cursor, leading));
    }

    private static Diagnostic? Unreadable(TokenCursor cursor)
    {
        var offending = cursor[cursor.Furthest];
        return offending.Kind switch
        {
            TokenKind.UnclosedString => Plain(offending.Span, "the string is never closed", "close it with `\"` on the same line"),
            TokenKind.UnclosedComment => Plain(offending.Span, "the comment is never closed", "close it with `*/`"),
            TokenKind.Unknown => Plain(offending.Span, $"unexpected `{cursor.Source.Slice(offending.Span)}`", Advice(cursor, offending)),
            _ => null,
        };
    }

    private static string Advice(TokenCursor cursor, Token offending) => cursor.Source.Text[offending.Span.Start] switch
    {
        '&' => "write `&&`",
        '|' => "write `||`; what stands after a bar in Stan's densities is an ordinary argument here",
        '#' => "a comment starts with `//`",
        '.' => "write a digit before the point, as in `0.5`",
        '\u2212' or '\u2013' => "write `-`",
        // Hosts without Unicode tables cannot compose it, and a name must be the same in all of them.
        var c when char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark => "type the accented letter as one character (Unicode form NFC)",
        >= '0' and <= '9' => "a name starts with a letter; a product needs `*`",
        _ => "remove it",
    };

    private static Diagnostic? Unclosed(TokenCursor cursor, Chunk chunk, Token[] tokens)
    {
        if (chunk.UnclosedBracket is not { } index)
        {
            return null;
        }

        var bracket = tokens[index];
        var text = cursor.Source.Slice(bracket.Span);
        var closer = text switch { "(" => ")", "[" => "]", _ => "}" };
        var place = cursor.Source.PositionOf(bracket.Span.Start);
        var offending = cursor[cursor.Furthest];
        var last = cursor[Math.Max(0, Math.Min(cursor.Furthest, cursor.Count) - 1)].Span.End;
        return new(SyntaxDiagnostics.UnclosedBracket, $"`{text}` opened at {place} is never closed", bracket.Span)
        {
            Label = "opened here",
            Related = offending.Kind == TokenKind.End ? [] : [new(offending.Span, $"expected `{closer}` before this")],
            Help = $"write `{closer}`",
            Fixes = [new($"Write `{closer}`", [new(new SourceSpan(last, 0), closer)])],
        };
    }

    private static Diagnostic Unknown(TokenCursor cursor, Token leading)
    {
        var word = cursor.Source.Slice(leading.Span);
        if (leading.Kind != TokenKind.Name)
        {
            return Plain(leading.Span, $"unexpected `{word}`; expected a statement", "every statement opens with a word such as `param`, `let` or `observe`");
        }

        if (_notYet.Contains(word))
        {
            return new(SyntaxDiagnostics.UnknownStatement, $"`{word}` is not in slt 1", leading.Span)
            {
                Help = "write the density with `observe` or `factor`",
            };
        }

        var nearest = Spelling.Nearest(word, Keywords.StatementWords);
        return nearest is null
            ? new(SyntaxDiagnostics.UnknownStatement, $"unknown statement `{word}`", leading.Span)
            {
                Help = $"a statement opens with one of {string.Join(", ", Keywords.StatementWords)}",
            }
            : new(SyntaxDiagnostics.UnknownStatement, $"unknown statement `{word}`; did you mean `{nearest}`?", leading.Span)
            {
                Help = $"write `{StatementForms.Example(Keywords.KindOf(nearest))}`",
                Fixes = [new($"Change to `{nearest}`", [new(leading.Span, nearest)])],
            };
    }

    private static Diagnostic Unexpected(TokenCursor cursor, TokenKind statement, Chunk chunk, Token[] tokens)
    {
        var at = cursor.Furthest;
        var offending = cursor[at];

        // A reserved word that cut the statement is still what the reader sees there.
        if (at >= cursor.Count && !chunk.HasSemicolon && tokens[chunk.First + chunk.Count] is { OpensLine: false } next && next.Kind != TokenKind.End)
        {
            offending = next;
        }

        var found = offending.Kind switch
        {
            TokenKind.End => "end of the statement",
            _ => $"`{cursor.Source.Slice(offending.Span)}`",
        };
        var expected = Expected(cursor);
        if (Keywords.WordOf(offending.Kind) is { } word && cursor.Expected.Contains("a name"))
        {
            return Plain(offending.Span, $"`{word}` is a reserved word and cannot be a name", $"choose another name, such as `{word}_`");
        }

        var span = offending.Span.Length > 0 || at == 0 ? offending.Span : new SourceSpan(offending.Span.Start - 1, 1);
        var message = $"unexpected {found}; expected {expected}";
        return Plain(span, message, Hint(statement, cursor, offending) ?? $"a `{Keywords.WordOf(statement)}` statement looks like `{StatementForms.Example(statement)}`");
    }

    private static string Expected(TokenCursor cursor)
    {
        var wanted = cursor.Expected;
        return wanted.Count == 1
            ? wanted[0]
            : $"{string.Join(", ", wanted.Take(wanted.Count - 1))} or {wanted[wanted.Count - 1]}";
    }

    private static string? Hint(TokenKind statement, TokenCursor cursor, Token offending) => (statement, offending.Kind) switch
    {
        (TokenKind.Param, TokenKind.End or TokenKind.Semicolon) when cursor.Expected.Contains("`~`") =>
            "every parameter declares its prior: `param real mu ~ normal(0, 1);`, or `~ flat()`",
        (TokenKind.Param or TokenKind.Observe or TokenKind.Latent, TokenKind.Assign) when cursor.Expected.Contains("`~`") =>
            "a distribution follows `~`; a fixed quantity is a `let name = …;`",
        (TokenKind.Let, TokenKind.Tilde) => "`let` names a value with `=`; what has a distribution is a `param`, `latent` or `observe`",
        (TokenKind.Size, TokenKind.Tilde) => "a size is a known number: `size K = 3;`",
        (_, TokenKind.Less) when cursor.Expected.Contains("a name") => "bounds stand before the extents: `vector<lower=0>[K] s`",
        (_, TokenKind.Assign) when cursor.Expected.Contains("`;`") => "compare with `==`",
        (_, TokenKind.Star) => "a power is written `^`",
        (_, TokenKind.Name or TokenKind.Integer or TokenKind.Real or TokenKind.OpenParen) when cursor.Expected.Contains("`;`") && cursor.Furthest > 0
            && Keywords.CanEndStatement(cursor[cursor.Furthest - 1].Kind) => "an operator or a comma is missing before it",
        (_, TokenKind.Name or TokenKind.Tilde) when cursor.Expected.Contains("a type") =>
            $"the type stands before the name, as in `{StatementForms.Example(statement)}`",
        _ => null,
    };

    private static Diagnostic Plain(SourceSpan span, string message, string help) =>
        new(SyntaxDiagnostics.UnexpectedToken, message, span) { Help = help };
}
