namespace SltDsl.Runtime;

/// <summary>The path reference^(1 − β) · target^β at one β.</summary>
internal sealed class TemperedPath(ILogDensity reference, ILogDensity target) : ILogDensity
{
    private readonly PathPoint _scratch = new(target.Dimension);

    /// <summary>β, from 0 at the reference to 1 at the target.</summary>
    public double Beta { get; set; }

    public int Dimension => target.Dimension;

    public double LogDensity(ReadOnlySpan<double> w) => LogDensityAndGradient(w, new double[w.Length]);

    public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        w.CopyTo(_scratch.Position);
        Evaluate(_scratch);
        return _scratch.At(Beta, gradient);
    }

    /// <summary>Computes both densities at the point's position.</summary>
    public void Evaluate(PathPoint point)
    {
        point.LogReference = reference.LogDensityAndGradient(point.Position, point.ReferenceGradient);
        point.LogTarget = target.LogDensityAndGradient(point.Position, point.TargetGradient);
    }
}

/// <summary>A point with the densities at both ends of the path: enough to place it at any β.</summary>
internal sealed class PathPoint(int dimension)
{
    public double[] Position { get; } = new double[dimension];

    public double[] ReferenceGradient { get; } = new double[dimension];

    public double[] TargetGradient { get; } = new double[dimension];

    public double LogReference { get; set; }

    public double LogTarget { get; set; }

    /// <summary>log target − log reference; −∞ where the target is zero or not a number.</summary>
    public double LogRatio => double.IsNaN(LogTarget - LogReference) ? double.NegativeInfinity : LogTarget - LogReference;

    /// <summary>The log density and gradient at β.</summary>
    public double At(double beta, Span<double> gradient)
    {
        for (var i = 0; i < gradient.Length; i++)
        {
            gradient[i] = ((1 - beta) * ReferenceGradient[i]) + (beta * TargetGradient[i]);
        }

        var value = beta == 0 ? LogReference : beta == 1 ? LogTarget : ((1 - beta) * LogReference) + (beta * LogTarget);
        return double.IsNaN(value) ? double.NegativeInfinity : value;
    }
}
