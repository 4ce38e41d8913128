using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Compilation;

/// <summary>A repair that was made.</summary>
/// <param name="Code">The diagnostic that it answers.</param>
/// <param name="Title">What it did.</param>
/// <param name="Place">Where, in the text as it was at that step.</param>
internal sealed record RepairStep(string Code, string Title, LinePosition Place);

/// <summary>A text with its repairs.</summary>
internal sealed record RepairedText(string Text, IReadOnlyList<RepairStep> Steps);

/// <summary>
/// Repairs a text one diagnostic at a time. A repair stays only when its diagnostic is gone afterwards, or less severe, and no error has
/// come up; else the next one is tried.
/// </summary>
internal static class ModelRepair
{
    /// <summary>No file needs more; a repair that calls for another for ever ends here.</summary>
    private const int MostSteps = 200;

    /// <summary>Repairs what can be repaired.</summary>
    /// <param name="source">The text.</param>
    /// <param name="codes">The codes to repair; when there are none, all that leave the meaning of the model as it is.</param>
    public static RepairedText Repair(SourceText source, IReadOnlySet<string> codes)
    {
        var steps = new List<RepairStep>();
        var refused = new HashSet<TextFix>();
        var current = Check(source.Path, source.Text);
        while (steps.Count < MostSteps && Next(current, codes, refused) is var (diagnostic, fix))
        {
            var candidate = Check(source.Path, Apply(current.Source.Text, fix));
            if (Improves(current, candidate, diagnostic))
            {
                steps.Add(new(diagnostic.Code, fix.Title, current.Source.PositionOf(diagnostic.Span.Start)));
                current = candidate;
                refused.Clear();
            }
            else
            {
                refused.Add(fix);
            }
        }

        return new(current.Source.Text, steps);
    }

    private static (Diagnostic Diagnostic, TextFix Fix)? Next(CheckedModel model, IReadOnlySet<string> codes, HashSet<TextFix> refused)
    {
        foreach (var diagnostic in model.Diagnostics.Where(d => codes.Count == 0 ? KeepsMeaning(d.Code) : codes.Contains(d.Code)))
        {
            if (diagnostic.Fixes.FirstOrDefault(fix => !refused.Contains(fix)) is { } fix)
            {
                return (diagnostic, fix);
            }
        }

        return null;
    }

    private static CheckedModel Check(string path, string text) => new ModelChecker(AnalysisRequest.Default).Check(new SourceText(path, text));

    // Repairs of what is written, up to SLT09xx, are safe; those of SLT1001 and later replace the model by another.
    private static bool KeepsMeaning(string code) => string.CompareOrdinal(code, "SLT1000") < 0;

    private static bool Improves(CheckedModel before, CheckedModel after, Diagnostic repaired) =>
        Count(after, repaired) < Count(before, repaired)
        && after.Count(Severity.Error) <= before.Count(Severity.Error);

    // `@singular` lowers findings instead of removing them.
    private static int Count(CheckedModel model, Diagnostic like) => model.Diagnostics.Count(d => d.Code == like.Code && d.Severity >= like.Severity);

    private static string Apply(string text, TextFix fix) => fix.Edits
        .OrderByDescending(e => e.Span.Start)
        .Aggregate(text, (result, edit) => result[..edit.Span.Start] + edit.NewText + result[edit.Span.End..]);
}
