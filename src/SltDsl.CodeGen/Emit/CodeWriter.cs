using System.Text;

namespace SltDsl.CodeGen.Emit;

/// <summary>Writes indented lines, ended by LF.</summary>
internal sealed class CodeWriter
{
    private readonly StringBuilder _text = new();
    private int _depth;

    /// <summary>A writer of text that will stand here.</summary>
    public CodeWriter Beside() => new() { _depth = _depth };

    /// <summary>The text of another writer.</summary>
    public void Append(CodeWriter other) => _text.Append(other._text);

    public void Line(string text = "")
    {
        if (text.Length > 0)
        {
            _text.Append(' ', 4 * _depth).Append(text);
        }

        _text.Append('\n');
    }

    /// <summary>A directive, which starts at the margin.</summary>
    public void Directive(string text) => _text.Append(text).Append('\n');

    /// <summary>A line, and in braces what follows until the result is disposed.</summary>
    public IDisposable Block(string head, string end = "}")
    {
        Line(head);
        Line("{");
        _depth++;
        return new Braces(this, end);
    }

    public void Indented(Action body)
    {
        _depth++;
        body();
        _depth--;
    }

    /// <summary>An XML documentation comment with one summary.</summary>
    public void Summary(string text) => Line($"/// <summary>{text}</summary>");

    public override string ToString() => _text.ToString();

    private sealed class Braces(CodeWriter writer, string end) : IDisposable
    {
        public void Dispose()
        {
            writer._depth--;
            writer.Line(end);
        }
    }
}
