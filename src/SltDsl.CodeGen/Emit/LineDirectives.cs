using SltDsl.Language.Text;

namespace SltDsl.CodeGen.Emit;

/// <summary>Writes <c>#line</c> directives, so that debuggers and stack traces show the `.slt` file.</summary>
/// <param name="source">The text that spans point into.</param>
/// <param name="path">The path to show.</param>
internal sealed class LineDirectives(SourceText source, string path)
{
    // What a directive can hold.
    private const int LargestColumn = 65535;

    private readonly string _path = new([.. path.Where(c => c != '"' && !char.IsControl(c))]);

    /// <summary>Says that what follows comes from a place, or from none.</summary>
    public void Write(SourceSpan origin, CodeWriter writer)
    {
        if (origin.Length == 0 || origin.End > source.Text.Length)
        {
            writer.Directive("#line hidden");
            return;
        }

        var (start, end) = (source.PositionOf(origin.Start), source.PositionOf(origin.End));
        writer.Directive($"#line ({start.Line}, {Column(start)}) - ({end.Line}, {Column(end)}) \"{_path}\"");
    }

    private static int Column(LinePosition position) => Math.Min(position.Column, LargestColumn);
}
