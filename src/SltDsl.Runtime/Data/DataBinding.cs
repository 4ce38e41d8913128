namespace SltDsl.Runtime;

/// <summary>Reads declared values from a data file at known sizes, checked.</summary>
internal sealed class DataBinding(DataSchema schema, DataFile file, IReadOnlyDictionary<string, long> sizes)
{
    public Dataset Read(IReadOnlyList<DataEntry> entries, RowReading reading, ElementBounds? bounds)
    {
        var columns = entries.Select(Find).ToList();
        var rows = reading == RowReading.ManyRows ? RowCount(columns) : 1;
        var read = new List<double[]>();
        var data = new Dataset(rows, read) { Ignored = Ignored() };
        for (var i = 0; i < entries.Count; i++)
        {
            var (entry, column) = (entries[i], columns[i]);
            CheckShape(entry, column, reading);
            var checks = new ValueChecks(file, entry, column);
            checks.CheckElements();
            read.Add(ByElement(entry, column, rows));
            if (entry.IsBounded && bounds is not null)
            {
                checks.CheckBounds(data, i, bounds);
            }

            checks.CheckStructure(rows);
        }

        return data;
    }

    private List<string> Ignored()
    {
        var declared = schema.Shared.Concat(schema.Columns).Select(e => e.Column).Concat(schema.Sizes.Select(s => s.Name)).ToHashSet();
        return [.. file.Columns.Select(c => c.Name).Where(name => !declared.Contains(name))];
    }

    private DataColumn Find(DataEntry entry)
    {
        if (file.Find(entry.Column) is { } column)
        {
            return column.Fault is null ? column : throw column.Fault;
        }

        var names = file.Columns.Select(c => c.Name).ToList();
        var help = Suggestion.For(entry.Column, names, "; it has ");
        var rename = names.Count > 0 && entry.Column == entry.Name ? $"; `@column(\"…\")` before the declaration gives the name in the file" : string.Empty;
        throw new DataException("SLT0702", $"{file.Path} has no `{entry.Column}`, which `{entry}` ({schema.Model}, line {entry.Line}) needs{help}{rename}");
    }

    private int RowCount(List<DataColumn> columns)
    {
        var first = columns[0];
        if (columns.FirstOrDefault(c => c.Extents[0] != first.Extents[0]) is { } other)
        {
            throw new DataException("SLT0703",
                $"{file.Path}: `{first.Name}` has {first.Extents[0]} rows and `{other.Name}` has {other.Extents[0]}; every input and observed name needs one value a row");
        }

        return first.Extents[0] > 0
            ? first.Extents[0]
            : throw new DataException("SLT0701", $"{file.Path} has no rows; `{first.Name}` is empty");
    }

    private void CheckShape(DataEntry entry, DataColumn column, RowReading reading)
    {
        var skip = reading == RowReading.ManyRows ? 1 : 0;
        if (column.Extents.Count != entry.Extents.Count + skip)
        {
            throw new DataException("SLT0701",
                $"{DataPlace.Of(file, column, 0)}: `{entry}` ({schema.Model}, line {entry.Line}) has {entry.Extents.Count} axes, found {DataPlace.Shape(column)}");
        }

        for (var axis = 0; axis < entry.Extents.Count; axis++)
        {
            var extent = entry.Extents[axis];
            var (needed, found) = (extent.Evaluate(sizes), column.Extents[axis + skip]);
            if (needed != found)
            {
                var which = entry.Extents.Count == 1 ? "length" : axis == 0 ? "first extent" : axis == 1 ? "second extent" : $"extent {axis + 1}";
                var value = extent.Terms.All(t => t.Sizes.Count == 0) ? $"{needed}" : $"{extent} = {needed}";
                throw new DataException("SLT0703",
                    $"{DataPlace.Of(file, column, 0)}: the {which} of `{entry.Column}` is {found}, and {value} by `{entry}` ({schema.Model}, line {entry.Line}); change the data, or the size by --size");
            }
        }
    }

    // The file is row by row; generated code reads element by element, so that rows lie side by side.
    private static double[] ByElement(DataEntry entry, DataColumn column, int rows)
    {
        var values = new double[column.Values.Length];
        var elements = rows == 0 ? 0 : values.Length / rows;
        for (var row = 0; row < rows; row++)
        {
            for (var element = 0; element < elements; element++)
            {
                var value = column.Values[(row * elements) + element];
                values[(element * rows) + row] = entry.Role == DataRole.Observed && value == entry.MissingCode ? double.NaN : value;
            }
        }

        return values;
    }
}
