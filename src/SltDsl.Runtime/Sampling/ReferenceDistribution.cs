namespace SltDsl.Runtime;

/// <summary>A normalised distribution that can be drawn from: the hot end of a ladder of temperatures.</summary>
/// <param name="Density">Its log density with all constants, in the coordinates of the target.</param>
/// <param name="Draw">Draws from it; called from several threads.</param>
public sealed record ReferenceDistribution(ILogDensity Density, PriorDraw Draw)
{
    /// <summary>The prior of a model, in unconstrained coordinates.</summary>
    /// <param name="model">The model; its prior must be proper and one that can be drawn from.</param>
    public static ReferenceDistribution PriorOf(ISltModel model)
    {
        var count = model.Parameters.Sum(parameter => parameter.Count);
        return new(model.Prior(), (ref random, w) =>
        {
            var values = new double[count];
            model.DrawPrior(ref random, values);
            model.ToPoint(values, Coordinates.Unconstrained, w);
        });
    }

    /// <summary>Independent normal coordinates.</summary>
    /// <param name="mean">The means.</param>
    /// <param name="sd">The standard deviations.</param>
    public static ReferenceDistribution Normal(IReadOnlyList<double> mean, IReadOnlyList<double> sd) => new(new NormalDensity(mean, sd), (ref random, w) =>
    {
        for (var i = 0; i < w.Length; i++)
        {
            w[i] = mean[i] + (sd[i] * random.NextNormal());
        }
    });

    private sealed class NormalDensity(IReadOnlyList<double> mean, IReadOnlyList<double> sd) : ILogDensity
    {
        private static readonly double HalfLogTwoPi = 0.5 * Math.Log(2 * Math.PI);

        public int Dimension => mean.Count;

        public double LogDensity(ReadOnlySpan<double> w)
        {
            var sum = 0.0;
            for (var i = 0; i < w.Length; i++)
            {
                var z = (w[i] - mean[i]) / sd[i];
                sum -= (0.5 * z * z) + Math.Log(sd[i]) + HalfLogTwoPi;
            }

            return sum;
        }

        public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
        {
            for (var i = 0; i < w.Length; i++)
            {
                gradient[i] = (mean[i] - w[i]) / (sd[i] * sd[i]);
            }

            return LogDensity(w);
        }
    }
}
