namespace SltDsl.Runtime;

/// <summary>What a run with a ladder of temperatures says about itself.</summary>
/// <param name="Rungs">Temperatures of each chain, the reference included.</param>
/// <param name="Barrier">The global communication barrier Λ, mean over chains; null where replicas are not exchanged.</param>
/// <param name="RoundTrips">How often a replica went from the reference to the target and back, over all chains; null where replicas are not exchanged.</param>
/// <param name="RestartRate">How often a scan brings a fresh point from the reference to the target, mean over chains; null where replicas are not exchanged.</param>
/// <param name="LogNormaliser">
/// log ∫ target: minus the free energy of a posterior with a proper prior. The log of the mean over chains; its error is the larger of
/// that within chains and that between them.
/// </param>
public sealed record LadderReport(IReadOnlyList<int> Rungs, double? Barrier, int? RoundTrips, double? RestartRate, Estimated LogNormaliser)
{
    /// <summary>Fewer round trips in all than this leave it open whether all modes were found.</summary>
    public const int FewestRoundTrips = 10;

    internal static LadderReport? Of(IReadOnlyList<LadderRecord?> records)
    {
        var ladders = records.OfType<LadderRecord>().Where(ladder => ladder.Rungs > 0).ToArray();
        return ladders.Length == 0
            ? null
            : new LadderReport(
                [.. ladders.Select(ladder => ladder.Rungs)],
                ladders.Average(ladder => ladder.Barrier),
                ladders.All(ladder => ladder.RoundTrips is null) ? null : ladders.Sum(ladder => ladder.RoundTrips),
                ladders.Average(ladder => ladder.RestartRate),
                Combine([.. ladders.Select(ladder => ladder.LogNormaliser())]));
    }

    private static Estimated Combine(Estimated[] chains)
    {
        var values = Array.ConvertAll(chains, chain => chain.Value);
        var mean = values.Average();
        var within = chains.Sum(chain => chain.StandardError * chain.StandardError) / (chains.Length * chains.Length);
        var between = chains.Length < 2 ? double.NaN : Pointwise.Variance(values) / chains.Length;
        var variance = double.IsNaN(within) ? between : double.IsNaN(between) ? within : Math.Max(within, between);
        return new Estimated(double.IsNaN(mean) ? mean : Pointwise.LogMeanExp(values), Math.Sqrt(variance));
    }
}
