using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Expressions;

/// <content>Prefix and infix operators and the transpose.</content>
internal sealed partial class ExpressionBinder
{
    private static readonly Dictionary<BinaryOperator, (Function Function, string Text)> _operators = new()
    {
        [BinaryOperator.Or] = (Function.Or, "||"),
        [BinaryOperator.And] = (Function.And, "&&"),
        [BinaryOperator.Equal] = (Function.Equal, "=="),
        [BinaryOperator.NotEqual] = (Function.NotEqual, "!="),
        [BinaryOperator.Less] = (Function.Less, "<"),
        [BinaryOperator.LessOrEqual] = (Function.LessOrEqual, "<="),
        [BinaryOperator.Greater] = (Function.Greater, ">"),
        [BinaryOperator.GreaterOrEqual] = (Function.GreaterOrEqual, ">="),
        [BinaryOperator.Add] = (Function.Add, "+"),
        [BinaryOperator.Subtract] = (Function.Subtract, "-"),
        [BinaryOperator.Multiply] = (Function.Multiply, "*"),
        [BinaryOperator.Divide] = (Function.Divide, "/"),
        [BinaryOperator.Modulo] = (Function.Modulo, "%"),
        [BinaryOperator.ElementMultiply] = (Function.Multiply, ".*"),
        [BinaryOperator.ElementDivide] = (Function.Divide, "./"),
        [BinaryOperator.Power] = (Function.Power, "^"),
        [BinaryOperator.ElementPower] = (Function.Power, ".^"),
    };

    private Expr? BindUnary(UnarySyntax unary)
    {
        if (Bind(unary.Operand) is not { } operand)
        {
            return null;
        }

        var span = session.Place(unary.Span);
        switch (unary.Operator)
        {
            case UnaryOperator.Plus:
                return operand;
            case UnaryOperator.Negate when operand is Literal literal && literal.Type.Element != ElementKind.Bool:
                return literal with { Value = -literal.Value, Span = span };
            case UnaryOperator.Negate:
                var type = operand.Type.Element == ElementKind.Bool ? operand.Type with { Element = ElementKind.Int } : operand.Type;
                return new Call(Function.Negate, [operand], type, operand.Level, span);
            default:
                return RequireBool(operand, "!", unary.Span) ? new Call(Function.Not, [operand], operand.Type, operand.Level, span) : null;
        }
    }

    private Expr? BindBinary(BinarySyntax binary)
    {
        var left = Bind(binary.Left);
        var right = Bind(binary.Right);
        if (left is null || right is null)
        {
            return null;
        }

        var (function, text) = _operators[binary.Operator];
        switch (binary.Operator)
        {
            case BinaryOperator.And or BinaryOperator.Or:
                return RequireBool(left, text, binary.Left.Span) & RequireBool(right, text, binary.Right.Span)
                    ? Elementwise(function, text, left, right, ElementKind.Bool, binary.Span)
                    : null;
            case >= BinaryOperator.Equal and <= BinaryOperator.GreaterOrEqual:
                return Elementwise(function, text, left, right, ElementKind.Bool, binary.Span);
            case BinaryOperator.Multiply when left.Type.Rank > 0 && right.Type.Rank > 0:
                return BindProduct(left, right, binary);
            case BinaryOperator.Divide when right.Type.Rank > 0 && left.Type.Rank > 0:
                ReportOperator(text, left, right, binary.OperatorSpan, "element by element it is `./`; a linear system is `solve(A, b)`", binary, "./");
                return null;
            case BinaryOperator.Divide or BinaryOperator.ElementDivide:
                return Elementwise(function, text, left, right, ElementKind.Real, binary.Span);
            case BinaryOperator.Modulo:
                return BindModulo(left, right, binary);
            case BinaryOperator.Power when left.Type.Rank > 0 || right.Type.Rank > 0:
                return BindMatrixPower(left, right, binary);
            case BinaryOperator.Power or BinaryOperator.ElementPower:
                var isInteger = left.Type.Element != ElementKind.Real && right is Literal { Value: >= 0, Type.Element: ElementKind.Int };
                return Elementwise(function, text, left, right, isInteger ? ElementKind.Int : ElementKind.Real, binary.Span);
            default:
                return Elementwise(function, text, left, right, TypeRules.Arithmetic(left.Type, right.Type), binary.Span);
        }
    }

