using Sprache;
using SltDsl.Language.Syntax.Lexing;
using static SltDsl.Language.Syntax.Grammar.Tokens;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>
/// Expressions. Every choice is made by looking ahead, so nothing is parsed twice; operators climb by precedence, so that
/// one level of parentheses costs few stack frames.
/// </summary>
internal static class ExpressionGrammar
{
    private static readonly Parser<Token> _then = Token(TokenKind.Then);
    private static readonly Parser<Token> _else = Token(TokenKind.Else);
    private static readonly Parser<Token> _arrow = Token(TokenKind.Arrow);
    private static readonly Parser<Token> _in = Token(TokenKind.In);
    private static readonly Parser<Token> _colon = Token(TokenKind.Colon);
    private static readonly Parser<Token> _openParen = Token(TokenKind.OpenParen);
    private static readonly Parser<Token> _closeParen = Token(TokenKind.CloseParen);

    /// <summary>Any expression.</summary>
    public static Parser<ExpressionSyntax> Expression { get; } = Nested(input => ParseExpression((TokenInput)input));

    /// <summary>A sum: what may stand where <c>&gt;</c>, <c>:</c> or <c>in</c> follows.</summary>
    public static Parser<ExpressionSyntax> Sum { get; } = Nested(OperatorGrammar.AtLeast(OperatorGrammar.Additive));

    /// <summary><c>a:b</c>.</summary>
    public static Parser<RangeSyntax> Range { get; } =
        from lower in Sum
        from colon in _colon
        from upper in Sum
        select new RangeSyntax(lower, upper);

    /// <summary><c>i in a:b</c>.</summary>
    public static Parser<IndexClauseSyntax> IndexClause { get; } =
        from name in Name
        from word in _in
        from range in Range
        select new IndexClauseSyntax(name, range, name.Span.To(range.Span));

    private static readonly Parser<ExpressionSyntax> _conditional =
        (from word in Token(TokenKind.If)
         from condition in Expression
         from then in _then
         from whenTrue in Expression
         from otherwise in _else
         from whenFalse in Expression
         select (ExpressionSyntax)new ConditionalSyntax(condition, whenTrue, whenFalse, word.Span.To(whenFalse.Span)));

    private static readonly Parser<EquatableArray<NameSyntax>> _lambdaParameters =
        Name.Select(name => (EquatableArray<NameSyntax>)new[] { name })
            .Or(from open in _openParen from names in Name.List() from close in _closeParen select names);

    private static readonly Parser<ExpressionSyntax> _lambda =
        (from parameters in _lambdaParameters
         from arrow in _arrow
         from body in Expression
         select (Func<Text.SourceSpan, ExpressionSyntax>)(span => new LambdaSyntax(parameters, body, span))).Spanned();

    private static readonly Parser<IndexClauseSyntax> _forClause = Token(TokenKind.For).Then(_ => IndexClause);

    /// <summary>An expression, or a comprehension over it.</summary>
    private static readonly Parser<ExpressionSyntax> _element = input =>
    {
        var body = Expression(input);
        return body.WasSuccessful ? ParseClauses((TokenInput)body.Remainder, body.Value) : body;
    };

    private static readonly Parser<ExpressionSyntax> _argumentValue = input =>
    {
        var lower = _element(input);
        if (!lower.WasSuccessful || ((TokenInput)lower.Remainder).Peek() != TokenKind.Colon)
        {
            return lower;
        }

        var upper = Sum(((TokenInput)lower.Remainder).Skip(1));
        return upper.WasSuccessful
            ? Result.Success<ExpressionSyntax>(new RangeSyntax(lower.Value, upper.Value), upper.Remainder)
            : upper;
    };

    private static readonly Parser<ArgumentSyntax> _namedArgument =
        from name in Name
        from assign in Token(TokenKind.Assign)
        from value in _argumentValue
        select new ArgumentSyntax(ArgumentForm.Named, name, value, name.Span.To(value.Span));

    private static readonly Parser<ArgumentSyntax> _indexArgument =
        IndexClause.Select(clause => new ArgumentSyntax(ArgumentForm.Index, clause.Name, clause.Range, clause.Span));

    private static readonly Parser<ArgumentSyntax> _argument = input => ParseArgument((TokenInput)input);

    private static readonly Parser<ExpressionSyntax> _index = input => ParseIndex((TokenInput)input);

