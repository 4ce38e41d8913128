using SltDsl.Runtime;

namespace SltDsl.Cli.Tests;

/// <summary>Every method behind <c>--method</c> on one model with a known posterior: precision 1 + 40 · 4, of a normal mean with unit prior and sd ½.</summary>
public sealed class SamplerMethodTests : IDisposable
{
    private const string Model = "model Mean;\nparam real m ~ normal(0, 1);\nobserve real y ~ normal(m, 0.5);\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("nuts", 0)]
    [InlineData("hmc", 0)]
    [InlineData("mala", 0)]
    [InlineData("exchange", 0)]
    [InlineData("smc", 0)]
    [InlineData("nuts", 0, "--metric", "dense")]
    [InlineData("sgld", 0.15, "--step", "0.02", "--batch", "10", "--draws", "20000")]
    public void Finds_the_posterior_of_a_normal_mean(string method, double bias, params string[] more)
    {
        var rows = Enumerable.Range(0, 40).Select(i => 1 + (0.5 * Math.Sin(i * 1.7))).ToArray();
        var data = _folder.Write("rows.csv", "y\n" + string.Concat(rows.Select(y => FormattableString.Invariant($"{y}\n"))));
        var result = Tool.Run(["sample", _folder.Write("m.slt", Model), "--data", data, "--seed", "3", "--method", method, "--json", "-q", "-o", Path.Combine(_folder.Path, "run"), .. more]);
        Assert.True(result.ExitCode == 0, result.Error);

        var (precision, mean) = (1 + (40 * 4.0), 4 * rows.Sum() / (1 + (40 * 4.0)));
        var m = result.Json.GetProperty("parameters").GetProperty("m");
        double Value(string name) => m.GetProperty(name).GetDouble();
        Assert.InRange(Math.Abs(Value("mean") - mean), 0, (4 * Value("mcse")) + (bias / Math.Sqrt(precision)));
        Assert.InRange(Math.Abs(Value("sd") - (1 / Math.Sqrt(precision))), 0, (4 * Value("mcseSd")) + (bias / Math.Sqrt(precision)));
        Assert.Equal(method == "sgld", result.Error.Contains("biased by its step", StringComparison.Ordinal));
        Assert.Equal(method, result.Json.GetProperty("method").GetString());
        if (method is "exchange" or "smc")
        {
            // The evidence of a normal mean: Σ log N(yᵢ; …) by the chain rule of predictive densities.
            double logZ = 0, mu = 0, tau = 1;
            foreach (var y in rows)
            {
                var variance = (1 / tau) + 0.25;
                logZ -= 0.5 * (Math.Log(2 * Math.PI * variance) + ((y - mu) * (y - mu) / variance));
                mu = ((tau * mu) + (4 * y)) / (tau + 4);
                tau += 4;
            }

            var found = result.Json.GetProperty("ladder").GetProperty("logNormaliser");
            Assert.InRange((found.GetProperty("value").GetDouble() - logZ) / found.GetProperty("standardError").GetDouble(), -4, 4);
        }
    }

    [Fact]
    public void Replica_exchange_needs_a_prior_to_draw_from()
    {
        var model = _folder.Write("flat.slt", "model M;\nparam real a ~ flat();\nobserve real y ~ normal(a, 1);\n");
        var result = Tool.Run("sample", model, "--data", _folder.Write("rows.csv", "y\n1\n"), "--seed", "1", "--method", "exchange", "-o", Path.Combine(_folder.Path, "none"));
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("this method begins at the prior, which cannot be drawn from", result.Error);
        Assert.Contains("--method nuts", result.Error);
    }

    /// <summary>Mini-batches of ten rows, whose sums have closed forms: prior and 4 (yᵢ − m) for each row, times 40/10.</summary>
    [Fact]
    public void Gradients_of_mini_batches_are_those_of_their_rows()
    {
        using var compiled = new CompiledText(Model);
        var y = Enumerable.Range(0, 40).Select(i => 1 + (0.5 * Math.Sin(i * 1.7))).ToArray();
        var density = (IRowwiseLogDensity)compiled.Model.Posterior(new Dataset(40, [y]));
        var gradient = new double[1];
        for (var first = 0; first < 30; first++)
        {
            int[] rows = [.. Enumerable.Range(first, 10)];
            density.LogDensityAndGradient([0.3], rows, gradient);
            Assert.Equal(-0.3 + (4 * rows.Sum(i => 4 * (y[i] - 0.3))), gradient[0], 1e-9);
        }
    }

    /// <summary>Mini-batches: the mean over all batches of one row is the gradient of all rows, and a batch of all rows is the density itself.</summary>
    [Fact]
    public void Gradients_of_mini_batches_are_unbiased()
    {
        using var compiled = new CompiledText("model M;\ninput vector[2] x ~ normal(0, 1);\nparam vector[2] b ~ normal(0, 1);\nparam positive s ~ half_normal(1);\nobserve real y ~ normal(dot(b, x), s);\n");
        var random = new SltRandom(4);
        var data = compiled.Model.Simulate([0.5, -1, 0.7], 7, ref random);
        var density = (IRowwiseLogDensity)compiled.Model.Posterior(data);
        double[] w = [0.2, 0.3, -0.4], gradient = new double[3], all = new double[3], mean = new double[3];
        var value = density.LogDensityAndGradient(w, all);
        Assert.Equal(value, density.LogDensityAndGradient(w, [3, 1, 0, 2, 6, 5, 4], gradient), 1e-10);
        var average = 0.0;
        for (var row = 0; row < 7; row++)
        {
            average += density.LogDensityAndGradient(w, [row], gradient) / 7;
            for (var i = 0; i < 3; i++)
            {
                mean[i] += gradient[i] / 7;
            }
        }

        Assert.Equal(value, average, 1e-10);
        Assert.All(Enumerable.Range(0, 3), i => Assert.Equal(all[i], mean[i], 1e-10));
    }
}
