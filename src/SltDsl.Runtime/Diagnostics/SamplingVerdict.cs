using System.Globalization;

namespace SltDsl.Runtime;

/// <summary>Whether the draws of a run may be used, in words.</summary>
/// <param name="Converged">Whether no check failed.</param>
/// <param name="Findings">What failed, one sentence each, with the next thing to try.</param>
/// <param name="Divergences">Draws whose trajectory diverged.</param>
/// <param name="TreeDepthHits">Draws whose trajectory was cut at the largest tree depth.</param>
/// <param name="Ebfmi">E-BFMI of each chain.</param>
public sealed record SamplingVerdict(bool Converged, IReadOnlyList<string> Findings, int Divergences, int TreeDepthHits, IReadOnlyList<double> Ebfmi)
{
    private const double LargestRHat = 1.01;
    private const double SmallestSizePerChain = 100;
    private const double SmallestEnergyFraction = 0.3;

    /// <summary>Judges a run by the thresholds of Vehtari et al. (2021) and Betancourt (2016): R̂ under 1.01, 100 effective draws a chain, no divergence, E-BFMI over 0.3.</summary>
    /// <param name="draws">The run, for the sampler's own signs of trouble.</param>
    /// <param name="summaries">The quantities that matter; quantities that the model identifies.</param>
    public static SamplingVerdict Of(Draws draws, IReadOnlyList<QuantitySummary> summaries)
    {
        var findings = new List<string>();
        int divergences = 0, depthHits = 0;
        var fractions = new double[draws.Chains];
        for (var chain = 0; chain < draws.Chains; chain++)
        {
            var energies = new double[draws.Count];
            for (var draw = 0; draw < draws.Count; draw++)
            {
                var statistics = draws.Statistics(chain, draw);
                energies[draw] = statistics.Energy;
                divergences += statistics.Divergent ? 1 : 0;
                depthHits += statistics.ReachedTreeDepth ? 1 : 0;
            }

            fractions[chain] = EnergyFraction.Of(energies);
        }

        if (!draws.IsComplete)
        {
            findings.Add(Text($"the run was stopped after {draws.Count} draws a chain; resume it or sample again"));
        }

        AddConvergence(findings, draws, summaries);
        AddTrajectories(findings, draws, divergences, depthHits, fractions);
        return new SamplingVerdict(findings.Count == 0, findings, divergences, depthHits, fractions);
    }

    private static void AddConvergence(List<string> findings, Draws draws, IReadOnlyList<QuantitySummary> summaries)
    {
        var varying = summaries.Where(s => !s.IsConstant).ToArray();
        var apart = varying.Where(s => !(s.RHat < LargestRHat)).OrderByDescending(s => s.RHat).ToArray();
        if (apart.Length > 0)
        {
            findings.Add(Text($"the chains disagree about {Names(apart)} (R̂ up to {apart[0].RHat:0.000}, should be under {LargestRHat}); look for symmetries or separate modes with `slt info`, or draw more"));
        }

        var needed = SmallestSizePerChain * draws.Chains;
        var few = varying.Where(s => !(Math.Min(s.EssBulk, s.EssTail) >= needed)).OrderBy(s => Math.Min(s.EssBulk, s.EssTail)).ToArray();
        if (few.Length > 0)
        {
            findings.Add(Text($"too few effective draws of {Names(few)} ({Math.Min(few[0].EssBulk, few[0].EssTail):0}, should be at least {needed:0}); draw more"));
        }
    }

    private static void AddTrajectories(List<string> findings, Draws draws, int divergences, int depthHits, double[] fractions)
    {
        if (divergences > 0)
        {
            findings.Add(Text($"{divergences} of {draws.Chains * draws.Count} trajectories diverged, so a narrow region is under-explored; raise the target acceptance to 0.95, or write hierarchical parameters non-centred"));
        }

        if (depthHits > 0)
        {
            findings.Add(Text($"{depthHits} of {draws.Chains * draws.Count} trajectories were cut at the largest tree depth: valid but slow; raise the tree depth or use a dense metric"));
        }

        var lowest = fractions.Where(f => !double.IsNaN(f)).DefaultIfEmpty(1).Min();
        if (lowest < SmallestEnergyFraction)
        {
            findings.Add(Text($"E-BFMI is {lowest:0.00} in one chain, should be over {SmallestEnergyFraction}: heavy tails are explored slowly; write hierarchical parameters non-centred"));
        }
    }

    private static string Names(QuantitySummary[] summaries) =>
        string.Join(", ", summaries.Take(3).Select(s => $"`{s.Name}`")) + (summaries.Length > 3 ? Text($" and {summaries.Length - 3} more") : "");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
