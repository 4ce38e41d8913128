using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Singularity.Wording;

/// <summary>Applies <c>@singular</c> and <c>@allow</c> to the findings of an analysis.</summary>
internal static class Silencing
{
    private const string FirstOfAnalysis = "SLT1000";

    /// <summary>The findings that remain, by place, and those that the text silences.</summary>
    public static (EquatableArray<Diagnostic> Kept, EquatableArray<SilencedDiagnostic> Silenced) Apply(BoundModel model, IEnumerable<Diagnostic> found)
    {
        var (kept, silenced) = (new List<Diagnostic>(), new List<SilencedDiagnostic>());
        var used = new HashSet<Allowance>();
        var allowances = model.Allowances.Select(a => (Allowance: a, Region: (SourceSpan?)null))
            .Concat(model.Declarations.SelectMany(d => d.Allowances.Select(a => (Allowance: a, Region: (SourceSpan?)d.Span)))).ToArray();
        foreach (var diagnostic in found.Select(d => model.IsSingular ? Lowered(d) : d))
        {
            var match = allowances.FirstOrDefault(a => a.Allowance.Code == diagnostic.Code && (a.Region is not { } region || Touches(region, diagnostic)));
            if (match.Allowance is { } allowance)
            {
                used.Add(allowance);
                silenced.Add(new SilencedDiagnostic(diagnostic, allowance.Reason, allowance.Span));
            }
            else
            {
                kept.Add(diagnostic);
            }
        }

        kept.AddRange(allowances.Select(a => a.Allowance).Where(a => IsOfAnalysis(a.Code) && !used.Contains(a)).Select(Unused));
        return (kept.OrderBy(d => d.Span.Start).ThenBy(d => d.Code, StringComparer.Ordinal).ToEquatableArray(), silenced.ToEquatableArray());
    }

    /// <summary>The singularities are the subject of the model: they inform.</summary>
    private static Diagnostic Lowered(Diagnostic diagnostic)
    {
        var isLowered = diagnostic.Descriptor.Category == IdentifiabilityDiagnostics.Scaling.Category
            || diagnostic.Code == FactDiagnostics.NonAnalytic.Code || diagnostic.Code == FactDiagnostics.Singular.Code;
        return isLowered && diagnostic.Severity == Severity.Warning ? diagnostic with { Severity = Severity.Info } : diagnostic;
    }

    private static bool Touches(SourceSpan region, Diagnostic diagnostic) =>
        region.Contains(diagnostic.Span) || diagnostic.Related.Any(r => region.Contains(r.Span));

    private static bool IsOfAnalysis(string code) => string.CompareOrdinal(code, FirstOfAnalysis) >= 0 && DiagnosticCatalogue.Find(code) is not null;

    private static Diagnostic Unused(Allowance allowance) => new(SyntaxDiagnostics.UnusedAllowance, $"`@allow({allowance.Code})` silences nothing", allowance.Span)
    {
        Help = "remove it",
        Fixes = [new("Remove it", [new(allowance.Span, "")])],
    };
}
