using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Names;

/// <summary>Reports names that nothing uses. A parameter that reaches no observation is a matter of identifiability, not of names.</summary>
internal static class UnusedNames
{
    /// <summary>Reports them, unless an error may be the reason.</summary>
    public static void Report(BindingSession session)
    {
        if (session.HasErrors)
        {
            return;
        }

        var observed = new HashSet<Symbol>(session.Observed);
        foreach (var entry in session.Global.Own.Where(e => e is { IsUsed: false, ReportUnused: true, Symbol: not null } && !observed.Contains(e.Symbol)))
        {
            Report(session, entry.Name, entry.Span, entry.Statement);
        }

        foreach (var function in session.Functions.Values.Where(f => f is { IsUsed: false, File: null }))
        {
            Report(session, function.Syntax.Name.Text, function.Syntax.Name.Span, function.Syntax.Span);
        }
    }

    private static void Report(BindingSession session, string name, SourceSpan span, SourceSpan statement)
    {
        var text = session.Source.Text;
        var end = statement.End < text.Length && text[statement.End] == ';' ? statement.End + 1 : statement.End;
        session.Report(NameDiagnostics.UnusedName, $"`{name}` is never used", span, d => d with
        {
            Help = "remove it, or use it",
            Fixes = [new($"Remove `{name}`", [new(SourceSpan.FromBounds(statement.Start, end), "")])],
        });
    }
}
