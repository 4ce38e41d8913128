using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <content>Products, transposes and what follows from the factorisations.</content>
internal sealed partial class ExpressionLowering
{
    private Lowered LowerLinearAlgebra(Call call, Scope scope)
    {
        switch (call.Function)
        {
            case Function.MatrixMultiply or Function.Dot:
                return LowerProduct(call, scope);
            case Function.Transpose:
                var operand = Lower(call.Arguments[0], scope);
                return workshop.Value(scope.Extents(call.Type), i => operand.At([.. i.Reverse()]));
            case Function.Norm:
                var value = Lower(call.Arguments[0], scope);
                return Lowered.Scalar(Sqrt(workshop.ReduceAll(ReduceKind.Sum, value with { Body = Square(value.Body) })));
            case Function.Identity:
                return workshop.Value(scope.Extents(call.Type), i => When(AreEqual(i[0], i[1]), 1.0, 0.0));
            case Function.Diag:
                return LowerDiagonal(call, scope);
            case Function.Kron:
                return LowerKronecker(call, scope);
            case Function.Eigenvalues or Function.SingularValues:
                var routine = call.Function == Function.Eigenvalues ? Routine.SymmetricEigenvalues : Routine.SingularValues;
                var matrix = workshop.TensorOf(Lower(call.Arguments[0], scope), "matrix", ElementKind.Real, call.Span);
                return workshop.Whole(new RoutineResult(NameOf(call), routine, [matrix], call.Level, scope.Extents(call.Type), call.Span));
            default:
                return LowerFactorisation(call, scope);
        }
    }

    private Lowered LowerProduct(Call call, Scope scope)
    {
        var (left, right) = (call.Arguments[0], call.Arguments[1]);
        if (right.Type.Tensor == TensorKind.Vector && left is Call { Function: Function.MatrixMultiply, Arguments: [{ Type.Tensor: TensorKind.Matrix } a, { Type.Tensor: TensorKind.Matrix } b] })
        {
            // (A B) x costs a matrix product, A (B x) only two products with a vector.
            var tail = new Call(Function.MatrixMultiply, [b, right], SltType.Vector(b.Type.TensorExtents[0]), (Level)Math.Max((int)b.Level, (int)right.Level), call.Span);
            return LowerProduct(call with { Arguments = [a, tail] }, scope);
        }

        var extents = scope.Extents(call.Type);
        var (x, y) = (left.Type.Tensor, right.Type.Tensor);
        if (x == TensorKind.Vector && y == TensorKind.Covector)
        {
            var (u, v) = (LowerShared(left, scope), LowerShared(right, scope));
            return workshop.Value(extents, i => u.At(i[0]) * v.At(i[1]));
        }

        // An element of the left operand is read once for every column of the right one, and the other way round.
        var first = y == TensorKind.Matrix ? LowerShared(left, scope) : Lower(left, scope);
        var second = x == TensorKind.Matrix ? LowerShared(right, scope) : Lower(right, scope);
        var length = first.Extents[^1];
        return workshop.Value(extents, i =>
        {
            Scalar[] row = x == TensorKind.Matrix ? [i[0]] : [];
            Scalar[] column = y == TensorKind.Matrix ? [i[^1]] : [];
            return workshop.Sum("m", length, m => first.At([.. row, m]) * second.At([m, .. column]));
        });
    }

    /// <summary>The diagonal matrix of a vector, or the diagonal of a matrix.</summary>
    private Lowered LowerDiagonal(Call call, Scope scope)
    {
        var value = Lower(call.Arguments[0], scope);
        return workshop.Value(scope.Extents(call.Type), i =>
            value.Rank == 1 ? When(AreEqual(i[0], i[1]), value.At(i[0]), 0.0) : value.At(i[0], i[0]));
    }

    private Lowered LowerKronecker(Call call, Scope scope)
    {
        var (a, b) = (LowerShared(call.Arguments[0], scope), LowerShared(call.Arguments[1], scope));
        return workshop.Value(scope.Extents(call.Type), i =>
            a.At([.. i.Select((p, axis) => Quotient(p, b.Extents[axis]))]) * b.At([.. i.Select((p, axis) => Remainder(p, b.Extents[axis]))]));
    }
}
