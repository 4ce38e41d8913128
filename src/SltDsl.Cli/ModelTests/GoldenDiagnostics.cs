using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Cli.ModelTests;

/// <summary>Compares the findings in a model, hidden ones included, with those in the file <c>NAME.expected</c> beside it.</summary>
internal static class GoldenDiagnostics
{
    private const string Name = "diagnostics";

    /// <summary>The comparison; with <paramref name="update"/> the file is written instead.</summary>
    public static TestOutcome Run(CheckedModel model, bool update)
    {
        var path = Path.ChangeExtension(model.Source.Path, ".expected");
        var found = model.Diagnostics.Select(d => Line(d, model.Source)).ToList();
        if (update)
        {
            OutputFiles.Replace(path, string.Concat(found.Select(line => line + "\n")));
            return new(Name, TestStatus.Passed, $"wrote {found.Count} findings to {path}");
        }

        if (!File.Exists(path))
        {
            return new(Name, TestStatus.Skipped, $"there is no {path}; `slt test {model.Source.Path} --update` writes it");
        }

        var expected = File.ReadAllLines(path).Where(line => line.Length > 0).ToList();
        var (missing, extra) = (expected.Except(found).Select(line => $"- {line}"), found.Except(expected).Select(line => $"+ {line}"));
        string[] differences = [.. missing, .. extra];
        return differences.Length == 0
            ? new(Name, TestStatus.Passed, $"{found.Count} findings as expected")
            : new(Name, TestStatus.Failed, $"differs from {path}\n{string.Join('\n', differences)}");
    }

    private static string Line(Diagnostic diagnostic, SourceText source)
    {
        var (start, end) = (source.PositionOf(diagnostic.Span.Start), source.PositionOf(diagnostic.Span.End));
        return $"{start.Line}:{start.Column}-{end.Line}:{end.Column} {DiagnosticRenderer.Name(diagnostic.Severity)} {diagnostic.Code}: {diagnostic.Message}";
    }
}
