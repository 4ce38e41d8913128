namespace SltDsl.Cli.Tests;

/// <summary>λ along sizes and hyperparameters against values that are known by hand.</summary>
public sealed class SweepTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_hyperparameter_moves_lambda_as_the_threshold_says()
    {
        // (1 + alpha)/2 up to alpha = 1/2, 3/4 from there on, with m = 2 where both meet.
        var points = Points("sweep", Tool.Example("05-gaussian-mixture.slt"), "--truth", "One", "--hyper", "alpha=0.25:1:0.25", "-n", "100", "--json");
        Assert.Equal(["5/8", "3/4", "3/4", "3/4"], points.Select(Lambda));
        Assert.Equal([1, 2, 1, 1], points.Select(p => p.GetProperty("multiplicity").GetProperty("value").GetInt32()));
        Assert.Equal(
            (0.75 * Math.Log(100)) - Math.Log(Math.Log(100)), points[1].GetProperty("freeEnergy")[0].GetProperty("excess").GetDouble(), 1e-9);
    }

    [Fact]
    public void A_size_alone_runs_through_its_declared_range()
    {
        // Aoyagi and Watanabe 2005 for tanh at zero: i = ⌊√H⌋, λ = (i² + i + H)/(4i + 2).
        var path = _folder.Write("tanh.slt", "slt 1;\nmodel T;\nsize H = 1 in 1:3;\ninput real x ~ uniform(-1, 1);\nparam vector[H] a ~ normal(0, 1);\nparam vector[H] b ~ normal(0, 1);\nobserve real y ~ normal(dot(a, tanh(b * x)), 1);\ntruth Null { with H = 0; }\n");
        Assert.Equal(["1/2", "2/3", "5/6"], Points("sweep", path, "--size", "H", "--json").Select(Lambda));
        var text = Tool.Run("sweep", path, "--size", "H=1,3").Output.Split('\n');
        Assert.Equal("H  truth  λ    m  d/2", text[0]);
        Assert.Equal("3  Null   5/6  1  3", text[2]);
    }

    [Fact]
    public void A_truth_without_meaning_at_a_size_says_so_and_the_rest_go_on()
    {
        var path = _folder.Write("fixed.slt", "slt 1;\nmodel F;\nsize K = 2;\nparam vector[K] a ~ normal(0, 1);\nobserve real y ~ normal(sum(a), 1);\ntruth Q { set a = [1, 2]; }\n");
        var points = Points("sweep", path, "--size", "K=2:3", "--json");
        Assert.Equal("1/2", Lambda(points[0]));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, points[1].GetProperty("lambda").ValueKind);
        Assert.NotEmpty(points[1].GetProperty("error").GetString()!);
    }

    [Theory]
    [InlineData("nothing varies")]
    [InlineData("`K` declares no range", "--size", "K")]
    [InlineData("is not a name with values", "--size", "K=")]
    [InlineData("is not a name with values", "--size", "K=1.5")]
    [InlineData("is no range", "--size", "K=3:1")]
    [InlineData("did you mean `K`?", "--size", "k=1:2")]
    [InlineData("is no list of numbers of rows", "--size", "K=1:2", "-n", "many")]
    public void Wrong_use_names_the_option_and_what_to_write(string message, params string[] options)
    {
        var path = _folder.Write("wrong.slt", "slt 1;\nmodel F;\nsize K = 2;\nparam vector[K] a ~ normal(0, 1);\nobserve real y ~ normal(sum(a), 1);\ntruth Q { set a = zeros(K); }\n");
        var result = Tool.Run(["sweep", path, .. options]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    private static List<System.Text.Json.JsonElement> Points(params string[] args)
    {
        var result = Tool.Run(args);
        Assert.True(result.ExitCode == 0, result.Error);
        return [.. result.Json.GetProperty("points").EnumerateArray()];
    }

    private static string? Lambda(System.Text.Json.JsonElement point) => point.GetProperty("lambda").GetProperty("value").GetString();
}
