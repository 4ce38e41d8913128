namespace SltDsl.Runtime;

/// <summary>What a model's declarations say about its data: emitted by the compiler, and bound to a file at run time.</summary>
/// <param name="Model">The `.slt` file, for messages.</param>
/// <param name="Sizes">The sizes, in file order.</param>
/// <param name="Shared">The <c>data</c> entries that are read, not computed; in file order.</param>
/// <param name="Columns">The <c>input</c> and declaring <c>observe</c> statements, in file order.</param>
public sealed record DataSchema(string Model, IReadOnlyList<DataSize> Sizes, IReadOnlyList<DataEntry> Shared, IReadOnlyList<DataEntry> Columns)
{
    /// <summary>Whether some shared data are computed from columns over all rows, so that the model is made from the rows.</summary>
    public bool ComputesFromRows { get; init; }

    /// <summary>
    /// The value of every size: a given one, else the model's own, else an integer entry of that name in the file, else the
    /// lengths where it appears, which must agree.
    /// </summary>
    /// <param name="file">The data, or null where there are none.</param>
    /// <param name="given">Sizes from the command line or the caller.</param>
    /// <exception cref="ModelException">A size has no value, is negative, or is given and fixed by the model.</exception>
    /// <exception cref="DataException">The file contradicts itself or the model's own value (SLT0701, 0703, 0704).</exception>
    public IReadOnlyDictionary<string, long> ResolveSizes(DataFile? file, IReadOnlyDictionary<string, long>? given = null) =>
        new SizeResolution(this, file, given ?? new Dictionary<string, long>()).Resolve();

    /// <summary>Sizes with those that follow from them.</summary>
    /// <param name="sizes">The values of all sizes; those that follow from others are replaced.</param>
    public IReadOnlyDictionary<string, long> WithFollowing(IReadOnlyDictionary<string, long> sizes)
    {
        ArgumentNullException.ThrowIfNull(sizes);
        var all = new Dictionary<string, long>(sizes);
        foreach (var size in Sizes)
        {
            if (size.Follows is { } extent)
            {
                all[size.Name] = extent.Evaluate(all);
            }
        }

        return all;
    }

    /// <summary>The shared entries, checked: a data set of one row with one array an entry.</summary>
    /// <param name="file">The data; null counts as a file without entries.</param>
    /// <param name="sizes">The value of every size.</param>
    /// <param name="bounds">The bounds of bounded entries, by their number among <see cref="Shared"/>.</param>
    /// <exception cref="DataException">An entry is missing or does not fit (SLT0702–0706).</exception>
    public Dataset ReadShared(DataFile? file, IReadOnlyDictionary<string, long> sizes, ElementBounds? bounds = null) =>
        Shared.Count == 0 ? new Dataset(1, []) : new DataBinding(this, file ?? DataFile.None, sizes).Read(Shared, RowReading.OneRow, bounds);

    /// <summary>The rows, checked. Names of the file that the model does not declare are listed in <see cref="Dataset.Ignored"/>.</summary>
    /// <param name="file">The data.</param>
    /// <param name="sizes">The value of every size.</param>
    /// <param name="bounds">The bounds of bounded columns, by their number among <see cref="Columns"/>.</param>
    /// <exception cref="DataException">The file fits neither rows nor one row, or a column is missing or does not fit (SLT0701–0706).</exception>
    public Dataset ReadRows(DataFile file, IReadOnlyDictionary<string, long> sizes, ElementBounds? bounds = null) =>
        new DataBinding(this, file, sizes).Read(Columns, RowReadings.Of(this, file), bounds);
}

/// <summary>A size of the model.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">The model's own value or default; null when it must come from outside.</param>
/// <param name="IsConstant">Whether the value was fixed when the file was compiled.</param>
public sealed record DataSize(string Name, long? Value = null, bool IsConstant = false)
{
    /// <summary>The value in terms of other sizes, where it follows from run-time ones.</summary>
    public Extent? Follows { get; init; }

