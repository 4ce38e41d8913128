using Sprache;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;
using static SltDsl.Language.Syntax.Grammar.Tokens;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>Types with their bounds and dimensions.</summary>
internal static class TypeGrammar
{
    private static readonly Parser<BoundKeyword> _boundKeyword = input =>
    {
        var at = (TokenInput)input;
        BoundKeyword? keyword = at.Cursor.Source.Slice(at.Token.Span) switch
        {
            "lower" => BoundKeyword.Lower,
            "upper" => BoundKeyword.Upper,
            "offset" => BoundKeyword.Offset,
            "multiplier" => BoundKeyword.Multiplier,
            _ => null,
        };
        return keyword is { } value
            ? Result.Success(value, at.Skip(1))
            : Refuse<BoundKeyword>(at, "`lower`, `upper`, `offset` or `multiplier`");
    };

    private static readonly Parser<BoundSyntax> _bound =
        (from keyword in _boundKeyword
         from assign in Token(TokenKind.Assign)
         from value in ExpressionGrammar.Sum
         select (Func<SourceSpan, BoundSyntax>)(span => new(keyword, value, span))).Spanned();

    private static readonly Parser<Bracket<BoundSyntax>> _bounds =
        from open in Token(TokenKind.Less)
        from bounds in _bound.List()
        from close in Token(TokenKind.Greater)
        select new Bracket<BoundSyntax>(bounds);

    private static readonly Parser<Bracket<ExpressionSyntax>> _dimensions =
        from open in Token(TokenKind.OpenBracket)
        from sizes in ExpressionGrammar.Sum.List()
        from close in Token(TokenKind.CloseBracket)
        select new Bracket<ExpressionSyntax>(sizes);

    private static readonly Parser<Bracket<ExpressionSyntax>?> _array = input =>
        ((TokenInput)input).Peek() == TokenKind.Array
            ? _dimensions(input.Advance())!
            : Result.Success<Bracket<ExpressionSyntax>?>(null, input);

    private static readonly Parser<(TypeKeyword Keyword, SourceSpan Span)> _keyword = input =>
    {
        var at = (TokenInput)input;
        return at.Peek() is >= TokenKind.Int and <= TokenKind.RowStochasticMatrix
            ? Result.Success(((TypeKeyword)(at.Peek() - TokenKind.Int), at.Token.Span), at.Skip(1))
            : Refuse<(TypeKeyword, SourceSpan)>(at, "a type");
    };

    /// <summary>A type.</summary>
    public static Parser<TypeSyntax> Type { get; } =
        (from array in _array
         from keyword in _keyword
         from bounds in MayHaveBounds(keyword.Keyword) ? If(TokenKind.Less, _bounds) : Parse.Return<Bracket<BoundSyntax>?>(null)
         from dimensions in IsShaped(keyword.Keyword) ? _dimensions! : Parse.Return<Bracket<ExpressionSyntax>?>(null)
         select (Func<SourceSpan, TypeSyntax>)(span => new(
             array?.Items ?? [], keyword.Keyword, keyword.Span, bounds?.Items ?? [], dimensions?.Items ?? [], span))).Spanned();

    private static bool IsShaped(TypeKeyword keyword) => keyword >= TypeKeyword.Vector;

    private static bool MayHaveBounds(TypeKeyword keyword) => keyword is not (TypeKeyword.Positive or TypeKeyword.Prob);

    /// <summary>What stands between two brackets.</summary>
    private sealed record Bracket<T>(EquatableArray<T> Items);
}
