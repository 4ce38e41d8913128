using Sprache;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;
using static SltDsl.Language.Syntax.Grammar.Tokens;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>The bodies in braces: of truths, of phase centres and of functions.</summary>
internal static class PointGrammar
{
    private static readonly Parser<Token> _assign = Token(TokenKind.Assign);
    private static readonly Parser<Token> _tilde = Token(TokenKind.Tilde);

    /// <summary><c>let type name = value</c>.</summary>
    public static Parser<LetSyntax> Let { get; } =
        (from word in Token(TokenKind.Let)
         from type in OptionalType
         from name in Name
         from assign in _assign
         from value in ExpressionGrammar.Expression
         select (Func<SourceSpan, LetSyntax>)(span => new(type, name, value, span))).Spanned();

    private static readonly Parser<PointMemberSyntax> _with =
        (from word in Token(TokenKind.With)
         from name in Name
         from assign in _assign
         from value in ExpressionGrammar.Expression
         select (Func<SourceSpan, PointMemberSyntax>)(span => new WithMemberSyntax(name, value, span))).Spanned();

    private static readonly Parser<PointMemberSyntax> _set =
        (from word in Token(TokenKind.Set)
         from name in Name
         from indices in ElementIndices
         from assign in _assign
         from value in ExpressionGrammar.Expression
         select (Func<SourceSpan, PointMemberSyntax>)(span => new SetMemberSyntax(name, indices, value, span))).Spanned();

    private static readonly Parser<PointMemberSyntax> _observe =
        (from word in Token(TokenKind.Observe)
         from name in Name
         from tilde in _tilde
         from distribution in ExpressionGrammar.Expression
         select (Func<SourceSpan, PointMemberSyntax>)(span => new ObserveMemberSyntax(name, distribution, span))).Spanned();

    private static readonly Parser<PointMemberSyntax> _input =
        (from word in Token(TokenKind.Input)
         from name in Name
         from tilde in _tilde
         from distribution in ExpressionGrammar.Expression
         select (Func<SourceSpan, PointMemberSyntax>)(span => new InputMemberSyntax(name, distribution, span))).Spanned();

    private static readonly Parser<PointMemberSyntax> _member = input => ((TokenInput)input).Peek() switch
    {
        TokenKind.With => _with(input),
        TokenKind.Set => _set(input),
        TokenKind.Observe => _observe(input),
        TokenKind.Input => _input(input),
        TokenKind.Let => Let.Select(let => (PointMemberSyntax)new LetMemberSyntax(let))(input),
        _ => Refuse<PointMemberSyntax>((TokenInput)input, "`with`, `set`, `let`, `observe`, `input` or `}`"),
    };

    /// <summary>The body of a truth or of a phase's centre.</summary>
    public static Parser<PointSyntax> Point { get; } =
        (from open in Token(TokenKind.OpenBrace)
         from members in Until(TokenKind.CloseBrace, _member)
         from close in Token(TokenKind.CloseBrace)
         select (Func<SourceSpan, PointSyntax>)(span => new(members, span))).Spanned();

    /// <summary>The body of a function: named expressions, then the result.</summary>
    public static Parser<(EquatableArray<LetSyntax> Lets, ExpressionSyntax Result)> FunctionBody { get; } =
        from open in Token(TokenKind.OpenBrace)
        from lets in Until(TokenKind.Return, Let)
        from word in Token(TokenKind.Return)
        from result in ExpressionGrammar.Expression
        from semicolon in SkipSemicolon
        from close in Token(TokenKind.CloseBrace)
        select (lets, result);

    /// <summary>A type, if one stands there.</summary>
    public static Parser<TypeSyntax?> OptionalType => input =>
        Keywords.OpensType(((TokenInput)input).Peek()) ? TypeGrammar.Type(input)! : Result.Success<TypeSyntax?>(null, input);

    private static Parser<EquatableArray<ExpressionSyntax>> ElementIndices => input =>
        ((TokenInput)input).Peek() == TokenKind.OpenBracket
            ? ExpressionGrammar.Indices(input)
            : Result.Success<EquatableArray<ExpressionSyntax>>([], input);

    private static Parser<bool> SkipSemicolon => input =>
    {
        var at = (TokenInput)input;
        return at.Peek() == TokenKind.Semicolon ? Result.Success(true, at.Skip(1)) : Result.Success(false, at);
    };

    private static Parser<EquatableArray<T>> Until<T>(TokenKind closer, Parser<T> member) => input =>
    {
        var members = new List<T>();
        var at = (TokenInput)input;
        while (at.Peek() != closer)
        {
            var result = member(at);
            if (!result.WasSuccessful)
            {
                return Failed<EquatableArray<T>>(result.Remainder);
            }

            members.Add(result.Value);
            at = (TokenInput)SkipSemicolon(result.Remainder).Remainder;
        }

        return Result.Success<EquatableArray<T>>(members.ToArray(), at);
    };
}
