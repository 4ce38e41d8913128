namespace SltDsl.Runtime.Tests;

public class ImproperTests
{
    [Fact]
    public void A_coordinate_that_the_density_does_not_use_is_named()
    {
        var unused = new HandWritten(3, (w, g) => { g[0] = -w[0]; g[1] = 0; g[2] = -w[2]; return -0.5 * ((w[0] * w[0]) + (w[2] * w[2])); });
        var failure = Assert.Throws<ImproperDensityException>(() => Nuts.Sample(unused));
        Assert.Contains("along coordinate 2, so the posterior is improper", failure.Message);
        Assert.Equal([0.0, 1, 0], failure.Direction);
    }

    [Fact]
    public void A_sum_that_alone_is_seen_is_found_in_the_curvature()
    {
        var shift = new HandWritten(2, (w, g) => { g[0] = g[1] = -(w[0] + w[1]); return -0.5 * (w[0] + w[1]) * (w[0] + w[1]); });
        var failure = Assert.Throws<ImproperDensityException>(() => Nuts.Sample(shift));
        Assert.Contains("along the coordinates 1, 2 together", failure.Message);
        Assert.Equal(-1, failure.Direction![0] / failure.Direction[1], 6);
    }

    /// <summary>Heavy tails, a very wide prior, a coordinate that is seldom used and a plateau that ends are proper.</summary>
    [Fact]
    public void Proper_densities_are_left_alone()
    {
        ILogDensity[] proper =
        [
            new HandWritten(1, (w, g) => { g[0] = -2 * w[0] / (1 + (w[0] * w[0])); return -Math.Log(1 + (w[0] * w[0])); }),
            new Gaussian([0, 0], [1, 1e8]),
            new HandWritten(1, (w, g) => { g[0] = Math.Abs(w[0]) < 1e4 ? 0 : -Math.Sign(w[0]); return -Math.Max(0, Math.Abs(w[0]) - 1e4); }),
        ];
        Assert.All(proper, density => ImproperDirection.Check(density, null, 1));
    }
}
