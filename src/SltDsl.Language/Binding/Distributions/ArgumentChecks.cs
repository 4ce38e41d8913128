using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Distributions;

/// <summary>Findings about the arguments of families: forms that lose precision, scales that look like precisions or are far from 1.</summary>
internal static class ArgumentChecks
{
    private const double SmallestUsualScale = 1e-3;
    private const double LargestUsualScale = 1e3;

    private static readonly Dictionary<(string Family, Function Function), string> _logForms = new()
    {
        [("categorical", Function.Softmax)] = "categorical_logit",
        [("bernoulli", Function.InvLogit)] = "bernoulli_logit",
        [("bernoulli", Function.Sigmoid)] = "bernoulli_logit",
        [("binomial", Function.InvLogit)] = "binomial_logit",
        [("binomial", Function.Sigmoid)] = "binomial_logit",
        [("poisson", Function.Exp)] = "poisson_log",
        [("neg_binomial_2", Function.Exp)] = "neg_binomial_2_log",
    };

    /// <summary>Reports what is to be said about a family's arguments.</summary>
    public static void Report(BindingSession session, FamilySignature family, FamilyDistribution distribution, CallSyntax call)
    {
        for (var n = 0; n < distribution.Arguments.Count; n++)
        {
            var argument = distribution.Arguments[n];
            if (argument is Call { Arguments.Count: 1 } inner && _logForms.TryGetValue((family.Name, inner.Function), out var better))
            {
                ReportPrecision(session, family, call, n, better);
            }

            ScaleChecks.Report(session, family, family.Parameters[n], argument);
            if (argument is Literal { Value: var value } && family.Parameters[n].Role is ParameterRole.StandardDeviation)
            {
                ReportScale(session, family, distribution, n, value);
            }
        }
    }

    private static void ReportPrecision(BindingSession session, FamilySignature family, CallSyntax call, int n, string better)
    {
        var argument = call.Arguments[n];
        var fixes = argument is { Form: ArgumentForm.Positional, Value: CallSyntax { Arguments: [{ Form: ArgumentForm.Positional } operand] } inner }
            ? new[] { new TextFix($"Use `{better}`", [new(session.Place(call.Function.Span), better), new(session.Place(inner.Span), session.TextOf(operand))]) }
            : [];
        session.Report(
            DistributionDiagnostics.LosesPrecision, $"`{family.Name}` of `{session.TextOf(argument.Value)}` loses precision", call.Span,
            d => d with { Help = $"use `{better}`, which takes the argument as it is", Fixes = fixes });
    }

    private static void ReportScale(BindingSession session, FamilySignature family, FamilyDistribution distribution, int n, double value)
    {
        var span = distribution.Arguments[n].Span;
        var name = family.Parameters[n].Name;
        if (value > 0 && value <= SmallestUsualScale)
        {
            session.Report(
                DistributionDiagnostics.StandardDeviationExpected, $"`{family.Name}` takes a standard deviation, and {Text(session, span, value)} looks like a precision", span,
                $"a precision p is the standard deviation 1 / sqrt(p): here `{family.Name}(…, {NumberText.Short(1 / Math.Sqrt(value))})`");
        }
        else if (value >= LargestUsualScale)
        {
            session.Report(
                DistributionDiagnostics.FarFromUnitScale, $"`{name}` of `{family.Name}` is {Text(session, span, value)}, far from unit scale", span,
                "samplers work best near unit scale: measure in other units, or write `<offset=…, multiplier=…>`");
        }
    }

    private static string Text(BindingSession session, SourceSpan span, double value) =>
        session.IsInImportedText ? NumberText.Exact(value) : session.Source.Slice(span);
}
