using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output.Json;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Output.Reports;

/// <summary>Findings as a SARIF 2.1.0 log (OASIS 2020), which code scanning services read.</summary>
internal sealed class SarifReport : ICheckReport
{
    /// <inheritdoc/>
    public void Write(IReadOnlyList<CheckedModel> models, TextWriter output)
    {
        var findings = models
            .SelectMany(m => m.Diagnostics.Select(d => (Finding: d, m.Source, Reason: (string?)null)).Concat(m.Silenced.Select(s => (Finding: s.Diagnostic, m.Source, Reason: (string?)s.Reason))))
            .ToList();
        var rules = findings.Select(f => f.Finding.Descriptor).Distinct().OrderBy(d => d.Code, StringComparer.Ordinal).ToList();
        var results = findings.ConvertAll(f => Result(f.Finding, f.Source, rules.IndexOf(f.Finding.Descriptor), f.Reason));
        var driver = new SarifDriver("slt", ToolVersion.Text, rules.Select(Rule).ToList());
        output.WriteLine(JsonContract.Document(new SarifLog([new SarifRun(new(driver), results)])));
    }

    private static SarifRule Rule(DiagnosticDescriptor kind) => new(kind.Code, new(kind.Title), new(Level(kind.DefaultSeverity)));

    private static SarifResult Result(Diagnostic diagnostic, SourceText source, int rule, string? reason) => new(
        diagnostic.Code,
        rule,
        Level(diagnostic.Severity),
        new(diagnostic.Help is { } help ? $"{diagnostic.Message}. Help: {help}" : diagnostic.Message),
        [new(Place(diagnostic.Span, source))],
        diagnostic.Related.Select((r, i) => new SarifRelatedLocation(i + 1, Place(r.Span, source), new(r.Message))).ToList(),
        reason is null ? [] : [new SarifSuppression("inSource", reason)]);

    private static SarifPlace Place(SourceSpan span, SourceText source) =>
        new(new(UriOf(source.Path)), SpanDocument.Of(span, source));

    // Relative paths stay relative, so that services find them in the repository.
    private static string UriOf(string path) =>
        Path.IsPathRooted(path) ? new Uri(path).AbsoluteUri : string.Join("/", path.Split('/', '\\').Select(Uri.EscapeDataString));

    private static string Level(Severity severity) => severity switch
    {
        Severity.Error => "error",
        Severity.Warning => "warning",
        Severity.Info => "note",
        _ => "none",
    };
}
