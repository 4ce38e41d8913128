using System.Globalization;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output.Json;
using SltDsl.Runtime;

namespace SltDsl.Cli.Commands;

/// <summary>Makes the summary of a run.</summary>
internal static class SampleSummary
{
    /// <summary>The summary.</summary>
    public static SampleDocument Of(SampledPosterior posterior, SamplerDocument options, IReadOnlyList<string> findings, double seconds, string path)
    {
        var (draws, verdict) = (posterior.Quantities, posterior.Verdict);
        return new(
            draws.Chains,
            draws.Count,
            options.Warmup,
            posterior.Summaries.ToDictionary(s => s.Name, QuantityDocument.Of),
            verdict?.Divergences ?? 0,
            verdict?.TreeDepthHits ?? 0,
            verdict?.Ebfmi ?? [],
            draws.GradientEvaluations,
            Math.Round(seconds, 3),
            draws.Seed,
            path,
            draws.IsComplete,
            verdict is not null && findings.Count == 0,
            findings)
        {
            Method = options.Method,
            Ladder = draws.Ladder is { } ladder
                ? new(ladder.Rungs, ladder.Barrier, ladder.RoundTrips, ladder.RestartRate, new(ladder.LogNormaliser.Value, ladder.LogNormaliser.StandardError))
                : null,
        };
    }

    /// <summary>What the ladder of temperatures shows, for people.</summary>
    public static IEnumerable<string> LadderText(LadderDocument? ladder)
    {
        if (ladder is not null)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"log Z = {ladder.LogNormaliser.Value:0.000} ± {ladder.LogNormaliser.StandardError:0.000} over {string.Join(", ", ladder.Rungs.Distinct())} temperatures")
                + (ladder.Barrier is { } barrier ? string.Create(CultureInfo.InvariantCulture, $"; barrier Λ = {barrier:0.0}, {ladder.RoundTrips} round trips, {ladder.RestartRate:0.000} restarts a scan") : "");
        }
    }
}
