using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Text;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <summary>Factorisations of matrices as recurrences (Golub and Van Loan, Matrix Computations, chapters 3 and 4).</summary>
internal sealed class Factorisations(Workshop workshop)
{
    /// <summary>The lower-triangular L with L Lᵀ = A, for a symmetric positive definite A.</summary>
    public Lowered Cholesky(Lowered matrix, SourceSpan origin) => workshop.Recurrence(
        "cholesky",
        matrix.Extents,
        (earlier, i) =>
        {
            var (row, column) = (i[0], i[1]);
            var index = workshop.Index("m", column);
            Scalar Sum(Func<Scalar, Scalar> body) => new Reduce(ReduceKind.Sum, index, 0, column, body(index));
            return When(
                Less(row, column),
                0.0,
                When(
                    AreEqual(row, column),
                    Sqrt(matrix.At(row, row) - Sum(m => Square(earlier([row, m])))),
                    (matrix.At(row, column) - Sum(m => earlier([row, m]) * earlier([column, m]))) / earlier([column, column])));
        },
        origin);

    /// <summary>z with L z = b, for a lower-triangular L.</summary>
    public Lowered SolveLower(Func<Scalar, Scalar, Scalar> lower, Lowered right, SourceSpan origin) => workshop.Recurrence(
        "solved",
        right.Extents,
        (earlier, i) =>
        {
            Scalar[] column = [.. i.Skip(1)];
            var index = workshop.Index("m", i[0]);
            var known = new Reduce(ReduceKind.Sum, index, 0, i[0], lower(i[0], index) * earlier([index, .. column]));
            return (right.At(i) - known) / lower(i[0], i[0]);
        },
        origin);

    /// <summary>z with Lᵀ z = b, for a lower-triangular L.</summary>
    public Lowered SolveUpper(Func<Scalar, Scalar, Scalar> lower, Lowered right, SourceSpan origin)
    {
        // From the last row up: reversing both orders makes it a solution downwards.
        var last = right.Extents[0] - 1;
        var reversed = workshop.Value(right.Extents, i => right.At([last - i[0], .. i.Skip(1)]));
        var solved = SolveLower((row, column) => lower(last - column, last - row), reversed, origin);
        return workshop.Value(right.Extents, i => solved.At([last - i[0], .. i.Skip(1)]));
    }

    /// <summary>log det A from its Cholesky factor.</summary>
    public Scalar LogDeterminant(Lowered cholesky) => 2.0 * workshop.Sum("i", cholesky.Extents[0], i => Log(cholesky.At(i, i)));
}
