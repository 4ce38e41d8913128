namespace SltDsl.Runtime;

/// <summary>How a data file is read: whether its columns have a leading axis of rows.</summary>
internal enum RowReading
{
    OneRow,
    ManyRows,
}

internal static class RowReadings
{
    /// <summary>The reading of which every column that the file has is an instance; one row for a model without columns.</summary>
    /// <exception cref="DataException">Some columns have their declared rank and others one axis more, or a rank is neither (SLT0701).</exception>
    public static RowReading Of(DataSchema schema, DataFile file)
    {
        var present = schema.Columns.Select(e => (Entry: e, Column: file.Find(e.Column))).Where(p => p.Column is not null).ToList();
        if (present.All(p => Fits(p.Entry, p.Column!, RowReading.OneRow)))
        {
            return RowReading.OneRow;
        }

        if (present.All(p => Fits(p.Entry, p.Column!, RowReading.ManyRows)))
        {
            return RowReading.ManyRows;
        }

        var notOne = present.First(p => !Fits(p.Entry, p.Column!, RowReading.OneRow));
        var notMany = present.First(p => !Fits(p.Entry, p.Column!, RowReading.ManyRows));
        throw new DataException("SLT0701",
            $"{file.Path} fits neither one row nor many rows of {schema.Model}: "
            + $"read as one row, {Needs(notOne.Entry, notOne.Column!, RowReading.OneRow)}; "
            + $"read as many rows, {Needs(notMany.Entry, notMany.Column!, RowReading.ManyRows)}; "
            + "give every input and observed name its declared axes, or every one a leading axis of rows");
    }

    /// <summary>The number of axes that the column of an entry has.</summary>
    public static int Rank(DataEntry entry, RowReading reading) => entry.Extents.Count + (reading == RowReading.ManyRows ? 1 : 0);

    private static bool Fits(DataEntry entry, DataColumn column, RowReading reading) => column.Extents.Count == Rank(entry, reading);

    private static string Needs(DataEntry entry, DataColumn column, RowReading reading) =>
        $"`{entry.Column}` needs {Axes(Rank(entry, reading))} (`{entry}`, line {entry.Line}) and has {Axes(column.Extents.Count)} ({DataPlace.Shape(column)})";

    private static string Axes(int count) => count == 1 ? "1 axis" : $"{count} axes";
}
