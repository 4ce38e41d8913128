using System.Text;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>Reads data files: JSON in Stan's layout (one array a name), JSON lines (one row a line), CSV and Parquet.</summary>
public static class DataReader
{
    private const string Unreadable = "SLT0707";

    /// <summary>Reads a file, whose format is known by its extension, else by its content.</summary>
    /// <param name="path">The path; <c>-</c> for the standard input.</param>
    /// <exception cref="DataException">The file is missing, empty, binary or malformed (SLT0707).</exception>
    public static DataFile Read(string path)
    {
        var (name, bytes) = path == "-" ? ("standard input", StandardInput()) : (path, Bytes(path));
        return Parse(name, bytes, FormatOf(path) ?? Sniff(bytes));
    }

    /// <summary>Reads what a file holds.</summary>
    /// <param name="path">A name for messages.</param>
    /// <param name="bytes">The content.</param>
    /// <param name="format">Its format.</param>
    /// <exception cref="DataException">The content is empty, binary or malformed (SLT0707).</exception>
    public static DataFile Parse(string path, byte[] bytes, DataFormat format)
    {
        if (format == DataFormat.Parquet)
        {
            return new ParquetFile(path, bytes).Read();
        }

        var text = Text(path, bytes);
        return format switch
        {
            DataFormat.Csv => new CsvFile(path, text).Read(),
            DataFormat.JsonLines => new JsonLinesFile(path, text).Read(),
            _ => LooksLikeLines(text) ? new JsonLinesFile(path, text).Read() : new JsonFile(path, text).Read(),
        };
    }

    private static DataFormat? FormatOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".json" => DataFormat.Json,
        ".jsonl" or ".ndjson" => DataFormat.JsonLines,
        ".csv" or ".tsv" => DataFormat.Csv,
        ".parquet" => DataFormat.Parquet,
        _ => null,
    };

    private static DataFormat Sniff(byte[] bytes)
    {
        var content = bytes.AsSpan();
        var first = content.IndexOfAnyExcept(" \t\r\n\uFEFF"u8);
        return content.StartsWith("PAR1"u8) ? DataFormat.Parquet
            : first >= 0 && bytes[first] == '{' ? DataFormat.Json
            : DataFormat.Csv;
    }

    // An object that is closed on its line, with another one on the next.
    private static bool LooksLikeLines(byte[] text)
    {
        var content = text.AsSpan().TrimStart(" \t\r\n"u8);
        var end = content.IndexOf((byte)'\n');
        return end > 0
            && content[..end].TrimEnd(" \t\r"u8).EndsWith("}"u8)
            && content[end..].TrimStart(" \t\r\n"u8).StartsWith("{"u8);
    }

    private static byte[] Bytes(string path)
    {
        if (Directory.Exists(path))
        {
            throw new DataException(Unreadable, $"{path} is a directory; give a data file");
        }

        if (!File.Exists(path))
        {
            throw new DataException(Unreadable, $"{path} does not exist");
        }

        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DataException(Unreadable, $"{path} cannot be read: {e.Message}");
        }
    }

    private static byte[] StandardInput()
    {
        using var input = Console.OpenStandardInput();
        using var memory = new MemoryStream();
        input.CopyTo(memory);
        return memory.ToArray();
    }

    // UTF-8 without its mark.
    private static byte[] Text(string path, byte[] bytes)
    {
        var text = bytes.AsSpan().StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes;
        if (text.AsSpan().IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            throw new DataException(Unreadable, $"{path} is empty; expected JSON, JSON lines, CSV or Parquet");
        }

        if (text.Contains((byte)0))
        {
            throw new DataException(Unreadable, $"{path} is a binary file; expected JSON, JSON lines, CSV or Parquet");
        }

        return System.Text.Unicode.Utf8.IsValid(text)
            ? text
            : throw new DataException(Unreadable, $"{path} is not UTF-8 text; convert it, for example by iconv");
    }
}

/// <summary>The formats of data files.</summary>
public enum DataFormat
{
    /// <summary>One JSON object with a number or nested array a name, as in Stan; JSON lines are recognised.</summary>
    Json,

    /// <summary>One JSON object a line: a row.</summary>
    JsonLines,

    /// <summary>A header and a row a line; headers <c>y</c>, <c>x[1]</c>, <c>W[2,3]</c> or Stan's <c>x.1</c>.</summary>
    Csv,

    /// <summary>Parquet, with numbers or lists of numbers.</summary>
    Parquet,
}
