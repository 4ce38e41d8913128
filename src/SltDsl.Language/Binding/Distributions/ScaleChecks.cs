using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Distributions;

/// <summary>Reports scales, rates and shapes that may be negative.</summary>
internal static class ScaleChecks
{
    /// <summary>Reports an argument whose values are not known to be from 0 up.</summary>
    public static void Report(BindingSession session, FamilySignature family, ParameterSignature parameter, Expr argument)
    {
        if (parameter.Role is not (ParameterRole.StandardDeviation or ParameterRole.Positive) || Ranges.Of(session, argument) is { Lower: >= 0, Upper: > 0 } || session.IsGeneric)
        {
            return;
        }

        session.Report(DistributionDiagnostics.ScaleNotPositive, $"`{parameter.Name}` of `{family.Name}` may be ≤ 0", argument.Span, d =>
        {
            var symbol = argument is Reference { Symbol: var named } && CanBeBounded(session, named) ? named : null;
            var keyword = symbol is null ? (SourceSpan?)null : session.TypeKeywords.TryGetValue(symbol, out var span) ? span : null;
            return d with
            {
                Related = symbol is null ? [] : [new(symbol.Span, $"`{symbol.Name}` is declared here")],
                Help = symbol is null ? "take `exp`, a square root or an absolute value, or declare what it is made of with `<lower=0>`" : $"declare `{symbol.Name}` with `<lower=0>`",
                Fixes = keyword is { } place ? [new("Add `<lower=0>`", [new(new SourceSpan(place.End, 0), "<lower=0>")])] : [],
            };
        });
    }

    private static bool CanBeBounded(BindingSession session, Symbol symbol) =>
        session.Constraints.TryGetValue(symbol, out var constraint) && constraint == Constraint.None && symbol.Kind != SymbolKind.Let;
}
