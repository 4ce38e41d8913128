using System.Globalization;
using SltDsl.Language.Text;

namespace SltDsl.Language.Syntax;

/// <summary>An expression.</summary>
/// <param name="Span">The whole expression.</param>
public abstract record ExpressionSyntax(SourceSpan Span) : SyntaxNode(Span);

/// <summary>An integer or real literal.</summary>
/// <param name="Text">As written, underscores included.</param>
/// <param name="IsInteger">Whether it has neither a point nor an exponent.</param>
/// <param name="Span">The literal.</param>
public sealed record NumberSyntax(string Text, bool IsInteger, SourceSpan Span) : ExpressionSyntax(Span)
{
    /// <summary>The nearest double; infinite when the literal is too large for one.</summary>
    public double Value => NumberLiteral.ToDouble(Digits);

    /// <summary>The value of an integer literal, or null when it is none or exceeds 64 bits.</summary>
    public long? IntegerValue =>
        IsInteger && long.TryParse(Digits, NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    private string Digits => Text.Replace("_", "");
}

/// <summary>A string literal.</summary>
/// <param name="Value">The characters between the quotes, escapes resolved.</param>
/// <param name="Span">Quotes included.</param>
public sealed record StringSyntax(string Value, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>true</c> or <c>false</c>.</summary>
/// <param name="Value">Which.</param>
/// <param name="Span">The word.</param>
public sealed record BooleanSyntax(bool Value, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>The use of a name.</summary>
/// <param name="Name">The name.</param>
public sealed record NameExpressionSyntax(NameSyntax Name) : ExpressionSyntax(Name.Span);

/// <summary>A call of a function or a distribution family. An aggregate has one argument, a <see cref="ComprehensionSyntax"/>.</summary>
/// <param name="Function">What is called.</param>
/// <param name="Arguments">The arguments in order.</param>
/// <param name="Span">From the name to the closing parenthesis.</param>
public sealed record CallSyntax(NameSyntax Function, EquatableArray<ArgumentSyntax> Arguments, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>How an argument is written.</summary>
public enum ArgumentForm
{
    /// <summary><c>value</c>.</summary>
    Positional,

    /// <summary><c>name = value</c>.</summary>
    Named,

    /// <summary><c>name in lower:upper</c>, which declares the name for the other arguments.</summary>
    Index,
}

/// <summary>An argument of a call or an attribute.</summary>
/// <param name="Form">How it is written.</param>
/// <param name="Name">The name of a named or index argument, else null.</param>
/// <param name="Value">The value; a <see cref="RangeSyntax"/> in an index argument.</param>
/// <param name="Span">Name included.</param>
public sealed record ArgumentSyntax(ArgumentForm Form, NameSyntax? Name, ExpressionSyntax Value, SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>lower:upper</c>, both ends included.</summary>
/// <param name="Lower">The first value.</param>
/// <param name="Upper">The last value.</param>
public sealed record RangeSyntax(ExpressionSyntax Lower, ExpressionSyntax Upper) : ExpressionSyntax(Lower.Span.To(Upper.Span));

/// <summary><c>body for i in a:b for j in c:d</c>, the only element of a list or the only argument of an aggregate.</summary>
/// <param name="Body">The element.</param>
/// <param name="Clauses">The indices, the first outermost.</param>
/// <param name="Span">The whole comprehension.</param>
public sealed record ComprehensionSyntax(ExpressionSyntax Body, EquatableArray<IndexClauseSyntax> Clauses, SourceSpan Span)
    : ExpressionSyntax(Span);

/// <summary><c>i in lower:upper</c> after <c>for</c> or <c>each</c>.</summary>
/// <param name="Name">The index.</param>
/// <param name="Range">Its values.</param>
/// <param name="Span">From the name to the end of the range.</param>
public sealed record IndexClauseSyntax(NameSyntax Name, RangeSyntax Range, SourceSpan Span) : SyntaxNode(Span);

/// <summary><c>[a, b]</c> or <c>[e for i in r]</c>.</summary>
/// <param name="Elements">The elements, or one <see cref="ComprehensionSyntax"/>.</param>
/// <param name="Span">Brackets included.</param>
public sealed record ListSyntax(EquatableArray<ExpressionSyntax> Elements, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>target[i, :, a:b]</c>.</summary>
/// <param name="Target">What is indexed.</param>
/// <param name="Indices">Expressions and <see cref="SliceSyntax"/>es.</param>
/// <param name="Span">From the target to the closing bracket.</param>
public sealed record IndexingSyntax(ExpressionSyntax Target, EquatableArray<ExpressionSyntax> Indices, SourceSpan Span)
    : ExpressionSyntax(Span);

/// <summary><c>:</c>, <c>a:</c>, <c>:b</c> or <c>a:b</c> as an index.</summary>
/// <param name="Lower">The first index, or null for 1.</param>
/// <param name="Upper">The last index, or null for the extent.</param>
/// <param name="Span">The whole slice.</param>
public sealed record SliceSyntax(ExpressionSyntax? Lower, ExpressionSyntax? Upper, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>A transpose, <c>operand'</c>.</summary>
/// <param name="Operand">What is transposed.</param>
/// <param name="Span">Mark included.</param>
public sealed record TransposeSyntax(ExpressionSyntax Operand, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>A prefix operator and its operand.</summary>
/// <param name="Operator">Which operator.</param>
/// <param name="Operand">What it applies to.</param>
/// <param name="Span">Operator included.</param>
public sealed record UnarySyntax(UnaryOperator Operator, ExpressionSyntax Operand, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>An infix operator and its operands.</summary>
/// <param name="Left">The left operand.</param>
/// <param name="Operator">Which operator.</param>
/// <param name="OperatorSpan">Where the operator is written.</param>
/// <param name="Right">The right operand.</param>
public sealed record BinarySyntax(ExpressionSyntax Left, BinaryOperator Operator, SourceSpan OperatorSpan, ExpressionSyntax Right)
    : ExpressionSyntax(Left.Span.To(Right.Span));

/// <summary><c>if condition then a else b</c>.</summary>
/// <param name="Condition">Chooses.</param>
/// <param name="WhenTrue">The value where it holds.</param>
/// <param name="WhenFalse">The value elsewhere.</param>
/// <param name="Span">From <c>if</c> to the end.</param>
public sealed record ConditionalSyntax(
    ExpressionSyntax Condition, ExpressionSyntax WhenTrue, ExpressionSyntax WhenFalse, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary><c>k => body</c> or <c>(a, b) => body</c>.</summary>
/// <param name="Parameters">The bound names.</param>
/// <param name="Body">The result.</param>
/// <param name="Span">From the first name or parenthesis to the end of the body.</param>
public sealed record LambdaSyntax(EquatableArray<NameSyntax> Parameters, ExpressionSyntax Body, SourceSpan Span) : ExpressionSyntax(Span);

/// <summary>An expression in parentheses.</summary>
/// <param name="Inner">The expression between them.</param>
/// <param name="Span">Parentheses included.</param>
public sealed record ParenthesizedSyntax(ExpressionSyntax Inner, SourceSpan Span) : ExpressionSyntax(Span);
