namespace SltDsl.Runtime;

/// <summary>What one chain found on its ladder of temperatures.</summary>
internal abstract class LadderRecord
{
    /// <summary>How many temperatures there are, the reference included; 0 before there is anything to tell.</summary>
    public abstract int Rungs { get; }

    /// <summary>The communication barrier, where replicas are exchanged.</summary>
    public virtual double? Barrier => null;

    /// <summary>How often a replica went from the reference to the target and back, where replicas are exchanged.</summary>
    public virtual int? RoundTrips => null;

    /// <summary>How often a scan brings a fresh point to the target, where replicas are exchanged.</summary>
    public virtual double? RestartRate => null;

    /// <summary>log Z of the target, with the error that this chain shows; NaN where it shows none.</summary>
    public abstract Estimated LogNormaliser();
}
