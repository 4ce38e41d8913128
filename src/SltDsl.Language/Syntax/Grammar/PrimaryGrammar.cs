using Sprache;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;
using static SltDsl.Language.Syntax.Grammar.Tokens;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>Literals, names, calls, lists and parentheses, with the indices and transposes that follow them.</summary>
internal static class PrimaryGrammar
{
    /// <summary>A value and the indices and transposes after it.</summary>
    public static IResult<ExpressionSyntax> ParsePostfix(TokenInput at)
    {
        var start = at;
        var result = ParsePrimary(at);
        while (result.WasSuccessful)
        {
            at = (TokenInput)result.Remainder;
            if (at.Peek() is not (TokenKind.OpenBracket or TokenKind.Prime))
            {
                return result;
            }

            if (!at.Cursor.TryChain(at.Position))
            {
                return Refuse<ExpressionSyntax>(at, "a shorter expression");
            }

            if (at.Peek() == TokenKind.Prime)
            {
                var next = at.Skip(1);
                result = Result.Success<ExpressionSyntax>(new TransposeSyntax(result.Value, SpanBetween(start, next)), next);
                continue;
            }

            var indices = ExpressionGrammar.Indices(at);
            result = indices.WasSuccessful
                ? Result.Success<ExpressionSyntax>(
                    new IndexingSyntax(result.Value, indices.Value, SpanBetween(start, (TokenInput)indices.Remainder)), indices.Remainder)
                : Failed<ExpressionSyntax>(indices.Remainder);
        }

        return result;
    }

    private static IResult<ExpressionSyntax> ParsePrimary(TokenInput at)
    {
        var span = at.Token.Span;
        ExpressionSyntax? literal = at.Peek() switch
        {
            TokenKind.Integer => new NumberSyntax(at.Cursor.Source.Slice(span), IsInteger: true, span),
            TokenKind.Real => new NumberSyntax(at.Cursor.Source.Slice(span), IsInteger: false, span),
            TokenKind.String => StringOf(at),
            TokenKind.True => new BooleanSyntax(true, span),
            TokenKind.False => new BooleanSyntax(false, span),
            TokenKind.Name when at.Peek(1) != TokenKind.OpenParen => new NameExpressionSyntax(NameOf(at)),
            _ => null,
        };
        return literal is not null ? Result.Success(literal, at.Skip(1)) : at.Peek() switch
        {
            TokenKind.Name => Make(at, ExpressionGrammar.Arguments(at.Skip(1)), (items, all) => new CallSyntax(NameOf(at), items, all)),
            TokenKind.OpenBracket => Make(at, ExpressionGrammar.Elements(at), (items, all) => new ListSyntax(items, all)),
            TokenKind.OpenParen => Make(at, ExpressionGrammar.Parenthesized(at), (inner, all) => new ParenthesizedSyntax(inner, all)),
            _ => Refuse<ExpressionSyntax>(at, "an expression"),
        };
    }

    private static IResult<ExpressionSyntax> Make<T>(TokenInput start, IResult<T> parts, Func<T, SourceSpan, ExpressionSyntax> make) =>
        parts.WasSuccessful
            ? Result.Success(make(parts.Value, SpanBetween(start, (TokenInput)parts.Remainder)), parts.Remainder)
            : Failed<ExpressionSyntax>(parts.Remainder);
}
