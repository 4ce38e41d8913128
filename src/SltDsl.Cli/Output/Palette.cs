using SltDsl.Language.Diagnostics;

namespace SltDsl.Cli.Output;

/// <summary>The colours of the tool's text: each has one meaning and always stands beside a word or sign.</summary>
internal static class Palette
{
    /// <summary>Paints a piece of a diagnostic.</summary>
    public static string Paint(string text, DiagnosticRole role) => $"\u001b[{Code(role)}m{text}\u001b[0m";

    /// <summary>A renderer of diagnostics, with colours or without.</summary>
    public static DiagnosticRenderer Renderer(bool colours) => new(colours ? Paint : null);

    private static string Code(DiagnosticRole role) => role switch
    {
        DiagnosticRole.Error => "1;31",
        DiagnosticRole.Warning => "1;33",
        DiagnosticRole.Info => "1;34",
        DiagnosticRole.Help => "36",
        _ => "2",
    };
}
