namespace SltDsl.Runtime;

/// <summary>A data file as read, before a model has looked at it: named arrays of numbers.</summary>
/// <param name="Path">Where it was read from, for messages.</param>
/// <param name="Columns">The arrays, in the file's order.</param>
public sealed record DataFile(string Path, IReadOnlyList<DataColumn> Columns)
{
    /// <summary>A file without entries.</summary>
    public static DataFile None { get; } = new("(no data)", []);

    /// <summary>The array of this name, or null.</summary>
    public DataColumn? Find(string name) => Columns.FirstOrDefault(c => c.Name == name);

    /// <summary>This file and a second one as one set of names, such as rows and shared data.</summary>
    /// <exception cref="DataException">Both have an entry of one name (SLT0707).</exception>
    public DataFile Join(DataFile other)
    {
        if (other.Columns.FirstOrDefault(c => Find(c.Name) is not null) is { } twice)
        {
            throw new DataException("SLT0707", $"`{twice.Name}` is in both {Path} and {other.Path}; remove it from one");
        }

        return this with { Columns = [.. Columns, .. other.Columns.Select(c => c with { Path = c.Path ?? other.Path })] };
    }
}

/// <summary>A named array of a data file.</summary>
/// <param name="Name">The name in the file.</param>
/// <param name="Extents">The extent of each axis; none for a number.</param>
/// <param name="Values">The elements, row-major; a missing value is NaN.</param>
/// <param name="IsInteger">Whether every value is written as an integer.</param>
public sealed record DataColumn(string Name, IReadOnlyList<int> Extents, double[] Values, bool IsInteger)
{
    /// <summary>Where an element stands in the file, such as "line 12, column 3"; for messages.</summary>
    public Func<int, string>? PlaceOf { get; init; }

    /// <summary>Why the array cannot be used (text, ragged rows); raised when a model asks for it, so that other names may be anything.</summary>
    public DataException? Fault { get; init; }

    /// <summary>The file of this array, where it is another one than the data file's.</summary>
    public string? Path { get; init; }
}

/// <summary>Data that are unreadable or do not fit the model (SLT07xx). The message names file, place, what was expected and what was found.</summary>
/// <param name="code">The diagnostic, such as <c>SLT0702</c>.</param>
/// <param name="message">One sentence with the place, and the next step.</param>
public sealed class DataException(string code, string message) : Exception(message)
{
    /// <summary>The diagnostic, such as <c>SLT0702</c>.</summary>
    public string Code { get; } = code;
}
