namespace SltDsl.Runtime;

/// <summary>What a run with a ladder of temperatures says about itself.</summary>
/// <param name="Rungs">Temperatures of each chain, the reference included.</param>
/// <param name="Barrier">The global communication barrier Λ, mean over chains: √ of it sets how many rungs are worth while.</param>
/// <param name="RoundTrips">How often a replica went from the reference to the target and back, over all chains.</param>
/// <param name="RestartRate">How often a scan brings a fresh point from the reference to the target, mean over chains.</param>
/// <param name="LogNormaliser">log ∫ target: minus the free energy of a posterior with a proper prior; its error is the larger of that within chains and that between them.</param>
public sealed record LadderReport(IReadOnlyList<int> Rungs, double Barrier, int RoundTrips, double RestartRate, Estimated LogNormaliser)
{
    /// <summary>Fewer round trips in all than this leave it open whether all modes were found.</summary>
    public const int FewestRoundTrips = 10;

    internal static LadderReport? Of(IReadOnlyList<LadderRecord?> records)
    {
        var ladders = records.OfType<LadderRecord>().Where(ladder => ladder.Scans > 0).ToArray();
        return ladders.Length == 0
            ? null
            : new LadderReport(
                [.. ladders.Select(ladder => ladder.Betas.Count)],
                ladders.Average(ladder => ladder.Barrier),
                ladders.Sum(ladder => ladder.RoundTrips),
                ladders.Average(ladder => (double)ladder.Restarts / ladder.Scans),
                Combine([.. ladders.Select(ladder => ladder.LogNormaliser())]));
    }

    private static Estimated Combine(Estimated[] chains)
    {
        var mean = chains.Average(chain => chain.Value);
        var within = chains.Sum(chain => chain.StandardError * chain.StandardError) / (chains.Length * chains.Length);
        var between = chains.Length < 2 ? 0 : chains.Sum(chain => (chain.Value - mean) * (chain.Value - mean)) / (chains.Length - 1.0) / chains.Length;
        return new Estimated(mean, Math.Sqrt(Math.Max(within, between)));
    }
}
