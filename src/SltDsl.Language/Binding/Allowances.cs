using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding;

/// <summary>Applies <c>@allow</c>: leaves out what is silenced, and reports an allowance that silences nothing.</summary>
internal sealed class Allowances(BindingSession session, SyntaxTree tree)
{
    private const string FirstOfAnalysis = "SLT1000";

    /// <summary>The allowances that stand before a statement, those without a reason left out.</summary>
    public static EquatableArray<Allowance> Read(StatementSyntax statement) => statement.Attributes
        .Where(a => a is { Name.Text: "allow", Arguments: [{ Value: NameExpressionSyntax }, { Value: StringSyntax }] })
        .Select(a => new Allowance(((NameExpressionSyntax)a.Arguments[0].Value).Name.Text, ((StringSyntax)a.Arguments[1].Value).Value, a.Span))
        .ToEquatableArray();

    /// <summary>The findings that are not silenced, by place.</summary>
    public EquatableArray<Diagnostic> Apply(IReadOnlyList<Diagnostic> found)
    {
        var kept = new List<Diagnostic>(found);
        var extent = new SourceSpan(0, tree.Source.Text.Length);
        foreach (var statement in tree.Statements)
        {
            var region = statement is ModelSyntax ? extent : statement.Span;
            foreach (var allowance in Read(statement))
            {
                bool IsMeant(Diagnostic d) => d.Code == allowance.Code && d.Severity != Severity.Error && region.Contains(d.Span);
                var count = kept.RemoveAll(IsMeant) + tree.Diagnostics.Count(IsMeant);
                if (count == 0 && string.CompareOrdinal(allowance.Code, FirstOfAnalysis) < 0 | DiagnosticCatalogue.Find(allowance.Code) is null)
                {
                    kept.Add(Unused(allowance));
                }
            }
        }

        return kept.OrderBy(d => d.Span.Start).ThenBy(d => d.Code, StringComparer.Ordinal).ToEquatableArray();
    }

    private Diagnostic Unused(Allowance allowance)
    {
        var descriptor = DiagnosticCatalogue.Find(allowance.Code);
        var help = descriptor switch
        {
            null => $"there is no code `{allowance.Code}`; codes look like `SLT1006`",
            { DefaultSeverity: Severity.Error } => "errors cannot be silenced; remove the attribute",
            _ => "remove it",
        };
        return new(SyntaxDiagnostics.UnusedAllowance, $"`@allow({allowance.Code})` silences nothing", session.Place(allowance.Span))
        {
            Help = help,
            Fixes = [new("Remove it", [new(allowance.Span, "")])],
        };
    }
}
