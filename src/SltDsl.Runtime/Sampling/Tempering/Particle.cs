namespace SltDsl.Runtime;

/// <summary>A point of a tempered population with what was computed there.</summary>
internal sealed class Particle(int dimension)
{
    public double[] Position { get; } = new double[dimension];

    /// <summary>K(w), or minus the log likelihood.</summary>
    public double Energy { get; set; }

    public double LogPrior { get; set; }

    public void CopyFrom(Particle other)
    {
        other.Position.AsSpan().CopyTo(Position);
        Energy = other.Energy;
        LogPrior = other.LogPrior;
    }

    /// <summary>Saves the point with its values, or restores it.</summary>
    public void Exchange(Snapshot snapshot)
    {
        var (energy, prior) = (Energy, LogPrior);
        snapshot.Exchange(Position);
        snapshot.Exchange(ref energy);
        snapshot.Exchange(ref prior);
        (Energy, LogPrior) = (energy, prior);
    }
}
