using System.Runtime.InteropServices;

namespace SltDsl.Runtime;

/// <summary>What compiled models with generated types share.</summary>
/// <typeparam name="TParams">The parameters.</typeparam>
/// <typeparam name="TRow">One row.</typeparam>
/// <param name="arguments">Sizes, hyperparameters and shared data.</param>
public abstract class CompiledModel<TParams, TRow>(ModelArguments arguments) : CompiledModel(arguments), ISltModel<TParams, TRow>
    where TRow : struct
{
    /// <inheritdoc/>
    public Dataset<TRow> Data(IReadOnlyList<TRow> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        var data = EmptyRows(rows.Count);
        for (var row = 0; row < rows.Count; row++)
        {
            WriteRow(rows[row], data, row);
        }

        return Data(data);
    }

    /// <inheritdoc/>
    public Dataset<TRow> Data(Dataset columns) => new(columns, ReadRow);

    /// <inheritdoc/>
    public double LogLikelihood(TParams w, Dataset<TRow> data, Span<double> pointwise = default) => LogLikelihood(ValuesOf(w), data, pointwise);

    /// <inheritdoc/>
    public double LogPrior(TParams w) => LogPrior(ValuesOf(w));

    /// <inheritdoc/>
    public double LogPosterior(TParams w, Dataset<TRow> data, double beta = 1.0) => LogPrior(w) + (beta * LogLikelihood(w, data));

    /// <inheritdoc/>
    public void Pack(TParams w, Span<double> point, Coordinates coordinates) => ToPoint(ValuesOf(w), coordinates, point);

    /// <inheritdoc/>
    public TParams Unpack(ReadOnlySpan<double> point, Coordinates coordinates)
    {
        var values = new double[ValueCount];
        ToValues(point, coordinates, values);
        return FromValues(values);
    }

    /// <inheritdoc/>
    public abstract TParams FromValues(ReadOnlySpan<double> values);

    /// <inheritdoc/>
    public Dataset<TRow> Simulate(TParams w, int rows, ref SltRandom random) => Data(Simulate(ValuesOf(w), rows, ref random));

    /// <inheritdoc/>
    public Dataset<TRow> Simulate(Truth<TRow> truth, int rows, ref SltRandom random)
    {
        ArgumentNullException.ThrowIfNull(truth);
        return Data(Simulate(truth.Name, rows, ref random));
    }

    /// <inheritdoc/>
    public IEnergy? Divergence(Truth<TRow> truth, Dataset<TRow>? inputs = null, Coordinates coordinates = Coordinates.Unconstrained)
    {
        ArgumentNullException.ThrowIfNull(truth);
        return Divergence(truth.Name, inputs, coordinates);
    }

    /// <summary>The values of parameters in declared shapes, in file order.</summary>
    protected double[] ValuesOf(TParams w)
    {
        var values = new double[ValueCount];
        WriteValues(w, values);
        return values;
    }

    /// <summary>Stores the values of parameters.</summary>
    protected abstract void WriteValues(TParams w, Span<double> values);

    /// <summary>A row of a data set.</summary>
    protected abstract TRow ReadRow(Dataset data, int row);

    /// <summary>Stores a row in a data set.</summary>
    protected abstract void WriteRow(TRow value, Dataset data, int row);

    /// <summary>The values of a parameter of vector or matrix shape.</summary>
    /// <param name="parameter">Its number.</param>
    /// <param name="from">The values.</param>
    /// <param name="to">All values.</param>
    /// <exception cref="ArgumentException">The shape is not the declared one.</exception>
    protected void Put(int parameter, Array from, Span<double> to)
    {
        var layout = Parameters[parameter];
        CheckShape(layout, from);
        Elements<double>(from).CopyTo(to.Slice(layout.Offset, layout.Count));
    }

    /// <summary>Fills an array of a parameter's shape.</summary>
    /// <param name="parameter">Its number.</param>
    /// <param name="from">All values.</param>
    /// <param name="to">The array.</param>
    protected void Take(int parameter, ReadOnlySpan<double> from, Array to)
    {
        var layout = Parameters[parameter];
        from.Slice(layout.Offset, layout.Count).CopyTo(Elements<double>(to));
    }

    /// <summary>Fills an array with the values of a block.</summary>
    /// <param name="layout">The block.</param>
    /// <param name="from">All values.</param>
    /// <param name="to">The array, of numbers or integers.</param>
    protected static void Fill(ValueLayout layout, ReadOnlySpan<double> from, Array to)
    {
        ArgumentNullException.ThrowIfNull(layout);
        ArgumentNullException.ThrowIfNull(to);
        var values = from.Slice(layout.Offset, layout.Count);
        if (to.GetType().GetElementType() == typeof(double))
        {
            values.CopyTo(Elements<double>(to));
            return;
        }

        var integers = Elements<int>(to);
        for (var i = 0; i < integers.Length; i++)
        {
            integers[i] = (int)values[i];
        }
    }

    /// <summary>Stores the elements of a value of a row.</summary>
    /// <param name="column">Its number.</param>
    /// <param name="from">The value.</param>
    /// <param name="data">The data set.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentException">The shape is not the declared one.</exception>
    protected void PutRow(int column, Array from, Dataset data, int row)
    {
        CheckShape(Columns[column], from);
        var target = data.Columns[column];
        for (var i = 0; i < from.Length; i++)
        {
            target[(i * data.Rows) + row] = from is int[] or int[,] ? Elements<int>(from)[i] : Elements<double>(from)[i];
        }
    }

    /// <summary>Fills an array with the elements of a value of a row.</summary>
    /// <param name="column">Its number.</param>
    /// <param name="data">The data set.</param>
    /// <param name="row">The row.</param>
    /// <param name="to">The array.</param>
    protected void TakeRow(int column, Dataset data, int row, Array to)
    {
        var source = data.Columns[column];
        for (var i = 0; i < to.Length; i++)
        {
            var value = source[(i * data.Rows) + row];
            if (to is int[] or int[,])
            {
                Elements<int>(to)[i] = (int)value;
            }
            else
            {
                Elements<double>(to)[i] = value;
            }
        }
    }

    /// <summary>The elements of an array in row-major order.</summary>
    protected static Span<T> Elements<T>(Array array)
        where T : unmanaged =>
        MemoryMarshal.Cast<byte, T>(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetArrayDataReference(array), checked(array.Length * Marshal.SizeOf<T>())));

    /// <summary>The elements of an array of integers in row-major order.</summary>
    protected static double[] Reals(Array array) => [.. Elements<int>(array).ToArray().Select(e => (double)e)];

    private static void CheckShape(ValueLayout layout, Array array)
    {
        var fits = array.Rank == layout.Extents.Count;
        for (var axis = 0; fits && axis < array.Rank; axis++)
        {
            fits = array.GetLength(axis) == layout.Extents[axis];
        }

        if (!fits)
        {
            var found = string.Join(" × ", Enumerable.Range(0, array.Rank).Select(array.GetLength));
            throw new ArgumentException($"`{layout.Name}` has the shape {string.Join(" × ", layout.Extents)}, not {found}.");
        }
    }
}
