namespace SltDsl.Runtime;

/// <summary>Rows of data, stored by column: what generated code reads.</summary>
/// <param name="rows">The number of rows.</param>
/// <param name="columns">One array an input or observed name, in file order of the model.</param>
public class Dataset(int rows, IReadOnlyList<double[]> columns)
{
    private bool? _hasMissing;

    /// <summary>The number of rows n.</summary>
    public int Rows { get; } = rows;

    /// <summary>
    /// The columns in the model's order. A column of a value with c elements holds c · n numbers, element by element: all
    /// rows of the first element, then all of the second, so that rows lie side by side for vector code. A missing
    /// observation is NaN.
    /// </summary>
    public IReadOnlyList<double[]> Columns { get; } = columns;

    /// <summary>Whether some value is missing.</summary>
    public bool HasMissing => _hasMissing ??= Columns.Any(c => c.Any(double.IsNaN));

    /// <summary>The numbers of a column row by row: all elements of the first row, then all of the second.</summary>
    /// <param name="column">The number of the column, from 0.</param>
    public double[] ByRow(int column)
    {
        var values = Columns[column];
        if (values.Length <= Rows)
        {
            return values;
        }

        var (count, byRow) = (values.Length / Math.Max(Rows, 1), new double[values.Length]);
        for (var i = 0; i < values.Length; i++)
        {
            byRow[(i % Rows * count) + (i / Rows)] = values[i];
        }

        return byRow;
    }

    /// <summary>The names of the file that the model does not declare.</summary>
    public IReadOnlyList<string> Ignored { get; init; } = [];
}
