using System.Globalization;
using System.Text;
using SltDsl.Runtime;
using Sylvan.Data.Csv;

namespace SltDsl.Files;

/// <summary>CSV with a header. The delimiter is found from the header; lines that start with # are comments, as in Stan's output.</summary>
internal sealed class CsvFile(string path, byte[] content)
{
    private readonly List<FlatColumn> _columns = [];
    private readonly List<int> _lines = [];
    private int _otherLines = 1; // the header, comments, and line breaks within cells

    public DataFile Read()
    {
        try
        {
            using var text = new StreamReader(new MemoryStream(content), Encoding.UTF8);
            using var reader = CsvDataReader.Create(text, new CsvDataReaderOptions { CommentHandler = (Action<string>)(_ => _otherLines++) });
            for (var i = 0; i < reader.FieldCount; i++)
            {
                _columns.Add(new FlatColumn(reader.GetName(i).Trim()));
            }

            CheckHeader();
            while (reader.Read())
            {
                ReadRow(reader);
            }
        }
        catch (Exception e) when (e is CsvFormatException or CsvInvalidCharacterException or CsvRecordTooLargeException)
        {
            throw new DataException("SLT0707", $"{path}, line {_lines.LastOrDefault(1) + 1}: not CSV: {e.Message.TrimEnd('.')}");
        }

        DropBlankEnd();
        return IndexedHeaders.Join(path, _columns, (row, column) => $"line {_lines[row]}, column {column + 1}");
    }

    private void CheckHeader()
    {
        var numbers = _columns.TakeWhile(c => c.Header.Length == 0 || Cell(c.Header) is not null).Count();
        if (numbers == _columns.Count)
        {
            throw new DataException("SLT0707", $"{path}, line 1: expected a header with names, found `{string.Join(",", _columns.Take(5).Select(c => c.Header))}`; add one, such as y,x[1],x[2]");
        }
    }

    private void ReadRow(CsvDataReader reader)
    {
        var isBlank = reader.RowFieldCount == 1 && reader.GetString(0).Length == 0;
        if (isBlank && _columns.Count > 1)
        {
            return;
        }

        var line = reader.RowNumber + _otherLines;
        if (reader.RowFieldCount != _columns.Count)
        {
            throw new DataException("SLT0707", $"{path}, line {line}: {reader.RowFieldCount} cells under a header of {_columns.Count}");
        }

        _lines.Add(line);
        for (var i = 0; i < _columns.Count; i++)
        {
            var text = reader.GetString(i);
            _otherLines += text.Count(c => c == '\n');
            Add(_columns[i], text.Trim(), line, i);
        }
    }

    private void Add(FlatColumn column, string text, int line, int number)
    {
        var value = Cell(text);
        if (value is null)
        {
            column.Fault ??= new DataException("SLT0704", $"{path}, line {line}, column {number + 1}: expected a number for `{column.Header}`, found `{text}`");
        }
        else if (double.IsInfinity(value.Value) && text.Any(char.IsAsciiDigit))
        {
            column.Fault ??= new DataException("SLT0707", $"{path}, line {line}, column {number + 1}: `{text}` is out of the range of double precision, up to 1.8e308");
        }

        column.Values.Add(value ?? double.NaN);
        column.IsInteger &= value is null or double.NaN || !text.AsSpan().ContainsAny(".eEiI");
    }

    // A single column may miss values, written as blank lines; those at the end of the file are none.
    private void DropBlankEnd()
    {
        while (_columns.Count == 1 && _lines.Count > 0 && double.IsNaN(_columns[0].Values[^1]) && LineIsBlank(_lines[^1]))
        {
            _columns[0].Values.RemoveAt(_lines.Count - 1);
            _lines.RemoveAt(_lines.Count - 1);
        }
    }

    private bool LineIsBlank(int line)
    {
        var rest = content.AsSpan();
        for (var i = 1; i < line; i++)
        {
            rest = rest[(rest.IndexOf((byte)'\n') + 1)..];
        }

        return rest.IndexOfAnyExcept(" \r\n"u8) < 0;
    }

    private static double? Cell(string text) => text.ToLowerInvariant() switch
    {
        "" or "na" or "nan" or "null" => double.NaN,
        "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        "true" => 1,
        "false" => 0,
        _ => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : null,
    };
}
