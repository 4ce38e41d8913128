namespace SltDsl.Files;

/// <summary>
/// A JSON text in which the words NaN, Infinity and −Infinity, which many programs write and the standard lacks, are replaced
/// by strings of the same length, so that places stay right.
/// </summary>
internal sealed class JsonText
{
    private readonly Dictionary<int, double> _words = [];

    public JsonText(byte[] bytes)
    {
        Bytes = [.. bytes];
        var inString = false;
        for (var i = 0; i < Bytes.Length; i++)
        {
            switch (Bytes[i])
            {
                case (byte)'"':
                    inString = !inString;
                    break;
                case (byte)'\\' when inString:
                    i++;
                    break;
                case (byte)'N' or (byte)'I' or (byte)'-' when !inString:
                    i += Replace(i, "NaN"u8, double.NaN) + Replace(i, "Infinity"u8, double.PositiveInfinity) + Replace(i, "-Infinity"u8, double.NegativeInfinity);
                    break;
            }
        }
    }

    public byte[] Bytes { get; }

    /// <summary>The value of a string that stands for a number that is not finite: a replaced word, or Stan's spellings.</summary>
    public double? NonFinite(int offset, string content) => _words.TryGetValue(offset, out var value) ? value : content.ToLowerInvariant() switch
    {
        "nan" => double.NaN,
        "inf" or "+inf" or "infinity" or "+infinity" => double.PositiveInfinity,
        "-inf" or "-infinity" => double.NegativeInfinity,
        _ => null,
    };

    // How many bytes after the first were replaced.
    private int Replace(int at, ReadOnlySpan<byte> word, double value)
    {
        if (!Bytes.AsSpan(at).StartsWith(word))
        {
            return 0;
        }

        var place = Bytes.AsSpan(at, word.Length);
        place.Fill((byte)'_');
        (place[0], place[^1]) = ((byte)'"', (byte)'"');
        _words[at] = value;
        return word.Length - 1;
    }
}
