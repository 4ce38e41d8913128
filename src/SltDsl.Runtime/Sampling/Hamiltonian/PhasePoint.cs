namespace SltDsl.Runtime;

/// <summary>A point of phase space: position and momentum, with what was computed there.</summary>
internal sealed class PhasePoint(int dimension)
{
    public double[] Position { get; } = new double[dimension];

    public double[] Momentum { get; } = new double[dimension];

    /// <summary>Inverse metric times momentum.</summary>
    public double[] Velocity { get; } = new double[dimension];

    /// <summary>Of the log density.</summary>
    public double[] Gradient { get; } = new double[dimension];

    public double LogDensity { get; set; }

    public void CopyFrom(PhasePoint other)
    {
        other.Position.AsSpan().CopyTo(Position);
        other.Momentum.AsSpan().CopyTo(Momentum);
        other.Velocity.AsSpan().CopyTo(Velocity);
        other.Gradient.AsSpan().CopyTo(Gradient);
        LogDensity = other.LogDensity;
    }
}
