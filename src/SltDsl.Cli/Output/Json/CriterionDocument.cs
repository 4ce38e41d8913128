using SltDsl.Runtime;

namespace SltDsl.Cli.Output.Json;

/// <summary>A criterion of a model on data.</summary>
/// <param name="Value">Its value.</param>
/// <param name="StandardError">Its error, from the scatter over observations; for log Z from that of the run.</param>
/// <param name="EffectiveParameters">The complexity that it charges.</param>
/// <param name="Difference">The difference to the best model.</param>
/// <param name="DifferenceError">The error of the difference, over the same observations.</param>
internal sealed record CriterionDocument(double Value, double StandardError, double? EffectiveParameters = null, double? Difference = null, double? DifferenceError = null)
{
    /// <summary>The expected log predictive density by WAIC.</summary>
    public static CriterionDocument Of(Waic waic) => new(waic.ElpdWaic, waic.StandardError, waic.EffectiveParameters);

    /// <summary>The expected log predictive density by leave-one-out.</summary>
    public static CriterionDocument Of(LeaveOneOut loo) => new(loo.ElpdLoo, loo.StandardError, loo.EffectiveParameters);

    /// <summary>A number estimated by a run.</summary>
    public static CriterionDocument Of(Estimated estimated) => new(estimated.Value, estimated.StandardError);
}
