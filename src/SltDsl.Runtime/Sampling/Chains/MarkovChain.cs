namespace SltDsl.Runtime;

/// <summary>One chain of a sampler: it adapts during its first iterations and then samples.</summary>
internal abstract class MarkovChain
{
    /// <summary>Where the chain is: the next draw.</summary>
    public abstract ReadOnlySpan<double> Position { get; }

    /// <summary>The present step.</summary>
    public abstract double StepSize { get; }

    /// <summary>The diagonal of the present inverse metric.</summary>
    public abstract double[] InverseMetric { get; }

    /// <summary>Gradients taken so far.</summary>
    public abstract long GradientEvaluations { get; }

    /// <summary>Goes to the given point, or to one drawn, and makes ready.</summary>
    /// <exception cref="InitialPointException">There is no point to start from.</exception>
    public abstract void Start(IReadOnlyList<double>? initialPoint, ref SltRandom random);

    /// <summary>Whether work is left that comes before the first iteration; samplers without a population have none.</summary>
    public virtual bool IsPreparing => false;

    /// <summary>The inverse temperature that this work has reached, where it climbs from a reference to the target.</summary>
    public virtual double? InverseTemperature => null;

    /// <summary>A part of this work, short enough to save the chain or to stop after it.</summary>
    public virtual void Prepare(ref SltRandom random) => throw new InvalidOperationException("There is nothing to prepare.");

    /// <summary>The next iteration, adaptation included while the chain warms up.</summary>
    public abstract TransitionStatistics Advance(ref SltRandom random);

    /// <summary>Saves the whole state between two iterations or parts of the preparation, or restores it.</summary>
    public abstract void Exchange(Snapshot snapshot);

    /// <summary>What a chain with a ladder of temperatures found on it; null for others.</summary>
    public virtual LadderRecord? Ladder => null;
}
