namespace SltDsl.Runtime;

/// <summary>Checks the values of one column against its declaration.</summary>
internal sealed class ValueChecks(DataFile file, DataEntry entry, DataColumn column)
{
    private const double Tolerance = 1e-8;

    /// <summary>Each element is of the declared kind, finite, and present where it must be.</summary>
    public void CheckElements()
    {
        for (var i = 0; i < column.Values.Length; i++)
        {
            var value = column.Values[i];
            if (entry.Role == DataRole.Observed && (double.IsNaN(value) || value == entry.MissingCode))
            {
                continue;
            }

            if (!double.IsFinite(value))
            {
                var missing = entry.Role == DataRole.Observed ? "a missing observation is null or NaN" : "only an observed value may be missing";
                throw Error("SLT0705", i, double.IsNaN(value) ? "is missing or not a number" : $"is {value}", $"give it a finite value; {missing}");
            }

            if (entry.Element == DataElement.Boolean && value is not (0 or 1))
            {
                throw Error("SLT0704", i, $"is {value}, and declared bool", "write 0 or 1");
            }

            if (entry.Element == DataElement.Integer && (value != Math.Floor(value) || Math.Abs(value) > 1L << 53))
            {
                throw Error("SLT0704", i, $"is {value}, and declared int", "write an integer of at most 2^53, or declare it real");
            }
        }
    }

    /// <summary>Each element lies within its bounds.</summary>
    public void CheckBounds(Dataset data, int number, ElementBounds bounds)
    {
        var elements = column.Values.Length / data.Rows;
        for (var i = 0; i < column.Values.Length; i++)
        {
            var (row, element) = (i / elements, i % elements);
            var value = data.Columns[number][(element * data.Rows) + row];
            var (lower, upper) = bounds(number, data, row, element);
            if (value < lower)
            {
                throw Error("SLT0706", i, $"is {value}, below the declared lower bound {lower}", "correct the value or the bound");
            }

            if (value > upper)
            {
                throw Error("SLT0706", i, $"is {value}, above the declared upper bound {upper}", "correct the value or the bound");
            }
        }
    }

    /// <summary>The elements of each value form the declared set; a value with a missing element is not checked.</summary>
    public void CheckStructure(int rows)
    {
        if (entry.Structure == DataStructure.None)
        {
            return;
        }

        var rank = DataStructures.Rank(entry.Structure);
        var extents = column.Extents.Skip(column.Extents.Count - rank).ToArray();
        var count = extents.Aggregate(1, (product, extent) => product * extent);
        for (var start = 0; count > 0 && start < column.Values.Length; start += count)
        {
            var value = column.Values.AsSpan(start, count);
            if (!value.ContainsAny([double.NaN]) && DataStructures.Violation(entry.Structure, value, extents[^1], Tolerance) is var (element, reason))
            {
                throw Error("SLT0706", start + element, reason, "correct the value or the declared type");
            }
        }
    }

    private DataException Error(string code, int element, string isWhat, string help) =>
        new(code, $"{DataPlace.Of(file, column, element)}: `{DataPlace.Element(column, element)}` {isWhat} (`{entry}`, line {entry.Line}); {help}");
}