    private Call? Elementwise(Function function, string text, Expr left, Expr right, ElementKind element, SourceSpan span)
    {
        var type = JoinElementwise(text, left, right, element, span);
        return type is null ? null : new Call(function, [left, right], type, HighestOf(left.Level, right.Level), session.Place(span));
    }

    /// <summary>The type of an elementwise combination; null, with a diagnostic, when the shapes do not fit.</summary>
    private SltType? JoinElementwise(string text, Expr left, Expr right, ElementKind element, SourceSpan span)
    {
        if (TypeRules.Elementwise(left.Type, right.Type, element) is not { } type)
        {
            ReportOperator(text, left, right, span, "both sides need the same shape, or one is a single number");
            return null;
        }

        if (left.Type.Rank == 0 || right.Type.Rank == 0)
        {
            return type;
        }

        return SameExtents(left.Type, right.Type, span, $"`{Show(left.Type)} {text} {Show(right.Type)}`") ? type : null;
    }

    /// <summary>Whether all extents agree, as far as is known; else reports it.</summary>
    private bool SameExtents(SltType left, SltType right, SourceSpan span, string what)
    {
        for (var axis = 0; axis < left.Rank; axis++)
        {
            if (!SameSize(left.Extents[axis], right.Extents[axis], span, what, "sizes"))
            {
                return false;
            }
        }

        return true;
    }

    private bool SameSize(SizeExpr left, SizeExpr right, SourceSpan span, string what, string which, string? help = null) =>
        ShapeReports.SameSize(session, left, right, span, what, which, help);

    private Expr? BindProduct(Expr left, Expr right, BinarySyntax binary)
    {
        var span = session.Place(binary.Span);
        var (a, b) = (left.Type, right.Type);
        if (a.ArrayExtents.Count + b.ArrayExtents.Count > 0)
        {
            ReportOperator("*", left, right, binary.OperatorSpan, "the product of arrays element by element is `.*`", binary, ".*");
            return null;
        }

        SltType? type = (a.Tensor, b.Tensor) switch
        {
            (TensorKind.Matrix, TensorKind.Matrix) => SltType.Matrix(a.TensorExtents[0], b.TensorExtents[1]),
            (TensorKind.Matrix, TensorKind.Vector) => SltType.Vector(a.TensorExtents[0]),
            (TensorKind.Covector, TensorKind.Matrix) => SltType.Vector(b.TensorExtents[1]) with { Tensor = TensorKind.Covector },
            (TensorKind.Covector, TensorKind.Vector) => SltType.Real,
            (TensorKind.Vector, TensorKind.Covector) => SltType.Matrix(a.TensorExtents[0], b.TensorExtents[0]),
            _ => null,
        };
        if (type is null)
        {
            var help = (a.Tensor, b.Tensor) is (TensorKind.Vector, TensorKind.Vector)
                ? "the inner product is `dot(u, v)` or `u' * v`, the product of elements `u .* v`"
                : "transpose one side with `'`";
            ReportOperator("*", left, right, binary.OperatorSpan, help, binary, (a.Tensor, b.Tensor) is (TensorKind.Vector, TensorKind.Vector) ? ".*" : null);
            return null;
        }

        var isOuter = a.Tensor == TensorKind.Vector;
        var (inner, outer) = (a.TensorExtents[a.TensorExtents.Count - 1], b.TensorExtents[0]);
        if (!isOuter && !SameSize(inner, outer, binary.Span, $"`{Show(a)} * {Show(b)}`", "inner sizes", TransposeHelp(left, right)))
        {
            return null;
        }

        return new Call(Function.MatrixMultiply, [left, right], type with { Element = TypeRules.Arithmetic(a, b) }, HighestOf(left.Level, right.Level), span);
    }

