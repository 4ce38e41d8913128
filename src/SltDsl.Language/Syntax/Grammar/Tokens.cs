using Sprache;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>The parsers of single tokens, and how they combine.</summary>
internal static class Tokens
{
    /// <summary>A name as declared or used.</summary>
    public static Parser<NameSyntax> Name { get; } = input =>
    {
        var at = (TokenInput)input;
        return at.Token.Kind == TokenKind.Name
            ? Result.Success(NameOf(at), at.Skip(1))
            : Refuse<NameSyntax>(at, "a name");
    };

    /// <summary>A string.</summary>
    public static Parser<StringSyntax> String { get; } = input =>
    {
        var at = (TokenInput)input;
        return at.Token.Kind == TokenKind.String
            ? Result.Success(StringOf(at), at.Skip(1))
            : Refuse<StringSyntax>(at, "a string");
    };

    /// <summary>One token of a kind.</summary>
    public static Parser<Token> Token(TokenKind kind)
    {
        var display = Display(kind);
        return input =>
        {
            var at = (TokenInput)input;
            return at.Token.Kind == kind ? Result.Success(at.Token, at.Skip(1)) : Refuse<Token>(at, display);
        };
    }

    /// <summary>A token in the words of a message.</summary>
    public static string Display(TokenKind kind) => kind switch
    {
        TokenKind.OpenParen => "`(`",
        TokenKind.CloseParen => "`)`",
        TokenKind.OpenBracket => "`[`",
        TokenKind.CloseBracket => "`]`",
        TokenKind.OpenBrace => "`{`",
        TokenKind.CloseBrace => "`}`",
        TokenKind.Comma => "`,`",
        TokenKind.Colon => "`:`",
        TokenKind.Tilde => "`~`",
        TokenKind.Assign => "`=`",
        TokenKind.At => "`@`",
        TokenKind.Less => "`<`",
        TokenKind.Greater => "`>`",
        TokenKind.Integer => "an integer",
        TokenKind.End => "the end of the statement",
        _ => $"`{Keywords.WordOf(kind)}`",
    };

    /// <summary>One or more, separated by commas.</summary>
    public static Parser<EquatableArray<T>> List<T>(this Parser<T> element) => input =>
    {
        var items = new List<T>();
        var at = (TokenInput)input;
        while (true)
        {
            var result = element(at);
            if (!result.WasSuccessful)
            {
                return Failed<EquatableArray<T>>(result.Remainder);
            }

            items.Add(result.Value);
            at = (TokenInput)result.Remainder;
            if (at.Peek() != TokenKind.Comma)
            {
                at.Cursor.Refuse(at.Position, "`,`");
                return Result.Success<EquatableArray<T>>(items.ToArray(), at);
            }

            at = at.Skip(1);
        }
    };

    /// <summary>None before the closing token, else one or more, separated by commas.</summary>
    public static Parser<EquatableArray<T>> ListUnless<T>(this Parser<T> element, TokenKind closer)
    {
        var list = element.List();
        return input => ((TokenInput)input).Peek() == closer ? Result.Success<EquatableArray<T>>([], input) : list(input);
    }

    /// <summary>The parser, if the next token has this kind; otherwise nothing is read.</summary>
    public static Parser<T?> If<T>(TokenKind kind, Parser<T> parser)
        where T : class
    {
        var display = Display(kind);
        return input =>
        {
            var at = (TokenInput)input;
            if (at.Peek() == kind)
            {
                return parser(at)!;
            }

            at.Cursor.Refuse(at.Position, display);
            return Result.Success<T?>(null, at);
        };
    }

    /// <summary>Makes a node that covers all tokens that the parser read.</summary>
    public static Parser<T> Spanned<T>(this Parser<Func<SourceSpan, T>> parser) => input =>
    {
        var result = parser(input);
        return result.WasSuccessful
            ? Result.Success(result.Value(SpanBetween((TokenInput)input, (TokenInput)result.Remainder)), result.Remainder)
            : Failed<T>(result.Remainder);
    };

    /// <summary>The text from one place to another.</summary>
    public static SourceSpan SpanBetween(TokenInput start, TokenInput end) =>
        SourceSpan.FromBounds(start.Token.Span.Start, end.Cursor[end.Position - 1].Span.End);

    /// <summary>What stands between two brackets.</summary>
    public static Parser<T> Enclosed<T>(TokenKind open, Parser<T> inner, TokenKind close)
    {
        var (opening, closing) = (Token(open), Token(close));
        return input =>
        {
            var before = opening(input);
            if (!before.WasSuccessful)
            {
                return Failed<T>(before.Remainder);
            }

            var result = inner(before.Remainder);
            if (!result.WasSuccessful)
            {
                return result;
            }

            var after = closing(result.Remainder);
            return after.WasSuccessful ? Result.Success(result.Value, after.Remainder) : Failed<T>(after.Remainder);
        };
    }

    /// <summary>A failure; what was wanted where is known to the <see cref="TokenCursor"/>.</summary>
    public static IResult<T> Failed<T>(IInput at) => Result.Failure<T>(at, "unexpected token", []);

    /// <summary>A failure that notes what was wanted.</summary>
    public static IResult<T> Refuse<T>(TokenInput at, string expected)
    {
        at.Cursor.Refuse(at.Position, expected);
        return Failed<T>(at);
    }

    /// <summary>The name at a place.</summary>
    public static NameSyntax NameOf(TokenInput at) => new(at.Cursor.Source.Slice(at.Token.Span), at.Token.Span);

    /// <summary>The string at a place.</summary>
    public static StringSyntax StringOf(TokenInput at)
    {
        var span = at.Token.Span;
        var inner = at.Cursor.Source.Text.Substring(span.Start + 1, span.Length - 2);
        return new(inner.Replace("\\\"", "\"").Replace("\\\\", "\\"), span);
    }
}
