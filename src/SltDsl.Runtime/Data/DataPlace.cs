namespace SltDsl.Runtime;

/// <summary>Says where something is and what it looks like, for messages about data.</summary>
internal static class DataPlace
{
    /// <summary>The file and, where known, the place of an element in it.</summary>
    public static string Of(DataFile file, DataColumn column, int element)
    {
        var path = column.Path ?? file.Path;
        return column.PlaceOf is { } place ? $"{path}, {place(element)}" : path;
    }

    /// <summary>The shape of a column, such as <c>100 × 3</c>.</summary>
    public static string Shape(DataColumn column) => column.Extents.Count switch
    {
        0 => "a number",
        1 => $"length {column.Extents[0]}",
        _ => string.Join(" × ", column.Extents),
    };

    /// <summary>The name of an element, such as <c>x[2,1]</c>, indices from 1.</summary>
    public static string Element(DataColumn column, int element) => new ValueLayout(column.Name, column.Extents, 0).ElementName(element);
}
