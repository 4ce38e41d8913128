namespace SltDsl.Runtime.Tests;

/// <summary>Replica exchange where a single chain at one temperature stays in its mode. Each check at 4 standard errors: false alarms in 1 of 16 000 seeds.</summary>
public class ReplicaExchangeTests
{
    /// <summary>Two unit normals with weights .8 and .2, 20 sd apart, with their constant: log Z = 0.</summary>
    private static HandWritten TwoNormals(int dimension) => new(dimension, (w, g) =>
    {
        double near = Math.Log(0.8), far = Math.Log(0.2);
        for (var i = 0; i < w.Length; i++)
        {
            var shift = i == 0 ? 10 : 0;
            near -= 0.5 * (((w[i] + shift) * (w[i] + shift)) + Math.Log(2 * Math.PI));
            far -= 0.5 * (((w[i] - shift) * (w[i] - shift)) + Math.Log(2 * Math.PI));
        }

        var highest = Math.Max(near, far);
        var density = highest + Math.Log(Math.Exp(near - highest) + Math.Exp(far - highest));
        for (var i = 0; i < w.Length; i++)
        {
            var shift = i == 0 ? 10 : 0;
            g[i] = -(Math.Exp(near - density) * (w[i] + shift)) - (Math.Exp(far - density) * (w[i] - shift));
        }

        return density;
    });

    private static ReferenceDistribution Wide(int dimension) =>
        ReferenceDistribution.Normal(new double[dimension], [.. Enumerable.Repeat(10.0, dimension)]);

    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    [InlineData(50)]
    public void Finds_the_weights_and_normaliser_of_two_distant_normals_where_nuts_does_not(int dimension)
    {
        var draws = Sampler.Run(TwoNormals(dimension), new ReplicaExchangeOptions(Wide(dimension)), chains: 2, draws: 2000, seed: 1);
        var inFirst = QuantitySummary.Of("first", draws.Map(1, (w, share) => share[0] = w[0] < 0 ? 1 : 0).Coordinate(0));
        Assert.InRange((inFirst.Mean - 0.8) / inFirst.Mcse, -4, 4);
        Assert.InRange(inFirst.Mcse, 0, 0.05);
        var ladder = draws.Ladder!;
        Assert.InRange(ladder.LogNormaliser.Value / ladder.LogNormaliser.StandardError, -4, 4);
        Assert.InRange(ladder.LogNormaliser.StandardError, 0, 0.3);
        Assert.True(ladder.RoundTrips >= LadderReport.FewestRoundTrips, $"{ladder}");

        var single = Nuts.Sample(TwoNormals(dimension), chains: 4, draws: 500, seed: 1).Map(1, (w, share) => share[0] = w[0] < 0 ? 1 : 0);
        Assert.All(single.Coordinate(0), chain => Assert.Single(chain.Distinct()));
    }

    /// <summary>Tempered populations on the same target: eight of 500 particles.</summary>
    [Theory]
    [InlineData(2)]
    [InlineData(10)]
    public void Tempered_populations_find_them_too(int dimension)
    {
        var draws = Sampler.Run(TwoNormals(dimension), new TemperedPopulationOptions(Wide(dimension)) { WarmUp = 0 }, chains: 8, draws: 500, seed: 2);
        var shares = draws.Map(1, (w, share) => share[0] = w[0] < 0 ? 1 : 0).Coordinate(0).Select(chain => chain.Average()).ToArray();
        var error = Math.Sqrt(shares.Sum(share => Math.Pow(share - shares.Average(), 2)) / 7 / 8);
        Assert.InRange((shares.Average() - 0.8) / error, -4.5, 4.5);
        Assert.InRange(error, 0, 0.03);
        var logZ = draws.Ladder!.LogNormaliser;
        Assert.InRange(logZ.Value / logZ.StandardError, -4.5, 4.5);
        Assert.Null(draws.Ladder.RoundTrips);
    }

    /// <summary>A normal likelihood on a normal prior, whose barrier, evidence and posterior are known.</summary>
    [Fact]
    public void Finds_the_evidence_of_a_conjugate_model()
    {
        // w ~ N(0, 1), y | w ~ N(w, 0.1), y = 2: Z = N(2; 0, √1.01), posterior N(2/1.01, √(0.01/1.01)).
        var posterior = new HandWritten(1, (w, g) =>
        {
            g[0] = -w[0] + (100 * (2 - w[0]));
            return (-0.5 * w[0] * w[0]) - (50 * (2 - w[0]) * (2 - w[0])) - Math.Log(2 * Math.PI) - Math.Log(0.1);
        });
        var draws = Sampler.Run(posterior, new ReplicaExchangeOptions(ReferenceDistribution.Normal([0], [1])), seed: 4);
        var summary = QuantitySummary.Of("w", draws.Coordinate(0));
        Assert.InRange((summary.Mean - (2 / 1.01)) / summary.Mcse, -4, 4);
        Assert.InRange((summary.Sd - Math.Sqrt(0.01 / 1.01)) / summary.SdMcse, -4, 4);
        var evidence = draws.Ladder!.LogNormaliser;
        Assert.InRange((evidence.Value - ((-2 / 1.01) - (0.5 * Math.Log(2 * Math.PI * 1.01)))) / evidence.StandardError, -4, 4);
        Assert.InRange(evidence.StandardError, 0, 0.1);
    }

    [Fact]
    public void Draws_do_not_depend_on_the_number_of_threads()
    {
        Draws Sample(int threads) => Sampler.Run(TwoNormals(2), new ReplicaExchangeOptions(Wide(2)) { WarmUp = 100, Threads = threads }, chains: 3, draws: 50, seed: 5);
        Assert.Equal(Sample(1).Coordinate(0), Sample(3).Coordinate(0));
    }

    [Fact]
    public void A_schedule_is_spaced_by_the_barrier()
    {
        // All of the barrier lies between 0 and ½: two thirds of the levels go there.
        Assert.Equal([0, 0.25, 0.5, 1], TemperatureSchedule.Even([0, 0.5, 1], [0.4, 0.2], 4), new Tolerance());
        Assert.Equal([0, 0.5, 1], TemperatureSchedule.Even(3));
    }

    private sealed class Tolerance : IEqualityComparer<double>
    {
        public bool Equals(double x, double y) => Math.Abs(x - y) < 1e-12;

        public int GetHashCode(double value) => 0;
    }
}
