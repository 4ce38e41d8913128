using MathNet.Numerics.Distributions;

namespace SltDsl.Runtime.Tests;

public class CalibrationTests
{
    private const int Replications = 200;
    private const int Bins = 10;
    private const int Ranked = 99;

    /// <summary>
    /// Simulation-based calibration (Talts et al. 2018): with parameters drawn from the prior and data from the model, the
    /// rank of the parameter among independent posterior draws is uniform. Five rows y ~ N(μ, σ), μ ~ N(0, 1), log σ ~ N(0, ½),
    /// in coordinates (μ, log σ); ranks among 99 thinned draws, chi-square over ten bins at level 0.001 for each of two parameters.
    /// </summary>
    [Fact]
    public void Ranks_of_a_normal_model_are_uniform()
    {
        var counts = new int[2, Bins];
        for (var replication = 0; replication < Replications; replication++)
        {
            var random = new SltRandom(2024, (ulong)replication);
            double[] truth = [random.NextNormal(), 0.5 * random.NextNormal()];
            var y = new double[5];
            for (var i = 0; i < y.Length; i++)
            {
                y[i] = truth[0] + (Math.Exp(truth[1]) * random.NextNormal());
            }

            var draws = Nuts.Sample(Posterior(y), chains: 1, draws: 5 * Ranked, seed: (ulong)replication + 1, options: new NutsOptions { WarmUp = 300, Threads = 1 });
            for (var parameter = 0; parameter < 2; parameter++)
            {
                var rank = Enumerable.Range(0, Ranked).Count(s => draws[0, 5 * s][parameter] < truth[parameter]);
                counts[parameter, rank * Bins / (Ranked + 1)]++;
            }
        }

        var limit = ChiSquared.InvCDF(Bins - 1, 0.999);
        const double expected = Replications / (double)Bins;
        for (var parameter = 0; parameter < 2; parameter++)
        {
            var chiSquare = Enumerable.Range(0, Bins).Sum(bin => Math.Pow(counts[parameter, bin] - expected, 2) / expected);
            Assert.InRange(chiSquare, 0, limit);
        }
    }

    private static HandWritten Posterior(double[] y) => new(2, (w, g) =>
    {
        double squares = 0, residuals = 0, inverse = Math.Exp(-w[1]);
        foreach (var value in y)
        {
            var r = (value - w[0]) * inverse;
            squares += r * r;
            residuals += r;
        }

        g[0] = (residuals * inverse) - w[0];
        g[1] = squares - y.Length - (4 * w[1]);
        return (-0.5 * squares) - (y.Length * w[1]) - (0.5 * w[0] * w[0]) - (2 * w[1] * w[1]);
    });
}
