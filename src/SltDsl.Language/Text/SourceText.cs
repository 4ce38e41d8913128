namespace SltDsl.Language.Text;

/// <summary>The text of a file with its lines. Lines end with LF, CRLF or CR.</summary>
public sealed class SourceText : IEquatable<SourceText>
{
    private readonly Lazy<int[]> _lineStarts;

    /// <summary>A text and the path that messages name.</summary>
    /// <param name="path">The path as the user gave it.</param>
    /// <param name="text">The whole text.</param>
    public SourceText(string path, string text)
    {
        Path = path;
        Text = text;
        _lineStarts = new(() => FindLineStarts(text));
    }

    /// <summary>The path as the user gave it.</summary>
    public string Path { get; }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>The number of lines, at least 1.</summary>
    public int LineCount => _lineStarts.Value.Length;

    /// <summary>The line and column of a position, both from 1; columns count UTF-16 units.</summary>
    public LinePosition PositionOf(int offset)
    {
        var index = Array.BinarySearch(_lineStarts.Value, offset);
        var line = index >= 0 ? index : ~index - 1;
        return new(line + 1, offset - _lineStarts.Value[line] + 1);
    }

    /// <summary>The position of a line and column, both from 1.</summary>
    public int OffsetOf(int line, int column) => _lineStarts.Value[line - 1] + column - 1;

    /// <summary>The text of a line, from 1, without its line end.</summary>
    public string Line(int line)
    {
        var start = _lineStarts.Value[line - 1];
        var end = line < LineCount ? _lineStarts.Value[line] : Text.Length;
        return Text.Substring(start, end - start).TrimEnd('\r', '\n');
    }

    /// <summary>The text of a stretch.</summary>
    public string Slice(SourceSpan span) => Text.Substring(span.Start, span.Length);

    /// <inheritdoc/>
    public bool Equals(SourceText? other) => other is not null && Path == other.Path && Text == other.Text;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SourceText);

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode();

    private static int[] FindLineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
            {
                starts.Add(i + 1);
            }
        }

        return [.. starts];
    }
}

/// <summary>A place for people: line and column, both from 1.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The column, in UTF-16 units.</param>
public readonly record struct LinePosition(int Line, int Column)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Line}:{Column}";
}
