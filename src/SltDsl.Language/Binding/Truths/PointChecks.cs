using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Binding.Distributions;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Truths;

/// <summary>Compares the values at a point with the sets and the priors of parameters.</summary>
internal static class PointChecks
{
    /// <summary>The numbers of a point, as far as they follow from sizes and hyperparameters.</summary>
    public static Dictionary<Symbol, NumericArray> Numbers(BindingSession session, EquatableArray<TruthValue> values)
    {
        var numbers = new Dictionary<Symbol, NumericArray>();
        foreach (var value in values)
        {
            if (NumericEvaluator.AnalysedArray(session, value.Value) is { } number && Filled(session, value.Parameter, number) is { } filled)
            {
                numbers[value.Parameter] = filled;
            }
        }

        return numbers;
    }

    /// <summary>Reports each value that lies outside its parameter's set.</summary>
    public static void ReportViolations(BindingSession session, string owner, EquatableArray<TruthValue> values)
    {
        var point = Numbers(session, values);
        foreach (var value in values)
        {
            if (point.TryGetValue(value.Parameter, out var number)
                && session.Constraints.TryGetValue(value.Parameter, out var constraint)
                && Violation(session, number, constraint, point) is { } reason)
            {
                session.Report(ModelDiagnostics.TruthViolatesConstraint, $"{owner} violates the constraint of `{value.Parameter.Name}`: {reason}", value.Span, d => d with
                {
                    Related = [new(value.Parameter.Span, "declared here")],
                    Help = "give a value of the declared set, or change the set",
                });
            }
        }
    }

    /// <summary>Reports each prior that is zero or infinite at a truth.</summary>
    public static void ReportPriors(BindingSession session, string owner, EquatableArray<TruthValue> values)
    {
        var point = Numbers(session, values);
        foreach (var value in values)
        {
            if (point.TryGetValue(value.Parameter, out var number)
                && session.Priors.TryGetValue(value.Parameter, out var prior)
                && PriorAtPoint.Describe(session, prior, number, point) is { } what)
            {
                session.Report(DistributionDiagnostics.PriorDegenerateAtTruth, $"the prior of `{value.Parameter.Name}` is {what} at {owner}", value.Span, d => d with
                {
                    Related = [new(prior.Span, "the prior")],
                    Notes = [new("SLT", "λ there depends on the exponent with which the prior goes to its limit")],
                    Help = "choose a prior that is finite and positive there, or allow it",
                });
            }
        }
    }

    private static NumericArray? Filled(BindingSession session, Symbol parameter, NumericArray number)
    {
        var extents = parameter.Type.Extents.Select(session.Sizes.Value).ToArray();
        if (number.Rank == extents.Length)
        {
            return number;
        }

        return number.Rank == 0 && extents.All(e => e is >= 0) && extents.Aggregate(1.0, (product, e) => product * e!.Value) < 1e6
            ? new([.. extents.Select(e => e!.Value)], [.. Enumerable.Repeat(number.Values[0], (int)extents.Aggregate(1L, (product, e) => product * e!.Value))])
            : null;
    }

    private static string? Violation(BindingSession session, NumericArray value, Constraint constraint, Dictionary<Symbol, NumericArray> point)
    {
        if (value.Values.Any(v => double.IsNaN(v) || double.IsInfinity(v)))
        {
            return "it is not finite";
        }

        return constraint switch
        {
            BoundConstraint bounds => Outside(session, value, bounds.Lower, point, "below", (v, b) => v < b) ?? Outside(session, value, bounds.Upper, point, "above", (v, b) => v > b),
            StructureConstraint { Structure: var structure } => StructureSets.Violation(value, structure),
            _ => null,
        };
    }

    private static string? Outside(BindingSession session, NumericArray value, Expr? bound, Dictionary<Symbol, NumericArray> point, string side, Func<double, double, bool> isOutside)
    {
        if (bound is null || NumericEvaluator.AtPoint(session, bound, point) is not { } ends || (ends.Rank > 0 && ends.Values.Length != value.Values.Length))
        {
            return null;
        }

        for (var i = 0; i < value.Values.Length; i++)
        {
            var end = ends.Values[ends.Rank == 0 ? 0 : i];
            if (isOutside(value.Values[i], end))
            {
                return $"{NumberText.Exact(value.Values[i])} is {side} {NumberText.Exact(end)}";
            }
        }

        return null;
    }
}
