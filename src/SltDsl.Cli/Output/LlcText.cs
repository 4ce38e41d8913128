using System.Globalization;
using System.Text;
using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Output;

/// <summary>Writes a local learning coefficient, for people.</summary>
internal static class LlcText
{
    private const double NearLimit = 0.05;
    private const double FarFromLimit = 0.2;

    /// <summary>The answer, with a sentence on whether n is large enough where the limit is known beside the target.</summary>
    public static string Of(LlcDocument answer)
    {
        var text = new StringBuilder();
        Append(text, $"{answer.Model}{(answer.Truth is { } truth ? $" at {truth}" : "")}, {(answer.At == "prior" ? "whole prior" : answer.At)}{(answer.N is { } n ? $", n = {n}" : "")}");
        if (answer.Interval95 is { } interval)
        {
            Append(text, $"\n  λ̂            {answer.Lambda:0.0000} ± {answer.StandardError:0.0000}, 95 % [{interval[0]:0.0000}, {interval[1]:0.0000}], m̂ = {answer.Multiplicity} (probability {answer.MultiplicityProbability:0.00})");
        }

        var target = answer.Criteria.GetValueOrDefault("targetAtN");
        if (target is not null)
        {
            Append(text, target.StandardError == 0 ? (FormattableString)$"\n  target at n   {target.Value:0.000000} (quadrature)" : $"\n  target at n   {target.Value:0.0000} ± {target.StandardError:0.0000}");
        }

        if (answer.Criteria.TryGetValue("lambdaAtN", out var atN))
        {
            Append(text, $"\n  λ̂ at n, data  {atN.Value:0.0000} ± {atN.StandardError:0.0000}");
        }

        if (answer.Criteria.TryGetValue("freeEnergy", out var free))
        {
            Append(text, $"\n  −log Z        {free.Value:0.00} ± {free.StandardError:0.00}");
        }

        Append(text, $"\n  {(answer.Trusted ? "trusted" : "not trusted")}, seed {answer.Seed}, {answer.Seconds:0.0} s");
        if (target is not null && answer.Interval95 is not null)
        {
            text.Append('\n').Append(Verdict(answer, target.Value));
        }
        else if (answer.Interval95 is null)
        {
            text.Append("\nλ̂ at this n is not yet λ, which is the limit; a truth (`--truth`) shows how far apart they are");
        }

        return text.ToString();
    }

    private static string Verdict(LlcDocument answer, double target)
    {
        var gap = (target / answer.Lambda) - 1;
        var distance = string.Create(CultureInfo.InvariantCulture, $"the target lies {Math.Abs(100 * gap):0} % {(gap < 0 ? "below" : "above")} λ̂");
        return Math.Abs(gap) switch
        {
            <= NearLimit => $"n = {answer.N} is large enough: {distance}",
            <= FarFromLimit => $"n = {answer.N} is nearly large enough: {distance}",
            _ => $"n = {answer.N} is not large enough for the limit: {distance}; compare models by the free energy itself (`slt energy`)",
        };
    }

    private static void Append(StringBuilder text, FormattableString part) => text.Append(part.ToString(CultureInfo.InvariantCulture));
}
