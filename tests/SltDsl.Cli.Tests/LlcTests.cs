using MathNet.Numerics.Integration;

namespace SltDsl.Cli.Tests;

/// <summary><c>slt llc</c> on a normal crossing, K = 4a²b², and on a normal mean, where everything is known.</summary>
public sealed class LlcTests : IDisposable
{
    private const string Product =
        "model Product;\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(sqrt(8) * a * b, 1);\n"
        + "truth Q { set a = 0; set b = 0; }\nphase Branch where abs(a) < 0.5 && abs(b) >= 0.5;\nphase Cross where abs(a) < 0.5 && abs(b) < 0.5;\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>The target is a quotient of two integrals over a once b is integrated out; λ = ½, m = 2. One seed, a 95 % interval and m̂'s probability.</summary>
    [Fact]
    public void At_n_1000_a_crossing_shows_its_target_and_the_limit()
    {
        var kappa = 1000 / Math.Log(1000);
        double Weight(double a) => Math.Exp(-0.5 * a * a) / Math.Sqrt(1 + (8 * kappa * a * a));
        double Integral(Func<double, double> f) => GaussKronrodRule.Integrate(f, 0, 0.2, out _, out _, 1e-13) + GaussKronrodRule.Integrate(f, 0.2, 12, out _, out _, 1e-13);
        var exact = Integral(a => Weight(a) * 4 * kappa * a * a / (1 + (8 * kappa * a * a))) / Integral(Weight);

        var model = _folder.Write("p.slt", Product);
        var result = Tool.Run("llc", model, "--truth", "Q", "-n", "1000", "--seed", "1", "--json", "--no-progress");
        Assert.True(result.ExitCode == 0, result.Error);
        var target = result.Json.GetProperty("criteria").GetProperty("targetAtN");
        Assert.Equal(exact, target.GetProperty("value").GetDouble(), 1e-6);
        Assert.Equal(0, target.GetProperty("standardError").GetDouble());
        var interval = result.Json.GetProperty("interval95");
        Assert.InRange(0.5, interval[0].GetDouble(), interval[1].GetDouble());
        Assert.Equal(2, result.Json.GetProperty("multiplicity").GetInt32());

        var text = Tool.Run("llc", model, "--truth", "Q", "-n", "1000", "--seed", "1", "--no-progress").Output;
        Assert.Contains("target at n   0.3833", text);
        Assert.Contains("n = 1000 is not large enough for the limit: the target lies 23 % below λ̂", text);
    }

    /// <summary>Away from the crossing λ = ½ with m = 1. One seed at 4 standard errors.</summary>
    [Fact]
    public void A_phase_has_its_own_multiplicity()
    {
        var result = Tool.Run("llc", _folder.Write("p.slt", Product), "--truth", "Q", "--phase", "Branch", "--seed", "1", "--json", "--no-progress");
        Assert.True(result.ExitCode == 0, result.Error);
        Assert.Equal("phase Branch", result.Json.GetProperty("at").GetString());
        Assert.InRange((result.Json.GetProperty("lambda").GetDouble() - 0.5) / result.Json.GetProperty("standardError").GetDouble(), -4, 4);
        Assert.Equal(1, result.Json.GetProperty("multiplicity").GetInt32());
    }

    [Fact]
    public void A_point_that_is_not_true_is_told()
    {
        var result = Tool.Run("llc", _folder.Write("p.slt", Product), "--truth", "Q", "--at", _folder.Write("w.json", "{\"a\": 0.3, \"b\": 1}"), "--seed", "1", "--no-progress");
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("K = 3.6e-1 at the point", result.Error);
        Assert.Contains("`--radius`", result.Error);
    }

    /// <summary>
    /// y ~ N(a, 1) with N(w₀, 1/γ) for a prior: at β the posterior of a is normal with precision nβ + γ, so that the mean loss at
    /// both temperatures, and with it λ̂, is a closed form. One seed at 4 standard errors.
    /// </summary>
    [Fact]
    public void Near_a_point_λ_from_data_is_its_closed_form()
    {
        double[] y = [0.3, -1.1, 0.8, 2.0, 1.4, 0.1, -0.2, 1.9, 0.4, 0.6];
        var model = _folder.Write("n.slt", "model N;\nparam real a ~ flat();\nobserve real y ~ normal(a, 1);\n");
        var data = _folder.Write("rows.csv", "y\n" + string.Join('\n', y) + "\n");
        var result = Tool.Run("llc", model, "--data", data, "--at", _folder.Write("w.json", "{\"a\": 0.5}"), "--gamma", "2", "--seed", "1", "--json", "--no-progress");
        Assert.True(result.ExitCode == 0, result.Error);

        double n = y.Length, mean = y.Average(), beta = 1 / Math.Log(n);
        double Loss(double b)
        {
            var precision = (n * b) + 2;
            var centre = ((n * b * mean) + (2 * 0.5)) / precision;
            return 0.5 * n * (((centre - mean) * (centre - mean)) + (1 / precision));
        }

        var exact = (Loss(beta) - Loss(1.5 * beta)) / ((1 / beta) - (1 / (1.5 * beta)));
        var (lambda, error) = (result.Json.GetProperty("lambda").GetDouble(), result.Json.GetProperty("standardError").GetDouble());
        Assert.InRange(error, 1e-4, 0.05);
        Assert.InRange((lambda - exact) / error, -4, 4);
        Assert.Equal(10, result.Json.GetProperty("n").GetInt32());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, result.Json.GetProperty("multiplicity").ValueKind);
    }

    [Theory]
    [InlineData(2, "--truth", "llc")]
    [InlineData(2, "not both", "llc", "--truth", "Q", "--at", "w.json", "--phase", "Cross")]
    [InlineData(2, "`NearA`", "llc", "--truth", "Q", "--phase", "NearB")]
    [InlineData(2, "at least 3", "llc", "--truth", "Q", "-n", "2")]
    [InlineData(2, "over 0", "llc", "--truth", "Q", "--radius", "-1")]
    [InlineData(2, "did you mean `Q`", "llc", "--truth", "q")]
    public void What_cannot_be_asked_is_told(int exitCode, string message, string verb, params string[] options)
    {
        var model = _folder.Write("p.slt", Product.Replace("Branch", "NearA", StringComparison.Ordinal));
        var result = Tool.Run([verb, model, .. options, "--no-progress"]);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Error);
    }
}
