using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Shapes;

/// <summary>Turns integer expressions into symbolic sizes and back.</summary>
internal static class SizeConversion
{
    /// <summary>The symbolic size that an integer expression is; null when it is none, or exceeds 64 bits.</summary>
    public static SizeExpr? Of(BindingSession session, Expr expr)
    {
        try
        {
            return Convert(session, expr);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>The expression of a symbolic size; null when it holds what no name stands for, such as the number of rows.</summary>
    public static Expr? ToExpr(BindingSession session, SizeExpr size, Text.SourceSpan span)
    {
        if (size.Names.Any(n => session.Sizes.SymbolOf(n) is null))
        {
            return null;
        }

        Expr? sum = null;
        foreach (var term in size.Terms.OrderBy(t => t.Factors.Count == 0 ? 1 : 0))
        {
            Expr? product = term.Factors.Count == 0 || term.Coefficient != 1 ? new Literal(term.Coefficient, SltType.Int, span) : null;
            foreach (var name in term.Factors)
            {
                var factor = new Reference(session.Sizes.SymbolOf(name)!, span);
                product = product is null ? factor : Apply(Function.Multiply, product, factor);
            }

            sum = sum is null ? product : Apply(Function.Add, sum, product!);
        }

        return sum ?? new Literal(0, SltType.Int, span);

        Expr Apply(Function function, Expr left, Expr right) => new Call(function, [left, right], SltType.Int, Max(left.Level, right.Level), span);
    }

    private static Level Max(Level a, Level b) => a > b ? a : b;

    private static SizeExpr? Convert(BindingSession session, Expr expr)
    {
        if (expr.Type.Rank > 0 || expr.Type.Element == ElementKind.Real)
        {
            return null;
        }

        switch (expr)
        {
            case Literal literal when Math.Abs(literal.Value) < 9e18:
                return SizeExpr.Constant((long)literal.Value);
            case Reference { Symbol: { Kind: SymbolKind.Size or SymbolKind.Index } symbol } when session.Sizes.SymbolOf(symbol.SizeName) is not null:
                return SizeExpr.Variable(symbol.SizeName);
            case Reference { Symbol: { Kind: SymbolKind.Let, Level: <= Level.Size } symbol } when session.LetValues.TryGetValue(symbol, out var value):
                return Convert(session, value);
            case Call { Function: Function.Add, Arguments: [var a, var b] }:
                return Both(a, b) is var (x, y) ? x + y : null;
            case Call { Function: Function.Subtract, Arguments: [var a, var b] }:
                return Both(a, b) is var (u, v) ? u - v : null;
            case Call { Function: Function.Multiply, Arguments: [var a, var b] }:
                return Both(a, b) is var (p, q) ? p * q : null;
            case Call { Function: Function.Negate, Arguments: [var a] }:
                return Convert(session, a) is { } negated ? SizeExpr.Constant(0) - negated : null;
            default:
                return expr.Level <= Level.Size && NumericEvaluator.Constant(session, expr) is { } number && Math.Abs(number) < 9e15 && number == Math.Floor(number)
                    ? SizeExpr.Constant((long)number)
                    : null;
        }

        (SizeExpr, SizeExpr)? Both(Expr a, Expr b) => Convert(session, a) is { } left && Convert(session, b) is { } right ? (left, right) : null;
    }
}
