using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output.Json;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Output.Reports;

/// <summary>Findings as workflow commands, which GitHub shows beside the lines of a change.</summary>
internal sealed class GitHubReport : ICheckReport
{
    /// <inheritdoc/>
    public void Write(IReadOnlyList<CheckedModel> models, TextWriter output)
    {
        foreach (var model in models)
        {
            foreach (var diagnostic in model.Diagnostics.Where(d => d.Severity > Severity.Hidden))
            {
                output.WriteLine(Command(diagnostic, model.Source));
            }
        }
    }

    private static string Command(Diagnostic diagnostic, SourceText source)
    {
        var kind = diagnostic.Severity switch { Severity.Error => "error", Severity.Warning => "warning", _ => "notice" };
        var span = SpanDocument.Of(diagnostic.Span, source);
        var place = $"file={Property(source.Path)},line={span.StartLine},endLine={span.EndLine},col={span.StartColumn},endColumn={span.EndColumn}";
        var text = string.Join("\n", diagnostic.Notes.Select(n => $"{n.Label}: {n.Text}").Prepend(diagnostic.Message).Concat(diagnostic.Help is { } help ? [$"help: {help}"] : []));
        return $"::{kind} {place},title={diagnostic.Code}::{Data(text)}";
    }

    private static string Data(string text) => text.Replace("%", "%25").Replace("\r", "%0D").Replace("\n", "%0A");

    private static string Property(string text) => Data(text).Replace(":", "%3A").Replace(",", "%2C");
}
