using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

public class EnergyTests
{
    [Theory]
    [InlineData("01-coin", "Fair")]
    [InlineData("02-linear-regression", "Sparse")]
    [InlineData("03-logistic-regression", "Flat")]
    [InlineData("04-eight-schools", "Spread")]
    [InlineData("05-gaussian-mixture", "One")]
    [InlineData("06-reduced-rank", "Rank1")]
    [InlineData("07-deep-linear", "Rank1")]
    [InlineData("08-tanh-network", "OneUnit")]
    [InlineData("11-latent-class", "Independent")]
    [InlineData("13-factor-analysis", "OneFactor")]
    public void The_divergence_is_not_negative_and_its_gradient_agrees_with_differences(string name, string truth)
    {
        var model = ExampleGraphs.Of(name).Model();
        var random = new Random(21);
        foreach (var coordinates in new[] { Coordinates.Unconstrained, Coordinates.Natural })
        {
            var energy = model.Divergence(truth, null, coordinates, 20)!;
            for (var n = 0; n < 10; n++)
            {
                var free = Enumerable.Range(0, model.UnconstrainedDimension).Select(_ => random.NextDouble() - 0.5).ToArray();
                var point = free;
                if (coordinates == Coordinates.Natural)
                {
                    var values = new double[model.Parameters.Sum(p => p.Count)];
                    model.ToValues(free, Coordinates.Unconstrained, values);
                    point = new double[model.Dimension];
                    model.ToPoint(values, coordinates, point);
                }

                var gradient = new double[point.Length];
                var value = energy.EnergyAndGradient(point, gradient);
                Assert.True(value >= 0);
                Assert.Equal(energy.Energy(point), value, 1e-12 * Math.Max(1, value));
                var expected = Differences.Gradient(u => energy.Energy(u), point);
                var scale = Math.Max(1, gradient.Max(Math.Abs));
                Assert.All(gradient.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-7 * scale));
            }
        }
    }

    [Theory]
    [InlineData("02-linear-regression", "Sparse")]
    [InlineData("03-logistic-regression", "Flat")]
    [InlineData("04-eight-schools", "Equal")]
    [InlineData("08-tanh-network", "Null")]
    [InlineData("05-gaussian-mixture", "Two")]
    public void The_divergence_is_zero_at_its_truth(string name, string truth)
    {
        var model = (CompiledModel)(ExampleGraphs.Of(name) with { Sizes = [] }).Model();
        var (at, values) = model.AtTruth(truth);
        var point = new double[model.Dimension];
        at.ToPoint(values, Coordinates.Natural, point);
        Assert.InRange(model.Divergence(truth, null, Coordinates.Natural, 50)!.Energy(point), 0, 1e-30);
    }
}
