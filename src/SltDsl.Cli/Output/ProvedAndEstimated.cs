using System.Globalization;
using SltDsl.Algebra;
using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Output;

/// <summary>What is proved about λ beside λ̂ of the same question.</summary>
internal static class ProvedAndEstimated
{
    /// <summary>From this many standard errors on, one of the two is wrong.</summary>
    public const double Disagreement = 4;

    /// <summary>How many standard errors λ̂ lies above (or, if negative, below) the proved value or bounds; 0 within bounds; null where nothing is proved or the estimate has no error.</summary>
    public static double? Distance(LambdaDocument proved, EstimateDocument estimate)
    {
        if (proved.Status == "undecided" || Number(proved.Lower) is not { } lower || !(estimate.StandardError > 0 && double.IsFinite(estimate.StandardError)))
        {
            return null;
        }

        var upper = Number(proved.Upper) ?? double.PositiveInfinity;
        var nearest = Math.Clamp(estimate.Lambda, lower, upper);
        return (estimate.Lambda - nearest) / estimate.StandardError;
    }

    /// <summary>Tells the user when the two cannot both be right.</summary>
    /// <param name="messages">Where to.</param>
    /// <param name="place">Of what λ it is, such as the truth's name.</param>
    /// <param name="proved">What is proved.</param>
    /// <param name="estimate">The estimate; one that is not trusted proves nothing.</param>
    public static void Report(MessageWriter messages, string place, LambdaDocument proved, EstimateDocument? estimate)
    {
        if (estimate is { Trusted: true } && Distance(proved, estimate) is { } distance && Math.Abs(distance) > Disagreement)
        {
            messages.Warning(
                string.Create(CultureInfo.InvariantCulture, $"λ̂ = {estimate.Lambda:0.000} ± {estimate.StandardError:0.000} at {place} contradicts the proved λ by {Math.Abs(distance):0.0} standard errors: one of the two is a defect of slt"),
                "repeat it with another `--seed`; if they still differ, please report the model");
        }
    }

    private static double? Number(string? rational) => rational is null or "infinity" ? null : (double)Rational.Parse(rational);
}
