using SltDsl.Cli.Compilation;
using SltDsl.Cli.ModelTests;
using SltDsl.Cli.Output;
using SltDsl.Runtime;

namespace SltDsl.Cli.Tests;

/// <summary><c>slt test</c> passes right models, and each of its tests fails for what it is there to find.</summary>
public sealed class ModelTestTests : IDisposable
{
    private const string Coin = "slt 1;\nmodel Coin;\nparam prob theta ~ beta(1, 1);\nobserve int<lower=0, upper=1> y ~ bernoulli(theta);\ntruth Fair { set theta = 0.5; }\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_right_model_passes_every_test()
    {
        var path = _folder.Write("coin.slt", Coin);
        Assert.Equal(0, Tool.Run("test", path, "--update", "--replicates", "0").ExitCode);
        var result = Tool.Run("test", path, "--replicates", "20", "--rows", "20", "--json", "--no-progress");
        Assert.Equal(0, result.ExitCode);
        var tests = result.Json.GetProperty("files")[0].GetProperty("tests").EnumerateArray().Select(t => (t.GetProperty("name").GetString(), t.GetProperty("status").GetString()));
        Assert.Equal([("diagnostics", "passed"), ("gradient", "passed"), ("recovery", "passed")], tests);
    }

    [Fact]
    public void A_finding_that_changed_is_a_difference()
    {
        var path = _folder.Write("coin.slt", Coin);
        Tool.Run("test", path, "--update", "--replicates", "0");
        Assert.Contains("SLT2004", File.ReadAllText(Path.ChangeExtension(path, ".expected")));
        _folder.Write("coin.slt", Coin.Replace("0.5", "0", StringComparison.Ordinal));
        var result = Tool.Run("test", path, "--replicates", "0");
        Assert.Equal(5, result.ExitCode);
        Assert.Contains("diagnostics failed", result.Output);
        Assert.Contains("\n    + 5:18-5:27 warning SLT1012", result.Output);
    }

    [Fact]
    public void What_does_not_apply_is_skipped_with_its_reason()
    {
        var result = Tool.Run("test", _folder.Write("flat.slt", "slt 1;\nmodel F;\nparam real a ~ flat();\nobserve real y ~ normal(a, 1);\n"));
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("gradient skipped", result.Output);
        Assert.Contains("recovery skipped", result.Output);
    }

    [Fact]
    public void A_posterior_that_is_too_wide_fails_the_recovery()
    {
        // Rows of a right model fail at a rate of 1e-3; a likelihood to the power 0.1 puts the truth high among the draws.
        using var session = Open();
        Assert.Equal(TestStatus.Passed, new RecoveryTest(20, 40).Run(session.Model, data => session.Model.Posterior(data), seed: 1, _ => { }, default).Status);
        Assert.Equal(TestStatus.Failed, new RecoveryTest(20, 40).Run(session.Model, data => session.Model.Posterior(data, beta: 0.1), seed: 1, _ => { }, default).Status);
    }

    [Fact]
    public void A_gradient_that_is_wrong_by_a_thousandth_is_found()
    {
        using var session = Open();
        Assert.Equal(TestStatus.Passed, GradientTest.Run(session.Model, data => session.Model.Posterior(data), null, seed: 1).Status);
        Assert.Equal(TestStatus.Failed, GradientTest.Run(session.Model, data => new Tilted(session.Model.Posterior(data)), null, seed: 1).Status);
    }

    private ModelSession Open() => ModelSession.Open(
        new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null), new ModelRequest(_folder.Write("coin.slt", Coin), new Dictionary<string, long>(), new Dictionary<string, double>(), null));

    /// <summary>A density whose gradient is a little off.</summary>
    private sealed class Tilted(ILogDensity density) : ILogDensity
    {
        public int Dimension => density.Dimension;

        public double LogDensity(ReadOnlySpan<double> w) => density.LogDensity(w);

        public double LogDensityAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
        {
            var value = density.LogDensityAndGradient(w, gradient);
            gradient[0] = (gradient[0] * 1.001) + 0.001;
            return value;
        }
    }
}
