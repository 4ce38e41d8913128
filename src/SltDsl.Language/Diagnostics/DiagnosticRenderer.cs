using SltDsl.Language.Text;

namespace SltDsl.Language.Diagnostics;

/// <summary>
/// Writes a diagnostic for people: severity, code and message, the place, the lines it speaks of with marks and labels,
/// then notes and help. Readable without colour; a painter may add it.
/// </summary>
/// <param name="paint">Wraps a piece of text in the colour of its role; null for plain text.</param>
public sealed class DiagnosticRenderer(Func<string, DiagnosticRole, string>? paint = null)
{
    private readonly Func<string, DiagnosticRole, string> _paint = paint ?? ((text, _) => text);

    /// <summary>The diagnostic, lines ended by LF.</summary>
    /// <param name="diagnostic">What to write.</param>
    /// <param name="source">The text that its spans point into.</param>
    public string Render(Diagnostic diagnostic, SourceText source)
    {
        var excerpt = new SourceExcerpt(source, diagnostic);
        var margin = new string(' ', excerpt.NumberWidth);
        var role = RoleOf(diagnostic.Severity);
        var place = source.PositionOf(diagnostic.Span.Start);
        var bar = _paint("|", DiagnosticRole.Frame);
        var lines = new List<string>
        {
            $"{_paint($"{Name(diagnostic.Severity)}[{diagnostic.Code}]", role)}: {diagnostic.Message}",
            $"{margin}{_paint("-->", DiagnosticRole.Frame)} {_paint($"{source.Path}:{place}", DiagnosticRole.Path)}",
            $"{margin} {bar}",
        };
        foreach (var line in excerpt.Lines)
        {
            lines.Add($"{_paint(line.Number.ToString().PadLeft(excerpt.NumberWidth), DiagnosticRole.Frame)} {bar} {line.Text}".TrimEnd());
            lines.AddRange(line.Marks.Select(mark =>
                $"{margin} {bar} {mark.Indent}{_paint($"{mark.Mark} {mark.Label}".TrimEnd(), mark.IsPrimary ? role : DiagnosticRole.Frame)}"));
        }

        lines.Add($"{margin} {bar}");
        lines.AddRange(diagnostic.Notes.Select(note => Note(margin, note.Label, note.Text, DiagnosticRole.Frame)));
        if (diagnostic.Help is { } help)
        {
            lines.Add(Note(margin, "help", help, DiagnosticRole.Help));
        }

        return string.Join("\n", lines) + "\n";
    }

    /// <summary>The word for a severity, as messages and JSON have it.</summary>
    public static string Name(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "info",
        _ => "hidden",
    };

    private string Note(string margin, string label, string text, DiagnosticRole role) =>
        $"{margin} {_paint("=", DiagnosticRole.Frame)} {_paint(label, role)}: {text}";

    private static DiagnosticRole RoleOf(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticRole.Error,
        Severity.Warning => DiagnosticRole.Warning,
        _ => DiagnosticRole.Info,
    };
}

/// <summary>What a piece of a rendered diagnostic is, for its colour.</summary>
public enum DiagnosticRole
{
    /// <summary>An error and its marks.</summary>
    Error,

    /// <summary>A warning and its marks.</summary>
    Warning,

    /// <summary>A fact and its marks.</summary>
    Info,

    /// <summary>The word before help.</summary>
    Help,

    /// <summary>Line numbers, bars and secondary marks.</summary>
    Frame,

    /// <summary>A path with its place.</summary>
    Path,
}