    /// <summary>The arguments of a call or an attribute, parentheses included.</summary>
    public static Parser<EquatableArray<ArgumentSyntax>> Arguments { get; } =
        Enclosed(TokenKind.OpenParen, _argument.ListUnless(TokenKind.CloseParen), TokenKind.CloseParen);

    /// <summary>The elements of a list, brackets included.</summary>
    public static Parser<EquatableArray<ExpressionSyntax>> Elements { get; } =
        Enclosed(TokenKind.OpenBracket, _element.ListUnless(TokenKind.CloseBracket), TokenKind.CloseBracket);

    /// <summary>The indices after a value, brackets included.</summary>
    public static Parser<EquatableArray<ExpressionSyntax>> Indices { get; } =
        Enclosed(TokenKind.OpenBracket, _index.List(), TokenKind.CloseBracket);

    /// <summary>An expression in parentheses.</summary>
    public static Parser<ExpressionSyntax> Parenthesized { get; } =
        Enclosed(TokenKind.OpenParen, Expression, TokenKind.CloseParen);

    /// <summary>Guards a parser that can contain itself against exhausting the stack.</summary>
    public static Parser<T> Nested<T>(Parser<T> parser) => input =>
    {
        var at = (TokenInput)input;
        try
        {
            return at.Cursor.TryEnter(at.Position) ? parser(at) : Refuse<T>(at, "a shallower expression");
        }
        finally
        {
            at.Cursor.Leave();
        }
    };

    private static IResult<ExpressionSyntax> ParseExpression(TokenInput at) =>
        at.Peek() == TokenKind.If ? _conditional(at)
        : OpensLambda(at) ? _lambda(at)
        : OperatorGrammar.Parse(at, OperatorGrammar.Loosest);

    private static bool OpensLambda(TokenInput at)
    {
        if (at.Peek() != TokenKind.OpenParen)
        {
            return at.Peek() == TokenKind.Name && at.Peek(1) == TokenKind.Arrow;
        }

        var ahead = 1;
        while (at.Peek(ahead) == TokenKind.Name && at.Peek(ahead + 1) == TokenKind.Comma)
        {
            ahead += 2;
        }

        return at.Peek(ahead) == TokenKind.Name && at.Peek(ahead + 1) == TokenKind.CloseParen && at.Peek(ahead + 2) == TokenKind.Arrow;
    }

    private static IResult<ExpressionSyntax> ParseClauses(TokenInput at, ExpressionSyntax body)
    {
        var clauses = new List<IndexClauseSyntax>();
        while (at.Peek() == TokenKind.For)
        {
            var clause = _forClause(at);
            if (!clause.WasSuccessful)
            {
                return Failed<ExpressionSyntax>(clause.Remainder);
            }

            clauses.Add(clause.Value);
            at = (TokenInput)clause.Remainder;
        }

        return clauses.Count == 0
            ? Result.Success(body, at)
            : Result.Success<ExpressionSyntax>(
                new ComprehensionSyntax(body, clauses.ToArray(), body.Span.To(clauses[clauses.Count - 1].Span)), at);
    }

    private static IResult<ArgumentSyntax> ParseArgument(TokenInput at)
    {
        if (at.Peek() == TokenKind.Name && at.Peek(1) is TokenKind.Assign or TokenKind.In)
        {
            return (at.Peek(1) == TokenKind.Assign ? _namedArgument : _indexArgument)(at);
        }

        var value = _argumentValue(at);
        return value.WasSuccessful
            ? Result.Success(new ArgumentSyntax(ArgumentForm.Positional, null, value.Value, value.Value.Span), value.Remainder)
            : Failed<ArgumentSyntax>(value.Remainder);
    }

    private static IResult<ExpressionSyntax> ParseIndex(TokenInput at)
    {
        ExpressionSyntax? lower = null;
        var next = at;
        if (at.Peek() != TokenKind.Colon)
        {
            var result = Expression(at);
            next = (TokenInput)result.Remainder;
            if (!result.WasSuccessful || next.Peek() != TokenKind.Colon)
            {
                return result;
            }

            lower = result.Value;
        }

        next = next.Skip(1);
        ExpressionSyntax? upper = null;
        if (next.Peek() is not (TokenKind.Comma or TokenKind.CloseBracket))
        {
            var result = Sum(next);
            if (!result.WasSuccessful)
            {
                return result;
            }

            upper = result.Value;
            next = (TokenInput)result.Remainder;
        }

        return Result.Success<ExpressionSyntax>(new SliceSyntax(lower, upper, SpanBetween(at, next)), next);
    }
}
