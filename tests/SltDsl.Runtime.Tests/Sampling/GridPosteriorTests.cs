namespace SltDsl.Runtime.Tests;

public class GridPosteriorTests
{
    [Fact]
    public void Of_a_normal_has_its_moments_and_constant_to_the_last_digits()
    {
        var grid = GridPosterior.Of(new Gaussian([1, -2], [0.5, 2]), [-6, -22], [8, 18], 150);

        Assert.Equal(1, grid.Mean(w => w[0]), 1e-10);
        Assert.Equal(4, grid.Mean(w => (w[1] + 2) * (w[1] + 2)), 1e-9);
        Assert.Equal(Math.Log(2 * Math.PI * 0.5 * 2), grid.LogEvidence, 1e-10);
    }

    /// <summary>Experiment 1: grid and sampler on the same curved density agree within 4 Monte Carlo errors.</summary>
    [Fact]
    public void Agrees_with_the_sampler_on_a_banana()
    {
        var banana = new HandWritten(2, (w, g) =>
        {
            var bend = w[1] - (0.5 * w[0] * w[0]);
            g[0] = -w[0] + (bend * w[0]);
            g[1] = -bend;
            return (-0.5 * w[0] * w[0]) - (0.5 * bend * bend);
        });
        var grid = GridPosterior.Of(banana, [-8, -8], [8, 34], 300);
        var draws = Nuts.Sample(banana, seed: 3);
        var summary = QuantitySummary.Of("w2", draws.Coordinate(1));

        Assert.Equal(0.5, grid.Mean(w => w[1]), 1e-6);
        Assert.InRange((summary.Mean - grid.Mean(w => w[1])) / summary.Mcse, -4, 4);
    }

    [Fact]
    public void Refuses_a_box_that_cuts_the_posterior_off()
    {
        var cut = Assert.Throws<InvalidOperationException>(() => GridPosterior.Of(new Gaussian([0, 0], [1, 1]), [-9, -1], [9, 9]));
        Assert.Contains("coordinate 2", cut.Message);
        Assert.Throws<ArgumentException>(() => GridPosterior.Of(new Gaussian([0], [1]), [1], [-1]));
    }
}
