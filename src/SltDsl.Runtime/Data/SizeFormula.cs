namespace SltDsl.Runtime;

/// <summary>A size that follows from data: arithmetic of integers, sizes and aggregates of a data entry.</summary>
public abstract record SizeFormula
{
    /// <summary>An integer.</summary>
    public static implicit operator SizeFormula(long value) => new Literal(value);

    /// <summary>Another size.</summary>
    public static implicit operator SizeFormula(string size) => new Named(size);

    /// <summary>a + b.</summary>
    public static SizeFormula Add(SizeFormula a, SizeFormula b) => new Arithmetic((x, y) => checked(x + y), a, b);

    /// <summary>a − b.</summary>
    public static SizeFormula Subtract(SizeFormula a, SizeFormula b) => new Arithmetic((x, y) => checked(x - y), a, b);

    /// <summary>a · b.</summary>
    public static SizeFormula Multiply(SizeFormula a, SizeFormula b) => new Arithmetic((x, y) => checked(x * y), a, b);

    /// <summary>The integer part of a / b.</summary>
    /// <exception cref="ModelException">b is 0, when the formula is computed.</exception>
    public static SizeFormula Div(SizeFormula a, SizeFormula b) => new Arithmetic((x, y) => y == 0 ? throw new ModelException("A size is divided by 0.") : x / y, a, b);

    /// <summary>The larger one.</summary>
    public static SizeFormula Maximum(SizeFormula a, SizeFormula b) => new Arithmetic(Math.Max, a, b);

    /// <summary>The smaller one.</summary>
    public static SizeFormula Minimum(SizeFormula a, SizeFormula b) => new Arithmetic(Math.Min, a, b);

    /// <summary>The largest value of an entry of the data file.</summary>
    public static SizeFormula Max(string entry) => new Aggregate(values => values.Max(), entry);

    /// <summary>The smallest value of an entry of the data file.</summary>
    public static SizeFormula Min(string entry) => new Aggregate(values => values.Min(), entry);

    /// <summary>The sum of the values of an entry of the data file.</summary>
    public static SizeFormula Sum(string entry) => new Aggregate(values => values.Sum(), entry);

    /// <summary>The value, or null where a size or an entry is not known.</summary>
    /// <exception cref="DataException">An entry has no values, or one that is no integer (SLT0704).</exception>
    internal abstract long? Evaluate(IReadOnlyDictionary<string, long> sizes, DataFile? file);

    private sealed record Literal(long Value) : SizeFormula
    {
        internal override long? Evaluate(IReadOnlyDictionary<string, long> sizes, DataFile? file) => Value;
    }

    private sealed record Named(string Size) : SizeFormula
    {
        internal override long? Evaluate(IReadOnlyDictionary<string, long> sizes, DataFile? file) => sizes.TryGetValue(Size, out var value) ? value : null;
    }

    private sealed record Arithmetic(Func<long, long, long> Operation, SizeFormula A, SizeFormula B) : SizeFormula
    {
        internal override long? Evaluate(IReadOnlyDictionary<string, long> sizes, DataFile? file) =>
            A.Evaluate(sizes, file) is { } a && B.Evaluate(sizes, file) is { } b ? Operation(a, b) : null;
    }

    private sealed record Aggregate(Func<double[], double> Operation, string Entry) : SizeFormula
    {
        internal override long? Evaluate(IReadOnlyDictionary<string, long> sizes, DataFile? file)
        {
            if (file?.Find(Entry) is not { } column)
            {
                return null;
            }

            if (column.Fault is { } fault)
            {
                throw fault;
            }

            var wrong = Array.FindIndex(column.Values, value => value != Math.Floor(value) || Math.Abs(value) > 1L << 53);
            return column.Values.Length == 0
                ? throw new DataException("SLT0704", $"{file.Path}: `{Entry}` is empty, and a size follows from it")
                : wrong >= 0
                    ? throw new DataException("SLT0704", $"{DataPlace.Of(file, column, wrong)}: expected an integer, found {column.Values[wrong]}: a size follows from `{Entry}`")
                    : (long)Operation(column.Values);
        }
    }
}
