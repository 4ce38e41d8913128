using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Names;

/// <summary>Finds what names stand for, and says why one stands for nothing.</summary>
internal sealed class NameLookup(BindingSession session)
{
    private readonly Dictionary<string, (SourceSpan Name, SourceSpan Statement)> _later = new(StringComparer.Ordinal);

    /// <summary>Notes the names that the file declares, so that a use before the definition is told from an unknown name.</summary>
    public void Announce(IEnumerable<(NameSyntax Name, SourceSpan Statement)> names)
    {
        foreach (var (name, statement) in names)
        {
            if (!_later.ContainsKey(name.Text))
            {
                _later.Add(name.Text, (name.Span, statement));
            }
        }
    }

    /// <summary>What a name stands for; null, with a diagnostic, when it is nothing known here.</summary>
    public NameEntry? Find(NameSyntax name, NameScope scope)
    {
        if (scope.Find(name.Text) is { } entry)
        {
            entry.IsUsed = true;
            return entry;
        }

        if (session.IsInImportedText || !_later.TryGetValue(name.Text, out var later) || (later.Name.Start < name.Span.Start && later.Statement != session.CurrentStatement))
        {
            ReportUnknown(name, scope);
        }
        else
        {
            ReportUsedBefore(name, later.Name, later.Statement);
        }

        return null;
    }

    private void ReportUnknown(NameSyntax name, NameScope scope)
    {
        if (BuiltInNames.IsKnown(name.Text))
        {
            session.Report(NameDiagnostics.UndefinedName, $"`{name.Text}` is not defined as a value; it is a built-in function or family", name.Span, $"call it, as in `{name.Text}(…)`, or declare the name");
            return;
        }

        var nearest = Spelling.Nearest(name.Text, scope.Names.Concat(session.Functions.Keys));
        session.ReportMisspelt(NameDiagnostics.UndefinedName, $"`{name.Text}` is not defined", name.Span, nearest, "declare it first, as in `param real mu ~ normal(0, 1);`");
    }

    private void ReportUsedBefore(NameSyntax name, SourceSpan definition, SourceSpan statement)
    {
        var user = session.CurrentStatement;
        var text = session.Source.Text;
        var end = statement.End < text.Length && text[statement.End] == ';' ? statement.End + 1 : statement.End;
        var isOwn = statement == user;
        session.Report(
            NameDiagnostics.UsedBeforeDefinition,
            isOwn ? $"`{name.Text}` is used in its own definition" : $"`{name.Text}` is used before its definition",
            name.Span,
            d => d with
            {
                Related = [new(definition, "defined here")],
                Help = isOwn ? "earlier elements are visible under `each t in 2:T`" : "move its definition up",
                Fixes = isOwn || session.IsInImportedText
                    ? []
                    : [new($"Move `{name.Text}` up", [new(new SourceSpan(user.Start, 0), text.Substring(statement.Start, statement.Length) + ";\n"), new(SourceSpan.FromBounds(statement.Start, end), "")])],
            });
    }
}
