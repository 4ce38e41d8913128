using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
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

    /// <summary>
    /// X with A X = B for a square A, by orthogonalising the columns of (A B) in turn (modified Gram–Schmidt, which is
    /// backward stable for the bordered matrix: Björck 1967) and solving the triangular system that remains.
    /// </summary>
    public Lowered Solve(Lowered matrix, Lowered right, SourceSpan origin)
    {
        var size = matrix.Extents[0];
        var columns = right.Rank == 1 ? 1 : right.Extents[1];
        var bordered = workshop.Value([size, size + columns], i =>
            When(Less(i[1], size), matrix.At(i), right.At(right.Rank == 1 ? [i[0]] : [i[0], i[1] - size])));
        var products = Orthogonalise(bordered, origin);

        // Row k of the triangle stands for step n − 1 − k, so that known rows come first.
        var solved = workshop.Recurrence(
            "solution",
            [size, columns],
            (earlier, i) =>
            {
                var row = size - 1 - i[0];
                var known = workshop.Index("m", i[0]);
                var sum = new Reduce(ReduceKind.Sum, known, 0, i[0], products.At(row, size - 1 - known) * earlier([known, i[1]]));
                return (products.At(row, size + i[1]) - sum) / products.At(row, row);
            },
            origin);
        return workshop.Value(right.Extents, i => solved.At(size - 1 - i[0], right.Rank == 1 ? 0 : i[1]));
    }

    /// <summary>log |det A| of a square A: half the sum of the logarithms of its orthogonalised columns' squared lengths.</summary>
    public Scalar LogAbsoluteDeterminant(Lowered matrix, SourceSpan origin)
    {
        var products = Orthogonalise(matrix, origin);
        return 0.5 * workshop.Sum("k", matrix.Extents[0], k => Log(products.At(k, k)));
    }

    /// <summary>det A by the recurrence of Faddeev and LeVerrier: a polynomial in the elements, without pivots.</summary>
    public Scalar Determinant(Lowered matrix, SourceSpan origin)
    {
        var size = matrix.Extents[0];

        // M_0 = I and M_k = A M_{k−1} − tr(A M_{k−1}) / k · I; the trace of step n is ± n det A.
        Scalar Trace(Func<Scalar[], Scalar> stage, Scalar k) =>
            workshop.Sum("l", size, l => workshop.Sum("m", size, m => matrix.At(l, m) * stage([k, m, l])));
        var stages = workshop.Recurrence(
            "faddeev",
            [size, size, size],
            (earlier, i) =>
            {
                var product = workshop.Sum("m", size, m => matrix.At(i[1], m) * earlier([i[0] - 1, m, i[2]]));
                var isDiagonal = AreEqual(i[1], i[2]);
                var trace = When(isDiagonal, Trace(earlier, i[0] - 1) / i[0], 0.0);
                return When(AreEqual(i[0], 0), When(isDiagonal, 1.0, 0.0), product - trace);
            },
            origin);
        var sign = When(AreEqual(Remainder(size, 2), 0), -1.0, 1.0);
        return sign * Trace(i => stages.At(i), size - 1) / size;
    }

    /// <summary>exp A by a Taylor polynomial of A / 2^s and s squarings (Higham, Functions of Matrices, section 10.3), s fixed.</summary>
    public Lowered Exponential(Lowered matrix, SourceSpan origin)
    {
        const int Squarings = 10;
        const int Degree = 12;
        var size = matrix.Extents[0];
        var taylor = workshop.Recurrence(
            "taylor",
            [Degree + 1, size, size],
            (earlier, i) =>
            {
                var unit = When(AreEqual(i[1], i[2]), 1.0, 0.0);
                var product = workshop.Sum("m", size, m => matrix.At(i[1], m) * earlier([i[0] - 1, m, i[2]]));
                return unit + When(AreEqual(i[0], 0), 0.0, product / (Math.Pow(2, Squarings) * (Degree + 1 - i[0])));
            },
            origin);
        var squared = workshop.Recurrence(
            "squared",
            [Squarings + 1, size, size],
            (earlier, i) => When(
                AreEqual(i[0], 0),
                taylor.At(Degree, i[1], i[2]),
                workshop.Sum("m", size, m => earlier([i[0] - 1, i[1], m]) * earlier([i[0] - 1, m, i[2]]))),
            origin);
        return workshop.Value(matrix.Extents, i => squared.At(Squarings, i[0], i[1]));
    }

    /// <summary>v_k · v_j for the k-th orthogonalised column and every column with its components along earlier ones removed.</summary>
    private Lowered Orthogonalise(Lowered matrix, SourceSpan origin)
    {
        var (rows, columns) = (matrix.Extents[0], matrix.Extents[1]);
        Scalar Product(Func<Scalar[], Scalar> stage, Scalar k, Scalar u, Scalar v) => workshop.Sum("m", rows, m => stage([k, m, u]) * stage([k, m, v]));
        var stages = workshop.Recurrence(
            "orthogonal",
            [rows, rows, columns],
            (earlier, i) =>
            {
                var pivot = i[0] - 1;
                var share = Product(earlier, pivot, pivot, i[2]) / Product(earlier, pivot, pivot, pivot);
                var removed = earlier([pivot, i[1], i[2]]) - When(Less(pivot, i[2]), share * earlier([pivot, i[1], pivot]), 0.0);
                return When(AreEqual(i[0], 0), matrix.At(i[1], i[2]), removed);
            },
            origin);
        return workshop.Materialise(
            workshop.Value([rows, columns], i => Product(k => stages.At(k), i[0], i[0], i[1])), "products", ElementKind.Real, origin);
    }
}
