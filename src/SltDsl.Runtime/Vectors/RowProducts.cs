using System.Runtime.CompilerServices;

namespace SltDsl.Runtime;

/// <summary>
/// Products of a matrix of parameters with a vector of each row of the data, and their derivatives by the matrix. For a block
/// of rows these are products of matrices: each number that is loaded serves several sums, which stay in registers (Goto and
/// van de Geijn 2008).
/// </summary>
public static class RowProducts
{
    /// <summary>The number of rows that are computed together; a multiple of the widest lanes.</summary>
    public const int BlockRows = 128;

    private const MethodImplOptions Hot = MethodImplOptions.AggressiveOptimization;

    /// <summary>The product of one row.</summary>
    /// <param name="matrix">The matrix, row-major: a row for each element of the product.</param>
    /// <param name="column">The vectors, element by element.</param>
    /// <param name="rows">The number of rows of the data.</param>
    /// <param name="row">The row.</param>
    /// <param name="product">Receives the product.</param>
    public static void Multiply(ReadOnlySpan<double> matrix, ReadOnlySpan<double> column, int rows, int row, Span<double> product)
    {
        var count = column.Length / rows;
        for (var i = 0; i < product.Length; i++)
        {
            var sum = 0.0;
            var coefficients = matrix.Slice(i * count, count);
            for (var j = 0; j < coefficients.Length; j++)
            {
                sum += coefficients[j] * column[(j * rows) + row];
            }

            product[i] = sum;
        }
    }

    /// <summary>Adds what one row contributes to the derivatives by the matrix.</summary>
    /// <param name="adjoint">The derivatives by the product of the row.</param>
    /// <param name="column">The vectors, element by element.</param>
    /// <param name="rows">The number of rows of the data.</param>
    /// <param name="row">The row.</param>
    /// <param name="matrixAdjoint">Where the derivatives by the matrix are added.</param>
    public static void AddOuter(ReadOnlySpan<double> adjoint, ReadOnlySpan<double> column, int rows, int row, Span<double> matrixAdjoint)
    {
        var count = column.Length / rows;
        for (var i = 0; i < adjoint.Length; i++)
        {
            var target = matrixAdjoint.Slice(i * count, count);
            for (var j = 0; j < target.Length; j++)
            {
                target[j] += adjoint[i] * column[(j * rows) + row];
            }
        }
    }

    /// <summary>The products of a block of rows.</summary>
    /// <typeparam name="T">The lanes.</typeparam>
    /// <param name="matrix">The matrix, row-major.</param>
    /// <param name="column">The vectors of all rows, element by element.</param>
    /// <param name="rows">The number of rows of the data.</param>
    /// <param name="start">The first row of the block.</param>
    /// <param name="count">The number of rows of the block, a multiple of the lanes and at most <see cref="BlockRows"/>.</param>
    /// <param name="products">Receives the products: element i of row r of the block at i · <see cref="BlockRows"/> + r.</param>
    [MethodImpl(Hot)]
    public static void Multiply<T>(ReadOnlySpan<double> matrix, ReadOnlySpan<double> column, int rows, int start, int count, LaneMemory products)
        where T : struct, ILanes<T>
    {
        var inner = column.Length / rows;
        var outer = matrix.Length / Math.Max(inner, 1);
        Check<T>(products, outer, rows, start, count);
        ref readonly var x = ref Reference(column, start);
        ref readonly var w = ref Reference(matrix, 0);
        ref var target = ref products.First;
        var i = 0;
        for (; i + 4 <= outer; i += 4)
        {
            Four<T>(in w, i, inner, in x, rows, count, ref target);
        }

        for (; i < outer; i++)
        {
            One<T>(in w, i, inner, in x, rows, count, ref target);
        }
    }

