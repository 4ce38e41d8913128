using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>Functions that make, join and reshape vectors and matrices.</summary>
internal static class ConstructionFunctions
{
    /// <summary>The functions.</summary>
    public static IEnumerable<BuiltInFunction> All =>
    [
        new("zeros", 1, 2, "zeros(n)", c => Filled(c, Function.Zeros)),
        new("ones", 1, 2, "ones(n)", c => Filled(c, Function.Ones)),
        new("rep", 2, 3, "rep(x, n)", Rep),
        new("identity", 1, 1, "identity(n)", c => c.Size(0) is { } n ? Checked(c, Function.Identity, SltType.Matrix(n, n)) : null),
        new("linspace", 3, 3, "linspace(first, last, n)", Linspace),
        new("to_vector", 1, 1, "to_vector(M)", ToVector),
        new("to_matrix", 1, 3, "to_matrix(v, rows, columns)", ToMatrix),
        new("append_row", 2, 2, "append_row(a, b)", c => Append(c, isRow: true)),
        new("append_col", 2, 2, "append_col(a, b)", c => Append(c, isRow: false)),
    ];

    private static Expr? Checked(FunctionCall call, Function function, SltType type) =>
        ShapeReports.IsHoldable(call.Session, type, call.Syntax.Span) ? call.Make(function, type) : null;

    private static Expr? Filled(FunctionCall call, Function function)
    {
        var rows = call.Size(0);
        var columns = call.Count == 2 ? call.Size(1) : null;
        return rows is null || (call.Count == 2 && columns is null) ? null : Checked(call, function, columns is null ? SltType.Vector(rows) : SltType.Matrix(rows, columns));
    }

    private static Expr? Rep(FunctionCall call)
    {
        var first = call.Size(1);
        var second = call.Count == 3 ? call.Size(2) : null;
        if (first is null || (call.Count == 3 && second is null))
        {
            return null;
        }

        if (second is not null)
        {
            return call[0].Type.Rank > 0
                ? call.Refuse("a matrix repeats one number; rows are `rep(v, n)`")
                : Checked(call, Function.Rep, SltType.Matrix(first, second) with { Element = call[0].Type.Element });
        }

        return Checked(call, Function.Rep, TypeRules.SequenceOf(call[0].Type, first));
    }

    private static Expr? Linspace(FunctionCall call) =>
        call[0].Type.Rank + call[1].Type.Rank > 0 ? call.Refuse("the ends are single numbers") : call.Size(2) is { } n ? Checked(call, Function.Linspace, SltType.Vector(n)) : null;

    private static Expr? ToVector(FunctionCall call)
    {
        var type = call[0].Type;
        if (type.Rank == 0)
        {
            return call.Refuse("the argument has elements");
        }

        return Product(type.Extents) is { } length
            ? call.Make(Function.ToVector, SltType.Vector(length) with { Element = type.Element == ElementKind.Real ? ElementKind.Real : ElementKind.Int })
            : call.Refuse("the sizes are too large");
    }

    private static Expr? ToMatrix(FunctionCall call)
    {
        var type = call[0].Type;
        if (call.Count == 1 && type.Rank == 2)
        {
            return call.Make(Function.ToMatrix, SltType.Matrix(type.Extents[0], type.Extents[1]) with { Element = type.Element });
        }

        if (call.Count != 3 || type.Rank == 0)
        {
            return call.Refuse("a vector is laid out row by row: `to_matrix(v, rows, columns)`");
        }

        if (call.Size(1) is not { } rows || call.Size(2) is not { } columns || Product(type.Extents) is not { } length || Product([rows, columns]) is not { } area)
        {
            return null;
        }

        return call.Same(length, area, "numbers of elements") ? call.Make(Function.ToMatrix, SltType.Matrix(rows, columns) with { Element = type.Element }) : null;
    }

    private static SizeExpr? Product(EquatableArray<SizeExpr> extents)
    {
        try
        {
            return extents.Aggregate(SizeExpr.Constant(1), (product, extent) => product * extent);
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private static Expr? Append(FunctionCall call, bool isRow)
    {
        var (a, b) = (call[0].Type, call[1].Type);
        if (a.Rank > 2 || b.Rank > 2 || a.Rank + b.Rank == 0)
        {
            return call.Refuse("join vectors, matrices, or one of them and a number");
        }

        var element = TypeRules.Arithmetic(a, b);
        var function = isRow ? Function.AppendRow : Function.AppendCol;
        var one = SizeExpr.Constant(1);
        if (isRow && a.Rank <= 1 && b.Rank <= 1)
        {
            var length = (a.Rank == 0 ? one : a.Extents[0]) + (b.Rank == 0 ? one : b.Extents[0]);
            return Checked(call, function, SltType.Vector(length) with { Element = element });
        }

        if (a.Rank == 0 || b.Rank == 0)
        {
            return call.Refuse("a number joins a vector: `append_row(v, x)`");
        }

        // A vector beside a matrix is one row or one column of it.
        var along = isRow ? 0 : 1;
        var across = 1 - along;
        var (acrossA, acrossB) = (a.Extents[a.Rank == 2 ? across : 0], b.Extents[b.Rank == 2 ? across : 0]);
        if (!call.Same(acrossA, acrossB, isRow ? "numbers of columns" : "numbers of rows"))
        {
            return null;
        }

        var total = (a.Rank == 2 ? a.Extents[along] : one) + (b.Rank == 2 ? b.Extents[along] : one);
        var type = isRow ? SltType.Matrix(total, acrossA) : SltType.Matrix(acrossA, total);
        return Checked(call, function, type with { Element = element });
    }
}
