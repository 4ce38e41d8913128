using System.Text;

namespace SltDsl.Files;

/// <summary>Lines and columns of a text, from 1.</summary>
internal static class TextPlace
{
    /// <summary>The place of a byte, such as <c>line 3, column 7</c>; columns count characters.</summary>
    public static string Of(byte[] text, int offset)
    {
        var before = text.AsSpan(0, Math.Min(offset, text.Length));
        var line = before.Count((byte)'\n') + 1;
        var column = Encoding.UTF8.GetCharCount(before[(before.LastIndexOf((byte)'\n') + 1)..]) + 1;
        return $"line {line}, column {column}";
    }
}
