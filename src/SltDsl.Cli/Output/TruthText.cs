using System.Globalization;
using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Output;

/// <summary>Writes λ and m at a truth, for people.</summary>
internal sealed class TruthText(Terminal terminal)
{
    /// <summary>The answer at one truth.</summary>
    public void Write(TruthDocument answer)
    {
        var output = terminal.Output;
        output.WriteLine($"{answer.Model} at {answer.Truth}: {Lambda(answer.Lambda)}, {Multiplicity(answer.Multiplicity)}   ({answer.Lambda.Status}; d/2 = {answer.RegularLambda})");
        output.WriteLine($"  by {answer.Evidence.Method}: {answer.Evidence.Theorem}");
        foreach (var step in answer.Evidence.Steps)
        {
            output.WriteLine($"    {step}");
        }

        if (answer.Estimate is { } estimate)
        {
            output.WriteLine(Estimate(estimate) + Distance(answer.Lambda, estimate));
        }
    }

    /// <summary>An estimate with its error.</summary>
    public static string Estimate(EstimateDocument estimate) => string.Create(
        CultureInfo.InvariantCulture,
        $"  λ̂ = {estimate.Lambda:0.0000} ± {estimate.StandardError:0.0000}, 95 % [{estimate.Interval95[0]:0.0000}, {estimate.Interval95[1]:0.0000}], m̂ = {estimate.Multiplicity} (probability {estimate.MultiplicityProbability:0.00}); {(estimate.Trusted ? "trusted" : "not trusted")}, seed {estimate.Seed}, {estimate.Seconds:0.0} s");

    /// <summary>λ as a value, or as bounds.</summary>
    public static string Value(LambdaDocument lambda) => lambda.Value is { } value ? (value == "infinity" ? "∞" : value) : $"{lambda.Lower}…{lambda.Upper ?? "∞"}";

    /// <summary>m as a value, or as bounds.</summary>
    public static string Value(MultiplicityDocument m) => m.Value is { } value
        ? value.ToString(CultureInfo.InvariantCulture)
        : $"{m.Lower}…{m.Upper?.ToString(CultureInfo.InvariantCulture) ?? "d"}";

    private static string Distance(LambdaDocument proved, EstimateDocument estimate) => (ProvedAndEstimated.Distance(proved, estimate), proved.Value) switch
    {
        (null, _) => "",
        ({ } distance, null) => distance == 0 ? "; within the bounds" : string.Create(CultureInfo.InvariantCulture, $"; {Math.Abs(distance):0.0} standard errors {Side(distance)} the bounds"),
        ({ } distance, _) => string.Create(CultureInfo.InvariantCulture, $"; {Math.Abs(distance):0.0} standard errors {Side(distance)} λ"),
    };

    private static string Side(double distance) => distance < 0 ? "below" : "above";

    private static string Lambda(LambdaDocument lambda) => lambda.Value is { } value ? $"λ = {(value == "infinity" ? "∞" : value)}" : $"{lambda.Lower} ≤ λ ≤ {lambda.Upper ?? "∞"}";

    private static string Multiplicity(MultiplicityDocument m) => m.Value is { } value ? $"m = {value}" : $"{m.Lower} ≤ m ≤ {m.Upper?.ToString(CultureInfo.InvariantCulture) ?? "d"}";
}
