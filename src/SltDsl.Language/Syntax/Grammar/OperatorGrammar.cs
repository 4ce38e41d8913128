using Sprache;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax.Lexing;
using SltDsl.Language.Text;
using static SltDsl.Language.Syntax.Grammar.Tokens;

namespace SltDsl.Language.Syntax.Grammar;

/// <summary>Operators by precedence climbing, from <c>||</c> (loosest) over comparisons and sums to <c>^</c> and indexing.</summary>
internal static class OperatorGrammar
{
    /// <summary>The precedence of <c>||</c>.</summary>
    public const int Loosest = 1;

    /// <summary>The precedence of <c>+</c>.</summary>
    public const int Additive = 4;

    private const int Comparison = 3;

    private static readonly Dictionary<TokenKind, (BinaryOperator Operator, int Precedence)> _infix = new()
    {
        [TokenKind.OrOr] = (BinaryOperator.Or, Loosest),
        [TokenKind.AndAnd] = (BinaryOperator.And, 2),
        [TokenKind.EqualEqual] = (BinaryOperator.Equal, Comparison),
        [TokenKind.NotEqual] = (BinaryOperator.NotEqual, Comparison),
        [TokenKind.Less] = (BinaryOperator.Less, Comparison),
        [TokenKind.LessEqual] = (BinaryOperator.LessOrEqual, Comparison),
        [TokenKind.Greater] = (BinaryOperator.Greater, Comparison),
        [TokenKind.GreaterEqual] = (BinaryOperator.GreaterOrEqual, Comparison),
        [TokenKind.Plus] = (BinaryOperator.Add, Additive),
        [TokenKind.Minus] = (BinaryOperator.Subtract, Additive),
        [TokenKind.Star] = (BinaryOperator.Multiply, 5),
        [TokenKind.Slash] = (BinaryOperator.Divide, 5),
        [TokenKind.Percent] = (BinaryOperator.Modulo, 5),
        [TokenKind.DotStar] = (BinaryOperator.ElementMultiply, 5),
        [TokenKind.DotSlash] = (BinaryOperator.ElementDivide, 5),
    };

    private static readonly Parser<ExpressionSyntax> _unary = ExpressionGrammar.Nested(input => ParseUnary((TokenInput)input));

    /// <summary>Operators that bind at least this tightly.</summary>
    public static Parser<ExpressionSyntax> AtLeast(int precedence) => input => Parse((TokenInput)input, precedence);

    /// <summary>Operators that bind at least this tightly, at a place.</summary>
    public static IResult<ExpressionSyntax> Parse(TokenInput at, int precedence)
    {
        var result = ParseUnary(at);
        while (result.WasSuccessful)
        {
            at = (TokenInput)result.Remainder;
            if (!_infix.TryGetValue(at.Peek(), out var infix) || infix.Precedence < precedence)
            {
                return result;
            }

            if (!at.Cursor.TryChain(at.Position))
            {
                return Refuse<ExpressionSyntax>(at, "a shorter expression");
            }

            var left = result.Value;
            var right = Parse(at.Skip(1), infix.Precedence + 1);
            if (right.WasSuccessful && infix.Precedence == Comparison)
            {
                ReportChain(at, left, right.Value);
            }

            result = right.WasSuccessful
                ? Result.Success<ExpressionSyntax>(new BinarySyntax(left, infix.Operator, at.Token.Span, right.Value), right.Remainder)
                : right;
        }

        return result;
    }

    private static void ReportChain(TokenInput at, ExpressionSyntax left, ExpressionSyntax right)
    {
        if (left is not BinarySyntax { Operator: >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual } first)
        {
            return;
        }

        var middle = at.Cursor.Source.Slice(first.Right.Span);
        at.Cursor.Diagnostics.Add(new(TypeDiagnostics.ChainedComparison, "comparisons do not chain", left.Span.To(right.Span))
        {
            Help = "compare twice, as in `a < b && b < c`",
            Fixes = [new("Compare twice", [new(new SourceSpan(first.Right.Span.End, 0), $" && {middle}")])],
        });
    }

    private static IResult<ExpressionSyntax> ParseUnary(TokenInput at)
    {
        UnaryOperator? prefix = at.Peek() switch
        {
            TokenKind.Minus => UnaryOperator.Negate,
            TokenKind.Plus => UnaryOperator.Plus,
            TokenKind.Bang => UnaryOperator.Not,
            _ => null,
        };
        if (prefix is null)
        {
            return ParsePower(at);
        }

        var operand = _unary(at.Skip(1));
        return operand.WasSuccessful
            ? Result.Success<ExpressionSyntax>(
                new UnarySyntax(prefix.Value, operand.Value, at.Token.Span.To(operand.Value.Span)), operand.Remainder)
            : operand;
    }

    private static IResult<ExpressionSyntax> ParsePower(TokenInput at)
    {
        var @base = PrimaryGrammar.ParsePostfix(at);
        if (!@base.WasSuccessful)
        {
            return @base;
        }

        at = (TokenInput)@base.Remainder;
        if (at.Peek() is not (TokenKind.Caret or TokenKind.DotCaret))
        {
            return @base;
        }

        var exponent = _unary(at.Skip(1));
        var power = at.Peek() == TokenKind.Caret ? BinaryOperator.Power : BinaryOperator.ElementPower;
        return exponent.WasSuccessful
            ? Result.Success<ExpressionSyntax>(new BinarySyntax(@base.Value, power, at.Token.Span, exponent.Value), exponent.Remainder)
            : exponent;
    }
}
