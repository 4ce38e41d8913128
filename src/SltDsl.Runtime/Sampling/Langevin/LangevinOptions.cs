namespace SltDsl.Runtime;

/// <summary>
/// Stochastic gradient Langevin dynamics with the diagonal preconditioner of RMSprop (Welling and Teh 2011; Li et al. 2016, without
/// the term in the preconditioner's derivative). No step is refused, so the draws are biased by the step and by the noise of the
/// mini-batches: for comparison with common practice, not for inference.
/// </summary>
public sealed record LangevinOptions : SamplerOptions
{
    /// <summary>The step ε, constant throughout.</summary>
    public double Step { get; init; } = 1e-3;

    /// <summary>Rows of a mini-batch; 0 takes all rows. Used where the density is one of rows (<see cref="IRowwiseLogDensity"/>).</summary>
    public int BatchSize { get; init; }

    /// <summary>Steps between two draws.</summary>
    public int StepsPerDraw { get; init; } = 1;

    /// <summary>How slowly the preconditioner forgets, within [0, 1).</summary>
    public double Decay { get; init; } = 0.99;

    /// <summary>Whether steps are scaled by the preconditioner; else all coordinates take the same.</summary>
    public bool IsPreconditioned { get; init; } = true;

    internal override MarkovChain Create(ILogDensity density, int draws) => new LangevinChain(density, this);

    internal override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfNegative(BatchSize);
        ArgumentOutOfRangeException.ThrowIfLessThan(StepsPerDraw, 1);
        if (!(Step > 0 && double.IsFinite(Step)) || !(Decay is >= 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(Step), "The step is positive, and the decay lies within [0, 1).");
        }
    }
}
