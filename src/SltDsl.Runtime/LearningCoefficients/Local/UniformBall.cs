namespace SltDsl.Runtime;

/// <summary>The uniform density on a ball: what makes a learning coefficient local.</summary>
/// <param name="centre">The centre.</param>
/// <param name="radius">The radius, over 0.</param>
internal sealed class UniformBall(double[] centre, double radius) : ILogDensity
{
    public int Dimension => centre.Length;

    public double LogDensity(ReadOnlySpan<double> w)
    {
        var square = 0.0;
        for (var i = 0; i < w.Length; i++)
        {
            square += (w[i] - centre[i]) * (w[i] - centre[i]);
        }

        return square <= radius * radius ? 0 : double.NegativeInfinity;
    }

    public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        gradient.Clear();
        return LogDensity(w);
    }

    /// <summary>A normal direction, and a distance whose d-th power is uniform.</summary>
    public void Draw(ref SltRandom random, Span<double> w)
    {
        var square = 0.0;
        for (var i = 0; i < w.Length; i++)
        {
            w[i] = random.NextNormal();
            square += w[i] * w[i];
        }

        var scale = radius * Math.Pow(random.NextUniform(), 1.0 / w.Length) / Math.Sqrt(square);
        for (var i = 0; i < w.Length; i++)
        {
            w[i] = centre[i] + (scale * w[i]);
        }
    }
}
