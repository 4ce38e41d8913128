using System.Text.Json;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>JSON in Stan's layout: an object with a number or a nested array for each name.</summary>
internal sealed class JsonFile(string path, byte[] content)
{
    private readonly JsonText _text = new(content);

    public DataFile Read()
    {
        try
        {
            var reader = new Utf8JsonReader(_text.Bytes);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
            {
                throw Error((int)reader.TokenStartIndex, "expected an object with a number or array for each name, such as {\"y\": [1.5, 2]}");
            }

            return new DataFile(path, ReadMembers(ref reader));
        }
        catch (JsonException e)
        {
            throw Malformed(path, e, 0);
        }
    }

    /// <summary>The error of a text that is not JSON.</summary>
    /// <param name="path">The file.</param>
    /// <param name="error">The reader's error.</param>
    /// <param name="linesBefore">The number of lines before the text that was read.</param>
    public static DataException Malformed(string path, JsonException error, long linesBefore)
    {
        var message = error.Message.Split(" LineNumber:")[0].TrimEnd('.');
        return new DataException("SLT0707", $"{path}, line {linesBefore + (error.LineNumber ?? 0) + 1}, column {(error.BytePositionInLine ?? 0) + 1}: not JSON: {message}");
    }

    private List<DataColumn> ReadMembers(ref Utf8JsonReader reader)
    {
        var columns = new List<DataColumn>();
        var names = new HashSet<string>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.GetString()!;
            if (!names.Add(name))
            {
                throw Error((int)reader.TokenStartIndex, $"`{name}` appears twice; remove one");
            }

            reader.Read();
            var numbers = new JsonNumbers(path, _text, name);
            var extents = numbers.Read(ref reader, 0);
            columns.Add(numbers.ToColumn(extents));
        }

        reader.Read(); // Whatever follows the object is an error.
        return columns;
    }

    private DataException Error(int offset, string message) => new("SLT0707", $"{path}, {TextPlace.Of(_text.Bytes, offset)}: {message}");
}