    /// <summary>Adds what a block of rows contributes to the derivatives by the matrix.</summary>
    /// <typeparam name="T">The lanes.</typeparam>
    /// <param name="adjoints">The derivatives by the products, as <see cref="Multiply{T}"/> lays them out.</param>
    /// <param name="column">The vectors of all rows, element by element.</param>
    /// <param name="rows">The number of rows of the data.</param>
    /// <param name="start">The first row of the block.</param>
    /// <param name="count">The number of rows of the block, a multiple of the lanes and at most <see cref="BlockRows"/>.</param>
    /// <param name="matrixAdjoint">Where the derivatives by the matrix are added.</param>
    [MethodImpl(Hot)]
    public static void AddOuter<T>(LaneMemory adjoints, ReadOnlySpan<double> column, int rows, int start, int count, Span<double> matrixAdjoint)
        where T : struct, ILanes<T>
    {
        var inner = column.Length / rows;
        var outer = matrixAdjoint.Length / Math.Max(inner, 1);
        Check<T>(adjoints, outer, rows, start, count);
        ref readonly var x = ref Reference(column, start);
        ref readonly var d = ref adjoints.First;
        var i = 0;
        for (; i + 4 <= outer; i += 4)
        {
            var j = 0;
            for (; j + 4 <= inner; j += 4)
            {
                FourByFour<T>(in d, i, in x, rows, j, count, matrixAdjoint[(i * inner)..], inner);
            }

            for (; j < inner; j++)
            {
                FourByOne<T>(in d, i, in x, rows, j, count, matrixAdjoint[(i * inner)..], inner);
            }
        }

        for (; i < outer; i++)
        {
            var j = 0;
            for (; j + 8 <= inner; j += 8)
            {
                OneByEight<T>(in d, i, in x, rows, j, count, matrixAdjoint.Slice(i * inner, inner));
            }

            for (; j < inner; j++)
            {
                OneByOne<T>(in d, i, in x, rows, j, count, matrixAdjoint.Slice(i * inner, inner));
            }
        }
    }

    private static ref readonly double Reference(ReadOnlySpan<double> numbers, int first) =>
        ref Unsafe.Add(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(numbers), first);

    private static void Check<T>(LaneMemory memory, int outer, int rows, int start, int count)
        where T : struct, ILanes<T>
    {
        if (start < 0 || count < 0 || count > BlockRows || count % T.Count != 0 || start + count > rows || memory.Count < (long)outer * BlockRows)
        {
            throw new ArgumentOutOfRangeException(nameof(count));
        }
    }

