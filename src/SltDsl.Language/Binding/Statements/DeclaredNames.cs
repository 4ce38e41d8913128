using SltDsl.Language.Binding.Names;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Statements;

/// <summary>Defines the names of statements: once each, and none that is reserved.</summary>
internal static class DeclaredNames
{
    /// <summary>Defines a name as a symbol.</summary>
    public static void Define(BindingSession session, NameSyntax name, Symbol symbol, StatementSyntax statement, bool reportUnused)
    {
        if (IsFree(session, name))
        {
            session.Global.Define(new NameEntry(name.Text, session.Place(name.Span)) { Symbol = symbol, ReportUnused = reportUnused, Statement = statement.Span });
        }
    }

    /// <summary>Defines the name of a statement that failed.</summary>
    public static void DefineUnknown(BindingSession session, NameSyntax name)
    {
        if (IsFree(session, name))
        {
            session.Global.DefineUnknown(name.Text, session.Place(name.Span));
        }
    }

    /// <summary>Whether a name may be defined here; else reports why not.</summary>
    public static bool IsFree(BindingSession session, NameSyntax name)
    {
        if (name.Text.EndsWith("__", StringComparison.Ordinal))
        {
            session.Report(NameDiagnostics.BuiltInName, $"`{name.Text}` is reserved: names that end in `__` belong to the tools", name.Span, "choose another name");
        }

        if (session.Global.FindOwn(name.Text) is not { } earlier)
        {
            return true;
        }

        ReportDuplicate(session, name, earlier.Span);
        return false;
    }

    /// <summary>Reports a second definition.</summary>
    public static void ReportDuplicate(BindingSession session, NameSyntax name, SourceSpan earlier) =>
        session.Report(NameDiagnostics.DuplicateName, $"`{name.Text}` is already defined", name.Span, d => d with
        {
            Related = [new(earlier, "first defined here")],
            Help = "choose another name",
        });
}
