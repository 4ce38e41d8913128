namespace SltDsl.Cli.Tests;

/// <summary>The free energy through the tool, against closed forms.</summary>
public sealed class EnergyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>y ~ N(a, 1), a ~ N(0, 1): y is normal with covariance 1 + 11ᵀ. One seed at 4 standard errors.</summary>
    [Fact]
    public void The_free_energy_of_a_normal_mean_is_its_closed_form()
    {
        double[] y = [0.3, -1.1, 0.8, 2.0, 1.4, 0.1, -0.2, 1.9];
        var model = _folder.Write("n.slt", "model N;\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(a, 1);\n");
        var data = _folder.Write("rows.csv", "y\n" + string.Join('\n', y) + "\n");
        var result = Tool.Run("energy", model, "--data", data, "--seed", "1", "--json", "--no-progress", "--strict");
        Assert.True(result.ExitCode == 0, result.Error);

        double n = y.Length, sum = y.Sum(), squares = y.Sum(v => v * v);
        var exact = (0.5 * n * Math.Log(2 * Math.PI)) + (0.5 * Math.Log(1 + n)) + (0.5 * (squares - (sum * sum / (1 + n))));
        var energy = result.Json.GetProperty("criteria").GetProperty("freeEnergy");
        var error = energy.GetProperty("standardError").GetDouble();
        Assert.InRange(error, 1e-4, 0.1);
        Assert.InRange((energy.GetProperty("value").GetDouble() - exact) / error, -4, 4);

        // Regular, so that λ̂ at this n is near ½ (n / (n + 1/β) of it).
        Assert.InRange(result.Json.GetProperty("lambda").GetDouble(), 0.3, 0.6);
        Assert.Equal(8, result.Json.GetProperty("n").GetInt32());
        Assert.True(result.Json.GetProperty("trusted").GetBoolean());

        // Leave-one-out in closed form: each row given the others is normal with mean S/n and variance 1 + 1/n.
        var loo = y.Sum(v => (-0.5 * Math.Log(2 * Math.PI * (1 + (1 / n)))) - (0.5 * Math.Pow(v - ((sum - v) / n), 2) / (1 + (1 / n))));
        Assert.Equal(loo, result.Json.GetProperty("criteria").GetProperty("elpdLoo").GetProperty("value").GetDouble(), 0.15);
    }

    [Fact]
    public void A_person_reads_free_energy_and_criteria()
    {
        var model = _folder.Write("c.slt", "model C;\nparam prob p ~ beta(1, 1);\nobserve int<lower=0, upper=1> y ~ bernoulli(p);\n");
        var data = _folder.Write("rows.csv", "y\n1\n0\n1\n1\n");
        var result = Tool.Run("energy", model, "--data", data, "--seed", "1", "--no-progress");
        Assert.True(result.ExitCode == 0, result.Error);

        // Z = B(4, 2) = 1/20.
        Assert.Matches(@"^C, n = 4: free energy −log Z = (2\.9\d|3\.0\d) ± 0\.0\d\n  WBIC ", result.Output);
        Assert.Contains("elpd LOO", result.Output);
    }

    [Fact]
    public void Without_data_or_a_prior_to_draw_from_the_next_step_is_named()
    {
        var proper = _folder.Write("n.slt", "model N;\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(a, 1);\n");
        var missing = Tool.Run("energy", proper, "--no-progress");
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("--data", missing.Error);

        var improper = _folder.Write("f.slt", "model F;\nparam real a ~ flat();\nobserve real y ~ normal(a, 1);\n");
        var data = _folder.Write("rows.csv", "y\n1\n0\n");
        var refused = Tool.Run("energy", improper, "--data", data, "--no-progress", "--seed", "1");
        Assert.Equal(4, refused.ExitCode);
        Assert.Contains("proper", refused.Error);
    }
}
