using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <content>Functions of square matrices.</content>
internal sealed partial class ExpressionLowering
{
    private readonly Factorisations _factorisations = new(workshop);

    private Lowered LowerFactorisation(Call call, Scope scope)
    {
        var matrix = LowerShared(call.Arguments[0], scope, "matrix");
        switch (call.Function)
        {
            case Function.Cholesky:
                return _factorisations.Cholesky(matrix, call.Span);
            case Function.Solve:
                return _factorisations.Solve(matrix, LowerShared(call.Arguments[1], scope, "right"), call.Span);
            case Function.Inverse:
                var unit = workshop.Value(matrix.Extents, i => When(AreEqual(i[0], i[1]), 1.0, 0.0));
                return _factorisations.Solve(matrix, unit, call.Span);
            case Function.Determinant:
                return Lowered.Scalar(_factorisations.Determinant(matrix, call.Span));
            case Function.LogDeterminant:
                return Lowered.Scalar(_factorisations.LogAbsoluteDeterminant(matrix, call.Span));
            case Function.MatrixExp:
                return _factorisations.Exponential(matrix, call.Span);
            case Function.Rank:
                return LowerRank(matrix, call);
            case Function.MatrixPower when call.Arguments[1] is Literal { Value: var power } && power >= 0 && power == Math.Floor(power):
                return RaiseMatrix(matrix, (int)power, call);
            default:
                throw new UnsupportedConstructException($"'{NameOf(call)}'", call.Span);
        }
    }

    /// <summary>The number of singular values above the rounding error of the largest, as in LAPACK's users' guide.</summary>
    private Lowered LowerRank(Lowered matrix, Call call)
    {
        var (rows, columns) = (matrix.Extents[0], matrix.Extents[1]);
        var operand = workshop.TensorOf(matrix, "matrix", ElementKind.Real, call.Span);
        var values = new RoutineResult("singularValues", Routine.SingularValues, [operand], call.Level, [Min(rows, columns)], call.Span);
        var threshold = 2.220446049250313e-16 * Max(rows, columns) * values[0];
        return Lowered.Scalar(workshop.Sum("i", Min(rows, columns), i => When(Less(threshold, values[i]), 1, 0)));
    }

    private Lowered RaiseMatrix(Lowered matrix, int exponent, Call call)
    {
        Lowered Product(Lowered a, Lowered b) => workshop.Materialise(
            workshop.Value(matrix.Extents, i => workshop.Sum("m", matrix.Extents[0], m => a.At(i[0], m) * b.At(m, i[1]))), "power", ElementKind.Real, call.Span);

        return exponent switch
        {
            0 => workshop.Value(matrix.Extents, i => When(AreEqual(i[0], i[1]), 1.0, 0.0)),
            1 => matrix,
            _ when exponent % 2 == 0 => RaiseMatrix(Product(matrix, matrix), exponent / 2, call),
            _ => Product(matrix, RaiseMatrix(matrix, exponent - 1, call)),
        };
    }
}