    private string? TransposeHelp(Expr left, Expr right)
    {
        var (a, b) = (left.Type, right.Type);
        if (a.Tensor == TensorKind.Matrix && session.Sizes.AreEqual(a.TensorExtents[0], b.TensorExtents[0]) == Proof.Holds)
        {
            return $"transpose the left side: `{session.Source.Slice(left.Span)}'`";
        }

        return b.Tensor == TensorKind.Matrix && session.Sizes.AreEqual(a.TensorExtents[a.TensorExtents.Count - 1], b.TensorExtents[1]) == Proof.Holds
            ? $"transpose the right side: `{session.Source.Slice(right.Span)}'`"
            : null;
    }

    private Call? BindModulo(Expr left, Expr right, BinarySyntax binary)
    {
        if (left.Type.Element == ElementKind.Real || right.Type.Element == ElementKind.Real)
        {
            ReportOperator("%", left, right, binary.OperatorSpan, "the remainder is for integers");
            return null;
        }

        return Elementwise(Function.Modulo, "%", left, right, ElementKind.Int, binary.Span);
    }

    private Call? BindMatrixPower(Expr left, Expr right, BinarySyntax binary)
    {
        if (left.Type is not { Tensor: TensorKind.Matrix, ArrayExtents.Count: 0 } || right.Type.Rank > 0)
        {
            ReportOperator("^", left, right, binary.OperatorSpan, "element by element it is `.^`", binary, ".^");
            return null;
        }

        if (right is not Literal { Type.Element: ElementKind.Int, Value: >= 0 and <= 64 })
        {
            session.Report(ShapeDiagnostics.ConstantSizeRequired, "the power of a matrix must be a constant from 0 to 64", binary.Right.Span, "write a number such as `A ^ 2`");
            return null;
        }

        return SameSize(left.Type.TensorExtents[0], left.Type.TensorExtents[1], binary.Span, $"`{Show(left.Type)} ^ n`", "rows and columns")
            ? new Call(Function.MatrixPower, [left, right], left.Type, left.Level, session.Place(binary.Span))
            : null;
    }

    private Call? BindTranspose(TransposeSyntax transpose)
    {
        if (Bind(transpose.Operand) is not { } operand)
        {
            return null;
        }

        var type = operand.Type;
        if (type.ArrayExtents.Count > 0 || type.Tensor == TensorKind.Scalar)
        {
            session.Report(TypeDiagnostics.NoOverload, $"no form of `'` takes `{Show(type)}`", transpose.Span, "a transpose is for vectors and matrices");
            return null;
        }

        var transposed = type.Tensor switch
        {
            TensorKind.Vector => type with { Tensor = TensorKind.Covector },
            TensorKind.Covector => type with { Tensor = TensorKind.Vector },
            _ => type with { TensorExtents = [type.TensorExtents[1], type.TensorExtents[0]] },
        };
        return new Call(Function.Transpose, [operand], transposed, operand.Level, session.Place(transpose.Span));
    }

    private bool RequireBool(Expr operand, string text, SourceSpan span)
    {
        if (operand.Type.Element == ElementKind.Bool)
        {
            return true;
        }

        session.Report(TypeDiagnostics.TypeMismatch, $"`{text}` takes `bool`, found `{Show(operand.Type)}`", span, "compare it, as in `x > 0`");
        return false;
    }

    private void ReportOperator(string text, Expr left, Expr right, SourceSpan span, string help, BinarySyntax? binary = null, string? replacement = null) =>
        session.Report(TypeDiagnostics.NoOverload, $"no form of `{text}` takes `{Show(left.Type)}` and `{Show(right.Type)}`", span, d => d with
        {
            Help = help,
            Fixes = binary is null || replacement is null ? [] : [new($"Write `{replacement}`", [new(session.Place(binary.OperatorSpan), replacement)])],
        });
}
