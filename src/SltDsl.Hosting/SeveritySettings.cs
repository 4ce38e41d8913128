using Microsoft.CodeAnalysis.Diagnostics;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Hosting;

/// <summary>
/// The key <c>slt_diagnostic.CODE.severity</c> of an `.editorconfig` section that matches a `.slt` file. The compiler's own key
/// has no effect on additional files (Roslyn issue 31916), so ours is read here.
/// </summary>
/// <param name="options">The options of the file.</param>
public sealed class SeveritySettings(AnalyzerConfigOptions options)
{
    /// <summary>The finding at its configured severity, or null where it is configured away.</summary>
    public Diagnostic? Apply(Diagnostic finding) => options.TryGetValue($"slt_diagnostic.{finding.Code}.severity", out var value)
        ? value.Trim().ToLowerInvariant() switch
        {
            "none" => null,
            "silent" or "hidden" => finding with { Severity = Severity.Hidden },
            "suggestion" or "info" => finding with { Severity = Severity.Info },
            "warning" => finding with { Severity = Severity.Warning },
            "error" => finding with { Severity = Severity.Error },
            _ => finding,
        }
        : finding;
}
