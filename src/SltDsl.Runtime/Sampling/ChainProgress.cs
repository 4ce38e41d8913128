namespace SltDsl.Runtime;

/// <summary>How far a chain is.</summary>
/// <param name="Chain">Which chain, from 0.</param>
/// <param name="WarmingUp">Whether it is still adapting.</param>
/// <param name="Finished">Iterations finished, warm-up included.</param>
/// <param name="Total">Iterations in all.</param>
/// <param name="Divergences">Divergent draws since warm-up ended.</param>
/// <param name="StepSize">The present step.</param>
public readonly record struct ChainProgress(int Chain, bool WarmingUp, int Finished, int Total, int Divergences, double StepSize)
{
    /// <summary>Where a population is still on its way from the reference (0) to the target (1); null for other chains, and once it is there.</summary>
    public double? InverseTemperature { get; init; }
}
