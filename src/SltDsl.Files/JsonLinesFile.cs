using System.Text.Json;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>JSON lines: an object a line, with the same names in each.</summary>
internal sealed class JsonLinesFile(string path, byte[] content)
{
    private readonly JsonText _text = new(content);
    private readonly List<Column> _columns = [];
    private readonly Dictionary<string, Column> _byName = [];
    private int _rows;

    public DataFile Read()
    {
        var (start, line) = (0, 1);
        while (start < _text.Bytes.Length)
        {
            var length = _text.Bytes.AsSpan(start).IndexOf((byte)'\n');
            var end = length < 0 ? _text.Bytes.Length : start + length;
            if (_text.Bytes.AsSpan(start, end - start).IndexOfAnyExcept(" \t\r"u8) >= 0)
            {
                ReadRow(start, end, line);
            }

            (start, line) = (end + 1, line + 1);
        }

        return new DataFile(path, [.. _columns.Select(c => c.Numbers.ToColumn([_rows, .. c.Extents ?? []]))]);
    }

    private void ReadRow(int start, int end, int line)
    {
        try
        {
            var reader = new Utf8JsonReader(_text.Bytes.AsSpan(start, end - start));
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw Error(line, "expected an object, such as {\"x\": [1, 2], \"y\": 0.5}");
            }

            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var column = Find(reader.GetString()!, line);
                reader.Read();
                ReadCell(ref reader, column, start, line);
            }

            reader.Read();
        }
        catch (JsonException e)
        {
            throw JsonFile.Malformed(path, e, line - 1);
        }

        _rows++;
        if (_columns.FirstOrDefault(c => c.Rows < _rows) is { } missing)
        {
            throw Error(line, $"there is no `{missing.Name}`, which line {missing.FirstLine} has; write null where it is missing");
        }
    }

    private Column Find(string name, int line)
    {
        if (_byName.TryGetValue(name, out var column))
        {
            return column.Rows == _rows ? column : throw Error(line, $"`{name}` appears twice; remove one");
        }

        if (_rows > 0)
        {
            throw Error(line, $"`{name}` is not in the lines before; every line has the same names, with null where one is missing");
        }

        column = new Column(name, new JsonNumbers(path, _text, name), line);
        _columns.Add(column);
        _byName.Add(name, column);
        return column;
    }

    private static void ReadCell(ref Utf8JsonReader reader, Column column, int start, int line)
    {
        var offset = start + (int)reader.TokenStartIndex;
        column.Rows++;
        if (reader.TokenType == JsonTokenType.Null)
        {
            // A null stands for all elements; before the first value their number is not known.
            column.Numbers.AddMissing(column.Extents is null ? 0 : Count(column.Extents), offset);
            column.LeadingNulls += column.Extents is null ? 1 : 0;
            return;
        }

        if (column.Extents is null && column.LeadingNulls > 0)
        {
            var ahead = reader;
            var probe = new JsonNumbers(string.Empty, new JsonText([]), column.Name);
            probe.Read(ref ahead, start);
            column.Numbers.AddMissing(column.LeadingNulls * probe.Count, offset);
        }

        var extents = column.Numbers.Read(ref reader, start);
        column.Extents ??= extents;
        if (!column.Extents.SequenceEqual(extents))
        {
            column.Numbers.Fault("SLT0703", offset, $"`{column.Name}` has another shape than on line {column.FirstLine}; every row has the same");
        }
    }

    private static int Count(int[] extents) => extents.Aggregate(1, (product, extent) => product * extent);

    private DataException Error(int line, string message) => new("SLT0707", $"{path}, line {line}: {message}");

    private sealed class Column(string name, JsonNumbers numbers, int firstLine)
    {
        public string Name { get; } = name;

        public JsonNumbers Numbers { get; } = numbers;

        public int FirstLine { get; } = firstLine;

        public int[]? Extents { get; set; }

        public int Rows { get; set; }

        public int LeadingNulls { get; set; }
    }
}
