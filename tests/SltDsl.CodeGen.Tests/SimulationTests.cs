using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>
/// Draws against densities, which are tested apart: the mean of the score is zero. Each coordinate is a test at |z| &lt; 4.8,
/// about 1.6e-6; with fewer than 600 coordinates the false-alarm rate is below 1e-3. The seeds are fixed.
/// </summary>
public class SimulationTests
{
    private const double Limit = 4.8;

    public static TheoryData<string> Simulated =>
    [
        .. ExampleGraphs.Names.Where(n => !ExampleGraphs.Of(n).Text.Contains("input vector[K] x;") && !ExampleGraphs.Of(n).Text.Contains("input real x;")),
    ];

    public static TheoryData<string> Drawn => [.. ExampleGraphs.Names.Except(["structures", "matrices", "factorised"])];

    [Theory, MemberData(nameof(Simulated))]
    public void Rows_have_the_models_density(string name)
    {
        var model = ExampleGraphs.Of(name).Model();
        var random = new SltRandom(11);
        var generator = new Random(12);
        var point = Enumerable.Range(0, model.UnconstrainedDimension).Select(_ => generator.NextDouble() - 0.5).ToArray();
        var values = new double[model.Parameters.Sum(p => p.Count)];
        model.ToValues(point, Coordinates.Unconstrained, values);
        CheckScores(model, point, () => model.Simulate(values, 20, ref random));
    }

    [Theory]
    [InlineData("02-linear-regression", "Sparse")]
    [InlineData("05-gaussian-mixture", "Two")]
    [InlineData("11-latent-class", "Independent")]
    [InlineData("12-hmm", "Iid")]
    [InlineData("13-factor-analysis", "OneFactor")]
    [InlineData("08-tanh-network", "OneUnit")]
    public void Rows_of_a_truth_have_the_density_of_the_model_at_its_own_sizes(string name, string truth)
    {
        var model = (CompiledModel)ExampleGraphs.Of(name).Model();
        var random = new SltRandom(13);
        var (at, values) = model.AtTruth(truth);
        var point = new double[at.Dimension];
        at.ToPoint(values, Coordinates.Natural, point);
        CheckScores(at, point, () => model.Simulate(truth, 20, ref random), Coordinates.Natural);
    }

    [Theory, MemberData(nameof(Drawn))]
    public void Prior_draws_have_the_priors_density(string name)
    {
        var model = ExampleGraphs.Of(name).Model();
        var prior = model.Prior();
        var random = new SltRandom(14);
        var values = new double[model.Parameters.Sum(p => p.Count)];
        var point = new double[model.UnconstrainedDimension];
        var scores = new List<double[]>();
        for (var n = 0; n < 4_000; n++)
        {
            model.DrawPrior(ref random, values);
            Assert.Null(model.Violation(values));
            model.ToPoint(values, Coordinates.Unconstrained, point);
            var score = new double[point.Length];
            Assert.True(double.IsFinite(prior.LogDensityAndGradient(point, score)));
            scores.Add(score);
        }

        CheckMeans(name, scores);
    }

    [Fact]
    public void What_cannot_be_drawn_is_said()
    {
        var random = new SltRandom(1);
        var noInput = Assert.Throws<NotSupportedException>(() => ExampleGraphs.Of("extrema").Model().Simulate(new double[4], 1, ref random));
        Assert.Contains("input `x` has no distribution", noInput.Message);
        var factor = Assert.Throws<NotSupportedException>(() => ExampleGraphs.Of("factorised").Model().DrawPrior(ref random, new double[8]));
        Assert.Contains("`factor`", factor.Message);
    }

    [Fact]
    public void An_explicit_truth_is_drawn_from_its_own_laws()
    {
        var model = ExampleGraphs.Of("16-modular-addition").Model();
        var random = new SltRandom(15);
        var exact = model.Simulate("Exact", 200, ref random);
        var noisy = model.Simulate("Noisy", 20_000, ref random);
        for (var row = 0; row < exact.Rows; row++)
        {
            Assert.Equal(((exact.Columns[0][row] + exact.Columns[1][row] - 2) % 7) + 1, exact.Columns[2][row]);
        }

        var right = Enumerable.Range(0, noisy.Rows).Count(row => noisy.Columns[2][row] == ((noisy.Columns[0][row] + noisy.Columns[1][row] - 2) % 7) + 1);
        Assert.InRange((right - (0.9 * noisy.Rows)) / Math.Sqrt(noisy.Rows * 0.09), -Limit, Limit);
    }

    private static void CheckScores(ISltModel model, double[] point, Func<Dataset> simulate, Coordinates coordinates = Coordinates.Unconstrained)
    {
        var prior = new double[point.Length];
        model.Prior(coordinates).LogDensityAndGradient(point, prior);
        var scores = new List<double[]>();
        for (var n = 0; n < 200; n++)
        {
            var score = new double[point.Length];
            Assert.True(double.IsFinite(model.Posterior(simulate(), 1.0, coordinates).LogDensityAndGradient(point, score)));
            scores.Add([.. score.Zip(prior, (a, b) => a - b)]);
        }

        CheckMeans(model.Info.Name, scores);
    }

    private static void CheckMeans(string name, List<double[]> scores)
    {
        for (var i = 0; i < scores[0].Length; i++)
        {
            var mean = scores.Average(s => s[i]);
            var variance = scores.Sum(s => Math.Pow(s[i] - mean, 2)) / (scores.Count - 1);
            var error = Math.Sqrt(variance / scores.Count);
            Assert.True(Math.Abs(mean) <= (Limit * error) + 1e-9, $"{name}, coordinate {i}: mean score {mean} ± {error}");
        }
    }
}
