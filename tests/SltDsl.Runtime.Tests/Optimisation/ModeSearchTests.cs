namespace SltDsl.Runtime.Tests;

public class ModeSearchTests
{
    [Fact]
    public void Finds_the_mean_of_an_uneven_normal()
    {
        double[] mean = [1, -2, 0, 50, 3];
        var mode = ModeSearch.Run(new Gaussian(mean, [1, 0.1, 10, 100, 2]));

        Assert.True(mode.Converged);
        Assert.Equal(8, mode.Agreeing);
        Assert.All(mode.Point.Zip(mean), pair => Assert.Equal(pair.Second, pair.First, 1e-3 * Math.Max(1, Math.Abs(pair.Second))));
    }

    /// <summary>Minus Rosenbrock's function in ten dimensions: a curved valley with the maximum 0 at (1, …, 1).</summary>
    [Fact]
    public void Follows_a_curved_valley_to_its_end()
    {
        var valley = new HandWritten(10, (w, g) =>
        {
            g.Clear();
            var sum = 0.0;
            for (var i = 0; i < 9; i++)
            {
                double a = w[i + 1] - (w[i] * w[i]), b = 1 - w[i];
                sum -= (100 * a * a) + (b * b);
                g[i] += (400 * a * w[i]) + (2 * b);
                g[i + 1] -= 200 * a;
            }

            return sum;
        });
        var mode = ModeSearch.Run(valley);

        Assert.True(mode.Converged);
        Assert.Equal(0, mode.LogDensity, 1e-8);
        Assert.All(mode.Point, w => Assert.Equal(1, w, 1e-3));
    }

    [Fact]
    public void Takes_the_higher_of_two_maxima_and_says_how_many_starts_agree()
    {
        // Weights .3 at −1.5 and .7 at 1.5, sd .3.
        var pair = new HandWritten(1, (w, g) =>
        {
            double a = 0.3 * Math.Exp(-0.5 * Math.Pow((w[0] + 1.5) / 0.3, 2)), b = 0.7 * Math.Exp(-0.5 * Math.Pow((w[0] - 1.5) / 0.3, 2));
            g[0] = ((-a * (w[0] + 1.5)) - (b * (w[0] - 1.5))) / 0.09 / (a + b);
            return Math.Log(a + b);
        });
        var mode = ModeSearch.Run(pair, starts: 20);

        Assert.Equal(1.5, mode.Point[0], 1e-3);
        Assert.Equal(Math.Log(0.7), mode.LogDensity, 1e-6);
        Assert.InRange(mode.Agreeing, 4, 16);
        Assert.Equal(-1.5, ModeSearch.Run(pair, initialPoint: [-1.4]).Point[0], 1e-3);
    }
}
