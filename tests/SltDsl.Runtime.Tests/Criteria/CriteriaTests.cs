namespace SltDsl.Runtime.Tests;

public class CriteriaTests
{
    /// <summary>
    /// y ~ N(μ, 1) with a flat prior: given the data μ ~ N(ȳ, 1/n). The predictive density of an observation is normal with
    /// variance 1 + 1/n, that of one left out normal about the others' mean with variance 1 + 1/(n − 1), and the posterior
    /// variance of its log likelihood is r²/n + 1/(2n²) with r its residual.
    /// </summary>
    [Fact]
    public void Of_a_normal_mean_agree_with_the_closed_forms()
    {
        double[] y = [0.3, -1.2, 0.8, 1.9, -0.4, 0.1, -0.9, 1.1, 0.6, -0.2];
        var n = y.Length;
        var mean = y.Average();
        var pointwise = new double[20_000][];
        for (var s = 0; s < pointwise.Length; s++)
        {
            // Quantiles in place of draws: what is left is the criteria's own error.
            var mu = mean + (MathNet.Numerics.Distributions.Normal.InvCDF(0, 1, (s + 0.5) / pointwise.Length) / Math.Sqrt(n));
            pointwise[s] = Array.ConvertAll(y, value => LogNormal(value - mu, 1));
        }

        var waic = Waic.Of(pointwise);
        var variance = y.Sum(value => (Square(value - mean) / n) + (0.5 / (n * n)));
        var predictive = y.Sum(value => LogNormal(value - mean, 1 + (1.0 / n)));
        Assert.Equal(predictive - variance, waic.ElpdWaic, 0.001);
        Assert.Equal(variance, waic.EffectiveParameters, 0.001);
        Assert.Equal(0.5 * variance, waic.SingularFluctuation, 0.001);
        Assert.Equal(-predictive / n, waic.TrainingLoss, 0.0001);
        Assert.Equal(-waic.ElpdWaic / n, waic.GeneralisationLoss, 1e-12);

        var loo = LeaveOneOut.Of(pointwise);
        var exact = y.Sum(value => LogNormal(value - (((n * mean) - value) / (n - 1)), 1 + (1.0 / (n - 1))));
        Assert.Equal(exact, loo.ElpdLoo, 0.01);
        Assert.Equal(0, loo.Unreliable);
        Assert.InRange(loo.StandardError, 1, 3);
    }

    /// <summary>An observation ten sd away: the plain importance weights have infinite variance, and k̂ says so.</summary>
    [Fact]
    public void An_outlier_is_marked_as_unreliable()
    {
        double[] y = [0.3, -0.2, 0.1, 12];
        var mean = y.Average();
        var random = new SltRandom(4);
        var pointwise = Enumerable.Range(0, 4000).Select(_ =>
        {
            var mu = mean + (0.5 * random.NextNormal());
            return Array.ConvertAll(y, value => LogNormal(value - mu, 1));
        }).ToArray();

        Assert.True(LeaveOneOut.Of(pointwise).ParetoShapes[3] > 0.7);
        Assert.True(Waic.Of(pointwise).Unreliable >= 1);
    }

    /// <summary>Quantiles of the distribution itself as data: the fit returns its shape, drawn a little towards ½, and its scale.</summary>
    [Theory]
    [InlineData(0.2, 1.5)]
    [InlineData(0.7, 1.0)]
    [InlineData(-0.2, 2.0)]
    public void Pareto_fit_finds_shape_and_scale(double shape, double scale)
    {
        const int n = 2000;
        var data = Enumerable.Range(0, n).Select(i => GeneralisedPareto.Quantile((i + 0.5) / n, shape, scale)).ToArray();
        var fit = GeneralisedPareto.Fit(data);

        Assert.Equal(((n * shape) + 5) / (n + 10), fit.Shape, 0.02);
        Assert.Equal(scale, fit.Scale, 0.05 * scale);
    }

    /// <summary>For regular models, whose λ is d/2 at every truth, the singular criterion is close to BIC; two models by the quadratic's root.</summary>
    [Fact]
    public void Singular_bic_of_regular_models_is_bic()
    {
        NestedModel[] models =
        [
            new(-120, [(0.5, 1)]),
            new(-110, [(1, 1), (1, 1)]),
        ];
        var scores = SingularBic.Of(models, 100);

        Assert.Equal(-120 - (0.5 * Math.Log(100)), scores[0], 1e-9);
        Assert.Equal(-110 - Math.Log(100), scores[1], 1e-9);
    }

    /// <summary>Drton and Plummer's point: where the smaller model is true, the penalty of the larger is its λ there, not d/2.</summary>
    [Fact]
    public void Singular_bic_penalises_by_the_coefficient_at_the_submodel_that_holds()
    {
        const int n = 1000;
        NestedModel[] models = [new(-500, [(1, 1)]), new(-499.5, [(1.5, 1), (2.5, 1)])];
        var scores = SingularBic.Of(models, n);

        // Root of L² + L (L₁ − L'₂₂) − L'₂₁ L₁ = 0 in units of exp(−499.5).
        double first = Math.Exp(-0.5) / n, own = Math.Pow(n, -2.5), sub = Math.Pow(n, -1.5);
        var linear = first - own;
        var root = (-linear + Math.Sqrt((linear * linear) + (4 * sub * first))) / 2;
        Assert.Equal(Math.Log(root) - 499.5, scores[1], 1e-9);
        Assert.InRange(scores[1], -499.5 - (1.5 * Math.Log(n)) - 0.2, -499.5 - (1.5 * Math.Log(n)));
        Assert.Throws<ArgumentException>(() => SingularBic.Of([new(-1, [])], n));
    }

    [Fact]
    public void Tables_that_are_ragged_or_hold_nan_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Waic.Of([[1, 2], [1]]));
        Assert.Contains("observation 2", Assert.Throws<ArgumentException>(() => LeaveOneOut.Of([[1, double.NaN], [1, 2]])).Message);
    }

    private static double LogNormal(double residual, double variance) =>
        -0.5 * ((residual * residual / variance) + Math.Log(2 * Math.PI * variance));

    private static double Square(double x) => x * x;
}
