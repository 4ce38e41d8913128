using System.Globalization;
using System.Text.RegularExpressions;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>Joins the flat columns of a table whose headers carry indices (<c>x[1]</c>, <c>W[2,3]</c>, Stan's <c>x.1</c>) into arrays with a leading axis of rows.</summary>
internal static partial class IndexedHeaders
{
    /// <summary>The arrays of a table.</summary>
    /// <param name="path">The file, for messages.</param>
    /// <param name="columns">The flat columns.</param>
    /// <param name="placeOf">The place of a cell: row and number of the column, from 0.</param>
    /// <exception cref="DataException">Two columns have one name, or an array has gaps (SLT0707).</exception>
    public static DataFile Join(string path, IReadOnlyList<FlatColumn> columns, Func<int, int, string> placeOf)
    {
        var arrays = columns.Select((column, number) => new Member(column, number, Parse(column.Header)))
            .GroupBy(m => m.Header.Name)
            .Select(group => Array(path, group.Key, [.. group], placeOf));
        return new DataFile(path, [.. arrays]);
    }

    private static DataColumn Array(string path, string name, List<Member> members, Func<int, int, string> placeOf)
    {
        var rank = members[0].Header.Indices.Length;
        if (members.FirstOrDefault(m => m.Header.Indices.Length != rank) is { } odd)
        {
            throw new DataException("SLT0707", $"{path}: the headers `{members[0].Column.Header}` and `{odd.Column.Header}` give `{name}` different numbers of indices");
        }

        var extents = Enumerable.Range(0, rank).Select(axis => members.Max(m => m.Header.Indices[axis])).ToArray();
        var ordered = Order(path, name, members, extents);
        var rows = members[0].Column.Values.Count;
        var values = new double[rows * ordered.Length];
        for (var j = 0; j < ordered.Length; j++)
        {
            var cells = ordered[j].Column.Values;
            for (var row = 0; row < rows; row++)
            {
                values[(row * ordered.Length) + j] = cells[row];
            }
        }

        return new DataColumn(name, [rows, .. extents], values, ordered.All(m => m.Column.IsInteger))
        {
            PlaceOf = element => placeOf(element / ordered.Length, ordered[element % ordered.Length].Number),
            Fault = ordered.Select(m => m.Column.Fault).FirstOrDefault(fault => fault is not null),
        };
    }

    // Row-major, each index once.
    private static Member[] Order(string path, string name, List<Member> members, int[] extents)
    {
        var byPosition = new Dictionary<long, Member>();
        foreach (var member in members)
        {
            var position = member.Header.Indices.Zip(extents).Aggregate(0L, (p, axis) => (p * axis.Second) + axis.First - 1);
            if (!byPosition.TryAdd(position, member))
            {
                throw new DataException("SLT0707", $"{path}: the header `{member.Column.Header}` appears twice; remove or rename one");
            }
        }

        var count = extents.Aggregate(1L, (product, extent) => product * extent);
        for (var position = 0L; position < count; position++)
        {
            if (!byPosition.ContainsKey(position))
            {
                var rest = position;
                var indices = new long[extents.Length];
                for (var axis = extents.Length - 1; axis >= 0; axis--)
                {
                    (rest, indices[axis]) = (rest / extents[axis], (rest % extents[axis]) + 1);
                }

                throw new DataException("SLT0707", $"{path}: there is no header `{name}[{string.Join(",", indices)}]`, and `{members[^1].Column.Header}` makes `{name}` an array of {string.Join(" × ", extents)}");
            }
        }

        return [.. byPosition.OrderBy(p => p.Key).Select(p => p.Value)];
    }

    private static (string Name, int[] Indices) Parse(string header)
    {
        var match = Brackets().Match(header) is { Success: true } brackets ? brackets : Dots().Match(header);
        if (!match.Success)
        {
            return (header, []);
        }

        var indices = new List<int>();
        foreach (var text in match.Groups[2].Value.Split(',', '.'))
        {
            if (!int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var index) || index < 1)
            {
                return (header, []); // An index of 0 or past 2³¹ is a name of its own.
            }

            indices.Add(index);
        }

        return (match.Groups[1].Value, [.. indices]);
    }

    [GeneratedRegex(@"^(.+?)\[([0-9]+(?:\s*,\s*[0-9]+)*)\]$", RegexOptions.CultureInvariant)]
    private static partial Regex Brackets();

    [GeneratedRegex(@"^(.+?)\.([0-9]+(?:\.[0-9]+)*)$", RegexOptions.CultureInvariant)]
    private static partial Regex Dots();

    private sealed record Member(FlatColumn Column, int Number, (string Name, int[] Indices) Header);
}

/// <summary>A column of a table as read: one number a row.</summary>
internal sealed class FlatColumn(string header)
{
    public string Header { get; } = header;

    public List<double> Values { get; } = [];

    public bool IsInteger { get; set; } = true;

    public DataException? Fault { get; set; }
}
