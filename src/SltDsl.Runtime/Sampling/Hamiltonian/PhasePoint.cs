namespace SltDsl.Runtime;

/// <summary>A point of phase space: position and momentum, with what was computed there.</summary>
internal sealed class PhasePoint(int dimension)
{
    private double _logDensity;

    public double[] Position { get; } = new double[dimension];

    public double[] Momentum { get; } = new double[dimension];

    /// <summary>Inverse metric times momentum.</summary>
    public double[] Velocity { get; } = new double[dimension];

    /// <summary>Of the log density.</summary>
    public double[] Gradient { get; } = new double[dimension];

    public double LogDensity
    {
        get => _logDensity;
        set => _logDensity = value;
    }

    /// <summary>Saves position and density, or restores them; the momentum is drawn anew in every transition.</summary>
    public void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(Position);
        snapshot.Exchange(Gradient);
        snapshot.Exchange(ref _logDensity);
    }

    public void CopyFrom(PhasePoint other)
    {
        other.Position.AsSpan().CopyTo(Position);
        other.Momentum.AsSpan().CopyTo(Momentum);
        other.Velocity.AsSpan().CopyTo(Velocity);
        other.Gradient.AsSpan().CopyTo(Gradient);
        LogDensity = other.LogDensity;
    }
}
