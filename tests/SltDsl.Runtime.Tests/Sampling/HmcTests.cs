namespace SltDsl.Runtime.Tests;

public class HmcTests
{
    /// <summary>Hamiltonian Monte Carlo and, with one step, the Langevin algorithm: four checks at 4 Monte Carlo errors each.</summary>
    [Theory]
    [InlineData(20, 0.8)]
    [InlineData(1, 0.574)]
    public void Finds_means_and_sds_of_uneven_normals(int steps, double acceptance)
    {
        double[] means = [1, -2], sds = [1, 30];
        var draws = Hmc.Sample(new Gaussian(means, sds), draws: 4000, seed: 5, options: new HmcOptions { Steps = steps, TargetAcceptance = acceptance });

        for (var i = 0; i < 2; i++)
        {
            var summary = QuantitySummary.Of($"w{i}", draws.Coordinate(i));
            Assert.InRange(Math.Abs(summary.Mean - means[i]), 0, 4 * summary.Mcse);
            Assert.InRange(Math.Abs(summary.Sd - sds[i]), 0, 4 * summary.SdMcse);
            Assert.InRange(summary.RHat, 0.99, 1.01);
        }

        Assert.InRange(Enumerable.Range(0, 4000).Average(draw => draws.Statistics(0, draw).AcceptanceStatistic), acceptance - 0.1, acceptance + 0.15);
        Assert.Equal(steps, Enumerable.Range(0, 4000).Max(draw => draws.Statistics(0, draw).LeapfrogSteps));
    }
}
