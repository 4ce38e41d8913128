namespace SltDsl.Runtime;

/// <summary>
/// Replica exchange (parallel tempering) with a deterministic even–odd schedule of exchanges, which does not reverse, and a ladder
/// that adapts to the barrier between reference and target (Syed, Bouchard-Côté, Deligiannidis and Doucet 2022). A replica
/// explores by NUTS at its temperature; at the reference it is drawn anew. For posteriors with separate modes.
/// </summary>
/// <param name="Reference">The hot end, such as the prior.</param>
public sealed record ReplicaExchangeOptions(ReferenceDistribution Reference) : SamplerOptions
{
    /// <summary>Temperatures of each chain, the reference included; 0 takes twice the barrier and two.</summary>
    public int Rungs { get; init; }

    /// <summary>The most temperatures that are taken when the number adapts.</summary>
    public int MostRungs { get; init; } = 40;

    /// <summary>The mean acceptance of the moves within a temperature.</summary>
    public double TargetAcceptance { get; init; } = 0.8;

    /// <summary>The largest number of doublings of a trajectory within a temperature.</summary>
    public int MaxTreeDepth { get; init; } = 6;

    internal override MarkovChain Create(ILogDensity density, int draws) => new ReplicaExchangeChain(density, this);

    internal override void Check()
    {
        base.Check();
        if (Rungs is < 0 or 1 || MostRungs < 3)
        {
            throw new ArgumentOutOfRangeException(nameof(Rungs), Rungs, "A ladder has two rungs at least, one that adapts up to three or more.");
        }
    }
}
