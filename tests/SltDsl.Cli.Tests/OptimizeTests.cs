namespace SltDsl.Cli.Tests;

public sealed class OptimizeTests : IDisposable
{
    // Rate r of exponential waits with a gamma(3, 2) prior: the posterior is gamma(3 + n, 2 + Σy), here n = 4 and Σy = 8.
    private const string Model = "model Waits;\nparam positive r ~ gamma(3, 2);\nobserve real y ~ exponential(r);\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_mode_is_that_of_the_density_in_natural_coordinates()
    {
        var result = Optimize("--seed", "1", "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal((2 + 4.0) / (2 + 8), result.Json.GetProperty("point").GetProperty("r").GetDouble(), 1e-6);
        Assert.True(result.Json.GetProperty("converged").GetBoolean());
        Assert.Equal(8, result.Json.GetProperty("agreeing").GetInt32());

        // log gamma(3, 2) density and the likelihood at r = 0.6.
        var expected = (3 * Math.Log(2)) - Math.Log(2) + (2 * Math.Log(0.6)) - 1.2 + (4 * Math.Log(0.6)) - 4.8;
        Assert.Equal(expected, result.Json.GetProperty("logPosterior").GetDouble(), 1e-9);
    }

    [Fact]
    public void The_maximum_of_the_likelihood_leaves_the_prior_out_and_starts_where_it_is_told()
    {
        var result = Optimize("--likelihood", "--json", "--init", _folder.Write("init.json", "{\"r\": 3}"));
        Assert.Equal(4 / 8.0, result.Json.GetProperty("point").GetProperty("r").GetDouble(), 1e-6);
        Assert.Equal(1, result.Json.GetProperty("starts").GetInt32());
    }

    /// <summary>A normal likelihood of one row has no maximum: the scale falls to zero.</summary>
    [Fact]
    public void A_likelihood_without_maximum_is_told()
    {
        var model = _folder.Write("m.slt", "model M;\nparam real a ~ normal(0, 1);\nparam positive s ~ half_normal(1);\nobserve real y ~ normal(a, s);\n");
        var result = Tool.Run("optimize", model, "--data", _folder.Write("one.csv", "y\n1\n"), "--likelihood", "--seed", "1", "--strict");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("did not end at a maximum", result.Error);
    }

    private ToolResult Optimize(params string[] more) =>
        Tool.Run(["optimize", _folder.Write("w.slt", Model), "--data", _folder.Write("rows.csv", "y\n1\n2\n3\n2\n"), .. more]);
}
