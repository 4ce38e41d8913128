using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>Functions of matrices.</summary>
internal static class MatrixFunctions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<BuiltInFunction> All =>
    [
        Square("cholesky", Function.Cholesky, n => SltType.Matrix(n, n)),
        Square("inverse", Function.Inverse, n => SltType.Matrix(n, n)),
        Square("matrix_exp", Function.MatrixExp, n => SltType.Matrix(n, n)),
        Square("det", Function.Determinant, _ => SltType.Real),
        Square("log_det", Function.LogDeterminant, _ => SltType.Real),
        Square("eigenvalues", Function.Eigenvalues, SltType.Vector),
        new("singular_values", 1, 1, "singular_values(M)", SingularValues),
        new("rank", 1, 1, "rank(M)", c => IsMatrix(c[0]) ? c.Make(Function.Rank, SltType.Int) : c.Refuse("the argument is a matrix")),
        new("diag", 1, 1, "diag(v)", Diagonal),
        new("kron", 2, 2, "kron(A, B)", Kronecker),
        new("solve", 2, 2, "solve(A, b)", Solve),
    ];

    private static bool IsMatrix(Expr expr) => expr.Type is { Tensor: TensorKind.Matrix, ArrayExtents.Count: 0 };

    private static BuiltInFunction Square(string name, Function function, Func<SizeExpr, SltType> type) => new(name, 1, 1, $"{name}(A)", c =>
    {
        if (!IsMatrix(c[0]))
        {
            return c.Refuse("the argument is a square matrix");
        }

        var extents = c[0].Type.TensorExtents;
        return c.Same(extents[0], extents[1], "rows and columns") ? c.Make(function, type(extents[0])) : null;
    });

    private static Expr? SingularValues(FunctionCall call)
    {
        if (!IsMatrix(call[0]))
        {
            return call.Refuse("the argument is a matrix");
        }

        var (rows, columns) = (call[0].Type.TensorExtents[0], call[0].Type.TensorExtents[1]);
        var sizes = call.Session.Sizes;
        if (sizes.AreEqual(rows, columns) == Proof.Holds || sizes.IsAtLeast(columns - rows, 0) == Proof.Holds)
        {
            return call.Make(Function.SingularValues, SltType.Vector(rows));
        }

        if (sizes.IsAtLeast(rows - columns, 0) == Proof.Holds)
        {
            return call.Make(Function.SingularValues, SltType.Vector(columns));
        }

        call.Session.Report(
            ShapeDiagnostics.ConstantSizeRequired, $"the smaller of `{rows}` and `{columns}` must be known", call.Syntax.Span,
            "give both sizes constant values, or use the singular values of a square product such as `M * M'`");
        return null;
    }

    private static Expr? Diagonal(FunctionCall call)
    {
        var type = call[0].Type;
        if (type.Rank == 1)
        {
            return call.Make(Function.Diag, SltType.Matrix(type.Extents[0], type.Extents[0]));
        }

        if (!IsMatrix(call[0]))
        {
            return call.Refuse("the diagonal matrix of a vector, or the diagonal of a square matrix");
        }

        return call.Same(type.TensorExtents[0], type.TensorExtents[1], "rows and columns") ? call.Make(Function.Diag, SltType.Vector(type.TensorExtents[0])) : null;
    }

    private static Expr? Kronecker(FunctionCall call)
    {
        if (!IsMatrix(call[0]) || !IsMatrix(call[1]))
        {
            return call.Refuse("both arguments are matrices");
        }

        try
        {
            var (a, b) = (call[0].Type.TensorExtents, call[1].Type.TensorExtents);
            var type = SltType.Matrix(a[0] * b[0], a[1] * b[1]);
            return ShapeReports.IsHoldable(call.Session, type, call.Syntax.Span) ? call.Make(Function.Kron, type) : null;
        }
        catch (OverflowException)
        {
            return call.Refuse("the sizes are too large");
        }
    }

    private static Expr? Solve(FunctionCall call)
    {
        var right = call[1].Type;
        if (!IsMatrix(call[0]) || right.Rank is 0 or > 2 || right.Tensor == TensorKind.Covector)
        {
            return call.Refuse("a square matrix, and a vector or matrix");
        }

        var extents = call[0].Type.TensorExtents;
        return call.Same(extents[0], extents[1], "rows and columns") && call.Same(extents[0], right.Extents[0], "numbers of rows")
            ? call.Make(Function.Solve, right with { Element = ElementKind.Real })
            : null;
    }
}
