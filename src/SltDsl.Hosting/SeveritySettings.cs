using SltDsl.Language.Diagnostics;

namespace SltDsl.Hosting;

/// <summary>
/// The key <c>slt_diagnostic.CODE.severity</c> of an `.editorconfig` section that matches a `.slt` file, or of a `.globalconfig`. The compiler's own
/// key has no effect on additional files when it stands in an `.editorconfig` (Roslyn issue 31916), so ours is read here.
/// </summary>
/// <param name="valueOf">The value of a key for the file, or null.</param>
public sealed class SeveritySettings(Func<string, string?> valueOf)
{
    /// <summary>The finding at its configured severity, or null where it is configured away. What makes a file unusable stays an error.</summary>
    public Diagnostic? Apply(Diagnostic finding) => At(valueOf($"slt_diagnostic.{finding.Code}.severity"), finding);

    /// <summary>A finding at a severity as configuration files write it.</summary>
    /// <param name="written">The written severity; null or an unknown word changes nothing.</param>
    /// <param name="finding">The finding.</param>
    public static Diagnostic? At(string? written, Diagnostic finding) => finding.Severity == Severity.Error ? finding : written?.Trim().ToLowerInvariant() switch
    {
        "none" => null,
        "silent" or "hidden" => finding with { Severity = Severity.Hidden },
        "suggestion" or "info" => finding with { Severity = Severity.Info },
        "warning" => finding with { Severity = Severity.Warning },
        "error" => finding with { Severity = Severity.Error },
        _ => finding,
    };
}
