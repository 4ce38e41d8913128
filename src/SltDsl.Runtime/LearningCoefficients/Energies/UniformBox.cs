namespace SltDsl.Runtime;

/// <summary>The uniform density on a box.</summary>
internal sealed class UniformBox(IReadOnlyList<double> low, IReadOnlyList<double> high) : ILogDensity
{
    private readonly double[] _low = [.. low];
    private readonly double[] _high = [.. high];

    public int Dimension => _low.Length;

    public double LogDensity(ReadOnlySpan<double> w)
    {
        for (var i = 0; i < w.Length; i++)
        {
            if (!(w[i] >= _low[i] && w[i] <= _high[i]))
            {
                return double.NegativeInfinity;
            }
        }

        return 0;
    }

    public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
    {
        gradient.Clear();
        return LogDensity(w);
    }

    public void Draw(ref SltRandom random, Span<double> w)
    {
        for (var i = 0; i < w.Length; i++)
        {
            w[i] = _low[i] + ((_high[i] - _low[i]) * random.NextUniform());
        }
    }
}
