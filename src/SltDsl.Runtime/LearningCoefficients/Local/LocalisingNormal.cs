namespace SltDsl.Runtime;

/// <summary>The normal density N(w₀, 1/γ) that stands for the prior where a learning coefficient at w₀ is estimated from data (Lau et al. 2023, section 4).</summary>
/// <param name="centre">w₀.</param>
/// <param name="precision">γ, over 0.</param>
internal sealed class LocalisingNormal(double[] centre, double precision) : ILogDensity
{
    public int Dimension => centre.Length;

    public double LogDensity(ReadOnlySpan<double> w)
    {
        var square = 0.0;
        for (var i = 0; i < w.Length; i++)
        {
            square += (w[i] - centre[i]) * (w[i] - centre[i]);
        }

        return (-0.5 * precision * square) + (0.5 * centre.Length * Math.Log(precision / (2 * Math.PI)));
    }

    public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        for (var i = 0; i < w.Length; i++)
        {
            gradient[i] = -precision * (w[i] - centre[i]);
        }

        return LogDensity(w);
    }

    public void Draw(ref SltRandom random, Span<double> w)
    {
        for (var i = 0; i < w.Length; i++)
        {
            w[i] = centre[i] + (random.NextNormal() / Math.Sqrt(precision));
        }
    }
}