    // Four elements of the product of four vectors of rows: sixteen sums.
    [MethodImpl(Hot)]
    private static void Four<T>(ref readonly double w, int i, int inner, ref readonly double x, int rows, int count, ref double target)
        where T : struct, ILanes<T>
    {
        var r = 0;
        for (; r + (4 * T.Count) <= count; r += 4 * T.Count)
        {
            T a0 = T.Create(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
            T c0 = a0, c1 = a0, c2 = a0, c3 = a0, d0 = a0, d1 = a0, d2 = a0, d3 = a0;
            for (var j = 0; j < inner; j++)
            {
                var at = (j * rows) + r;
                T x0 = T.Load(in x, at), x1 = T.Load(in x, at + T.Count), x2 = T.Load(in x, at + (2 * T.Count)), x3 = T.Load(in x, at + (3 * T.Count));
                var wa = T.Broadcast(in w, (i * inner) + j);
                a0 = T.MultiplyAdd(wa, x0, a0);
                a1 = T.MultiplyAdd(wa, x1, a1);
                a2 = T.MultiplyAdd(wa, x2, a2);
                a3 = T.MultiplyAdd(wa, x3, a3);
                var wb = T.Broadcast(in w, ((i + 1) * inner) + j);
                b0 = T.MultiplyAdd(wb, x0, b0);
                b1 = T.MultiplyAdd(wb, x1, b1);
                b2 = T.MultiplyAdd(wb, x2, b2);
                b3 = T.MultiplyAdd(wb, x3, b3);
                var wc = T.Broadcast(in w, ((i + 2) * inner) + j);
                c0 = T.MultiplyAdd(wc, x0, c0);
                c1 = T.MultiplyAdd(wc, x1, c1);
                c2 = T.MultiplyAdd(wc, x2, c2);
                c3 = T.MultiplyAdd(wc, x3, c3);
                var wd = T.Broadcast(in w, ((i + 3) * inner) + j);
                d0 = T.MultiplyAdd(wd, x0, d0);
                d1 = T.MultiplyAdd(wd, x1, d1);
                d2 = T.MultiplyAdd(wd, x2, d2);
                d3 = T.MultiplyAdd(wd, x3, d3);
            }

            Store(a0, a1, a2, a3, ref target, (i * BlockRows) + r);
            Store(b0, b1, b2, b3, ref target, ((i + 1) * BlockRows) + r);
            Store(c0, c1, c2, c3, ref target, ((i + 2) * BlockRows) + r);
            Store(d0, d1, d2, d3, ref target, ((i + 3) * BlockRows) + r);
        }

        for (; r < count; r += T.Count)
        {
            T a = T.Create(0), b = a, c = a, d = a;
            for (var j = 0; j < inner; j++)
            {
                var xj = T.Load(in x, (j * rows) + r);
                a = T.MultiplyAdd(T.Broadcast(in w, (i * inner) + j), xj, a);
                b = T.MultiplyAdd(T.Broadcast(in w, ((i + 1) * inner) + j), xj, b);
                c = T.MultiplyAdd(T.Broadcast(in w, ((i + 2) * inner) + j), xj, c);
                d = T.MultiplyAdd(T.Broadcast(in w, ((i + 3) * inner) + j), xj, d);
            }

            a.Store(ref target, (i * BlockRows) + r);
            b.Store(ref target, ((i + 1) * BlockRows) + r);
            c.Store(ref target, ((i + 2) * BlockRows) + r);
            d.Store(ref target, ((i + 3) * BlockRows) + r);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<T>(T a, T b, T c, T d, ref double target, int at)
        where T : struct, ILanes<T>
    {
        a.Store(ref target, at);
        b.Store(ref target, at + T.Count);
        c.Store(ref target, at + (2 * T.Count));
        d.Store(ref target, at + (3 * T.Count));
    }

    // One element of the product, of four vectors of rows at once.
    [MethodImpl(Hot)]
    private static void One<T>(ref readonly double w, int i, int inner, ref readonly double x, int rows, int count, ref double target)
        where T : struct, ILanes<T>
    {
        var r = 0;
        for (; r + (4 * T.Count) <= count; r += 4 * T.Count)
        {
            T a0 = T.Create(0), a1 = a0, a2 = a0, a3 = a0;
            for (var j = 0; j < inner; j++)
            {
                var at = (j * rows) + r;
                var wj = T.Broadcast(in w, (i * inner) + j);
                a0 = T.MultiplyAdd(wj, T.Load(in x, at), a0);
                a1 = T.MultiplyAdd(wj, T.Load(in x, at + T.Count), a1);
                a2 = T.MultiplyAdd(wj, T.Load(in x, at + (2 * T.Count)), a2);
                a3 = T.MultiplyAdd(wj, T.Load(in x, at + (3 * T.Count)), a3);
            }

            Store(a0, a1, a2, a3, ref target, (i * BlockRows) + r);
        }

        for (; r < count; r += T.Count)
        {
            var a = T.Create(0);
            for (var j = 0; j < inner; j++)
            {
                a = T.MultiplyAdd(T.Broadcast(in w, (i * inner) + j), T.Load(in x, (j * rows) + r), a);
            }

            a.Store(ref target, (i * BlockRows) + r);
        }
    }

    // Derivatives by sixteen elements of the matrix.
    [MethodImpl(Hot)]
    private static void FourByFour<T>(ref readonly double d, int i, ref readonly double x, int rows, int j, int count, Span<double> target, int inner)
        where T : struct, ILanes<T>
    {
        T a0 = T.Create(0), a1 = a0, a2 = a0, a3 = a0, b0 = a0, b1 = a0, b2 = a0, b3 = a0;
        T c0 = a0, c1 = a0, c2 = a0, c3 = a0, e0 = a0, e1 = a0, e2 = a0, e3 = a0;
        for (var r = 0; r < count; r += T.Count)
        {
            T x0 = T.Load(in x, (j * rows) + r), x1 = T.Load(in x, ((j + 1) * rows) + r), x2 = T.Load(in x, ((j + 2) * rows) + r), x3 = T.Load(in x, ((j + 3) * rows) + r);
            var da = T.Load(in d, (i * BlockRows) + r);
            a0 = T.MultiplyAdd(da, x0, a0);
            a1 = T.MultiplyAdd(da, x1, a1);
            a2 = T.MultiplyAdd(da, x2, a2);
            a3 = T.MultiplyAdd(da, x3, a3);
            var db = T.Load(in d, ((i + 1) * BlockRows) + r);
            b0 = T.MultiplyAdd(db, x0, b0);
            b1 = T.MultiplyAdd(db, x1, b1);
            b2 = T.MultiplyAdd(db, x2, b2);
            b3 = T.MultiplyAdd(db, x3, b3);
            var dc = T.Load(in d, ((i + 2) * BlockRows) + r);
            c0 = T.MultiplyAdd(dc, x0, c0);
            c1 = T.MultiplyAdd(dc, x1, c1);
            c2 = T.MultiplyAdd(dc, x2, c2);
            c3 = T.MultiplyAdd(dc, x3, c3);
            var de = T.Load(in d, ((i + 3) * BlockRows) + r);
            e0 = T.MultiplyAdd(de, x0, e0);
            e1 = T.MultiplyAdd(de, x1, e1);
            e2 = T.MultiplyAdd(de, x2, e2);
            e3 = T.MultiplyAdd(de, x3, e3);
        }

        Add(a0, a1, a2, a3, target.Slice(j, 4));
        Add(b0, b1, b2, b3, target.Slice(inner + j, 4));
        Add(c0, c1, c2, c3, target.Slice((2 * inner) + j, 4));
        Add(e0, e1, e2, e3, target.Slice((3 * inner) + j, 4));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T>(T a, T b, T c, T d, Span<double> target)
        where T : struct, ILanes<T> => T.AddSums(a, b, c, d, target);

    [MethodImpl(Hot)]
    private static void FourByOne<T>(ref readonly double d, int i, ref readonly double x, int rows, int j, int count, Span<double> target, int inner)
        where T : struct, ILanes<T>
    {
        T a = T.Create(0), b = a, c = a, e = a;
        for (var r = 0; r < count; r += T.Count)
        {
            var xj = T.Load(in x, (j * rows) + r);
            a = T.MultiplyAdd(T.Load(in d, (i * BlockRows) + r), xj, a);
            b = T.MultiplyAdd(T.Load(in d, ((i + 1) * BlockRows) + r), xj, b);
            c = T.MultiplyAdd(T.Load(in d, ((i + 2) * BlockRows) + r), xj, c);
            e = T.MultiplyAdd(T.Load(in d, ((i + 3) * BlockRows) + r), xj, e);
        }

        target[j] += a.Sum();
        target[inner + j] += b.Sum();
        target[(2 * inner) + j] += c.Sum();
        target[(3 * inner) + j] += e.Sum();
    }

    // Derivatives by eight elements of one row of the matrix.
    [MethodImpl(Hot)]
    private static void OneByEight<T>(ref readonly double d, int i, ref readonly double x, int rows, int j, int count, Span<double> target)
        where T : struct, ILanes<T>
    {
        T a0 = T.Create(0), a1 = a0, a2 = a0, a3 = a0, a4 = a0, a5 = a0, a6 = a0, a7 = a0;
        for (var r = 0; r < count; r += T.Count)
        {
            var di = T.Load(in d, (i * BlockRows) + r);
            a0 = T.MultiplyAdd(di, T.Load(in x, (j * rows) + r), a0);
            a1 = T.MultiplyAdd(di, T.Load(in x, ((j + 1) * rows) + r), a1);
            a2 = T.MultiplyAdd(di, T.Load(in x, ((j + 2) * rows) + r), a2);
            a3 = T.MultiplyAdd(di, T.Load(in x, ((j + 3) * rows) + r), a3);
            a4 = T.MultiplyAdd(di, T.Load(in x, ((j + 4) * rows) + r), a4);
            a5 = T.MultiplyAdd(di, T.Load(in x, ((j + 5) * rows) + r), a5);
            a6 = T.MultiplyAdd(di, T.Load(in x, ((j + 6) * rows) + r), a6);
            a7 = T.MultiplyAdd(di, T.Load(in x, ((j + 7) * rows) + r), a7);
        }

        Add(a0, a1, a2, a3, target.Slice(j, 4));
        Add(a4, a5, a6, a7, target.Slice(j + 4, 4));
    }

    [MethodImpl(Hot)]
    private static void OneByOne<T>(ref readonly double d, int i, ref readonly double x, int rows, int j, int count, Span<double> target)
        where T : struct, ILanes<T>
    {
        var a = T.Create(0);
        for (var r = 0; r < count; r += T.Count)
        {
            a = T.MultiplyAdd(T.Load(in d, (i * BlockRows) + r), T.Load(in x, (j * rows) + r), a);
        }

        target[j] += a.Sum();
    }
}