    /// <summary>The value in terms of sizes and data, where it follows from data.</summary>
    public SizeFormula? Formula { get; init; }
}

/// <summary>A value that is read from a data file.</summary>
/// <param name="Name">The name in the model.</param>
/// <param name="Role">How the model uses it.</param>
/// <param name="Element">What one element is.</param>
/// <param name="Extents">The declared extents, arrays first; none for a number.</param>
/// <param name="Line">The line of the declaration, from 1.</param>
public sealed record DataEntry(string Name, DataRole Role, DataElement Element, IReadOnlyList<Extent> Extents, int Line)
{
    /// <summary>The name in data files: of <c>@column</c>, else <see cref="Name"/>.</summary>
    public string Column { get; init; } = Name;

    /// <summary>Whether it has declared bounds, which are then asked for element by element.</summary>
    public bool IsBounded { get; init; }

    /// <summary>The set that its elements form together.</summary>
    public DataStructure Structure { get; init; }

    /// <summary>The code of <c>@missing</c> that stands for a missing observation, beside null and NaN.</summary>
    public double? MissingCode { get; init; }

    /// <summary>The declaration as the modeller would write it, such as <c>observe vector[K] y</c>.</summary>
    public override string ToString()
    {
        var scalar = Element switch { DataElement.Boolean => "bool", DataElement.Integer => "int", _ => "real" };
        var type = Extents.Count switch
        {
            0 => scalar,
            1 when Element == DataElement.Real => $"vector[{Extents[0]}]",
            2 when Element == DataElement.Real => $"matrix[{Extents[0]}, {Extents[1]}]",
            _ => $"array[{string.Join(", ", Extents)}] {scalar}",
        };
        var statement = Role switch { DataRole.Shared => "data", DataRole.Input => "input", _ => "observe" };
        return $"{statement} {type} {Name}";
    }
}

/// <summary>How a model uses a value of a data file.</summary>
public enum DataRole
{
    /// <summary>Known and shared by all rows.</summary>
    Shared,

    /// <summary>Known, one value a row.</summary>
    Input,

    /// <summary>Observed, one value a row; missing ones contribute factor 1.</summary>
    Observed,
}

/// <summary>What one element of a value is.</summary>
public enum DataElement
{
    /// <summary>A truth value, 0 or 1.</summary>
    Boolean,

    /// <summary>An integer.</summary>
    Integer,

    /// <summary>A real number.</summary>
    Real,
}

/// <summary>The sets of structured types, checked to a tolerance of 1e-8 as in Stan.</summary>
public enum DataStructure
{
    /// <summary>No structure.</summary>
    None,

    /// <summary>Non-negative, summing to one.</summary>
    Simplex,

    /// <summary>Increasing.</summary>
    Ordered,

    /// <summary>Increasing, and the first is not negative.</summary>
    PositiveOrdered,

    /// <summary>Euclidean norm one.</summary>
    UnitVector,

    /// <summary>Summing to zero.</summary>
    SumToZero,

    /// <summary>Symmetric positive definite.</summary>
    Covariance,

    /// <summary>Symmetric positive definite with unit diagonal.</summary>
    Correlation,

    /// <summary>Lower-triangular factor of a correlation matrix.</summary>
    CholeskyCorrelation,

    /// <summary>Lower-triangular factor of a covariance matrix.</summary>
    CholeskyCovariance,

    /// <summary>Each row a simplex.</summary>
    RowStochastic,
}

/// <summary>The declared bounds of an element; infinite where there is none.</summary>
/// <param name="entry">The number of the entry among those that are read, from 0.</param>
/// <param name="data">What is being read: this entry and the ones before it are filled.</param>
/// <param name="row">The row, from 0.</param>
/// <param name="element">The element in row-major order, from 0.</param>
public delegate (double Lower, double Upper) ElementBounds(int entry, Dataset data, int row, int element);
