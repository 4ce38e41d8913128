using System.Text.Json;

namespace SltDsl.Cli.Tests;

public sealed class CompareAndConvertTests : IDisposable
{
    private static readonly double[] Values = [1.2, 0.4, 2.1, 1.7, 0.9, 1.4, 1.1, 0.2, 1.9, 0.8, 1.3, 2.4, -0.3, 1.0, 1.6, 0.7, 1.5, 2.0, 0.6, 1.8];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// y ~ N(m, 1), m ~ N(0, 1): without yᵢ the predictive distribution is N(Σ others / n, 1 + 1/n). The sum follows the draws'
    /// variance, which E effective draws give to √(2/E), times the effective number of parameters, 1: with 10 000 draws and E over
    /// 3 000 one standard error is under 0.026. False-alarm rate 1e-4.
    /// </summary>
    [Fact]
    public void Leave_one_out_is_that_of_the_closed_form()
    {
        Sample("model Mean;\nparam real m ~ normal(0, 1);\nobserve real y ~ normal(m, 1);\n", "mean", null, "--draws", "2500");
        Sample("model Zero;\nparam real m ~ normal(-3, 0.1);\nobserve real y ~ normal(m, 1);\n", "zero");
        var result = Tool.Run("compare", At("zero"), At("mean"), "--json");
        Assert.Equal(0, result.ExitCode);
        var models = result.Json.GetProperty("models");
        Assert.Equal(["Mean", "Zero"], models.EnumerateArray().Select(m => m.GetProperty("model").GetString()));

        var variance = 1 + (1.0 / Values.Length);
        var expected = Values.Sum(y => -0.5 * (Math.Log(2 * Math.PI * variance) + (Math.Pow(y - ((Values.Sum() - y) / Values.Length), 2) / variance)));
        var loo = models[0].GetProperty("criteria").GetProperty("elpdLoo");
        Assert.Equal(expected, loo.GetProperty("value").GetDouble(), 0.1);
        Assert.Equal(0, loo.GetProperty("difference").GetDouble());
        Assert.InRange(models[1].GetProperty("criteria").GetProperty("elpdLoo").GetProperty("difference").GetDouble(), double.NegativeInfinity, -20);
        Assert.Equal(0, models[0].GetProperty("unreliable").GetInt32());
        Assert.Contains("elpd LOO", Tool.Run("compare", At("mean")).Output);
    }

    /// <summary>The same model and data written as one row have the elements as observations, over all draws. From 1000 effective draws one standard error is 0.045 each; false-alarm rate 1e-4.</summary>
    [Theory]
    [InlineData("observe vector[20] y ~ normal(m, 1);\n")]
    [InlineData("observe vector[20] y each t in 1:20 ~ normal(if t == 1 then m else m + 0 * y[t - 1], 1);\n")]
    public void Data_of_one_row_are_taken_element_by_element(string observe)
    {
        Sample("model Rows;\nparam real m ~ normal(0, 1);\nobserve real y ~ normal(m, 1);\n", "rows");
        var json = _folder.Write("one.json", $"{{\"y\": [{string.Join(",", Values.Select(y => FormattableString.Invariant($"{y}")))}]}}");
        Assert.Equal(0, Tool.Run("sample", _folder.Write("one.slt", $"model One;\nparam real m ~ normal(0, 1);\n{observe}"), "--data", json, "--seed", "1", "-q", "-o", At("one")).ExitCode);
        var (rows, one) = (Tool.Run("compare", At("rows"), "--json").Json.GetProperty("models")[0], Tool.Run("compare", At("one"), "--json").Json.GetProperty("models")[0]);
        Assert.Equal((20, 4000), (one.GetProperty("rows").GetInt32(), one.GetProperty("draws").GetInt32()));
        double Loo(JsonElement model) => model.GetProperty("criteria").GetProperty("elpdLoo").GetProperty("value").GetDouble();
        Assert.Equal(Loo(rows), Loo(one), 0.25);
    }

    [Fact]
    public void One_observation_has_no_criteria()
    {
        var model = _folder.Write("joint.slt", "model Joint;\nparam vector[2] m ~ normal(0, 1);\nobserve vector[2] y ~ multi_normal(m, identity(2));\n");
        Assert.Equal(0, Tool.Run("sample", model, "--data", _folder.Write("joint.json", "{\"y\": [1, 2]}"), "--seed", "1", "--draws", "50", "-q", "-o", At("joint")).ExitCode);
        var result = Tool.Run("compare", At("joint"));
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("one observation that does not split", result.Error);
    }

    [Fact]
    public void Runs_on_other_data_are_not_compared()
    {
        const string model = "model Mean;\nparam real m ~ normal(0, 1);\nobserve real y ~ normal(m, 1);\n";
        Sample(model, "one");
        Sample(model, "other", "y\n7\n8\n");
        var result = Tool.Run("compare", At("one"), At("other"));
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("different data", result.Error);
    }

    [Fact]
    public void Converted_draws_are_the_bytes_that_sampling_would_have_written()
    {
        const string model = "model Pair;\nsize K = 2;\ninput real x ~ normal(0, 1);\nparam vector[K] m ~ normal(0, 1);\ngenerate real twice = 2 * m[1];\nobserve real y ~ normal(m[1] + m[2] * x, 1);\n";
        const string rows = "x,y\n1,2\n2,3\n0,1\n";
        Sample(model, "parquet", rows);
        Sample(model, "all", rows, "--draws-format", "csv", "--draws-format", "zarr", "--draws-format", "parquet");
        Assert.Equal(0, Tool.Run("convert", At("parquet"), "--to", "csv").ExitCode);
        Assert.Equal(0, Tool.Run("convert", At("parquet"), "--to", "zarr").ExitCode);
        var files = Directory.GetFiles(At("all/draws"), "*", SearchOption.AllDirectories);
        Assert.True(files.Length > 50);
        foreach (var file in files.Where(f => !f.EndsWith(".csv", StringComparison.Ordinal)))
        {
            Assert.Equal(File.ReadAllBytes(file), File.ReadAllBytes(file.Replace(At("all"), At("parquet"), StringComparison.Ordinal)));
        }

        // The CSV's comments name the last step and metric, which draws alone do not hold.
        string[] Lines(string run) => [.. File.ReadLines(At($"{run}/draws/chain-2.csv")).Where(line => !line.StartsWith('#'))];
        Assert.Equal(Lines("all"), Lines("parquet"));
        var tree = At("all/draws/inference_data.zarr");
        Assert.Equal("[\"chain\",\"draw\",\"K\"]", JsonElement.Parse(File.ReadAllText(Path.Combine(tree, "posterior/m/.zattrs"))).GetProperty("_ARRAY_DIMENSIONS").GetRawText());
        Assert.True(File.Exists(Path.Combine(tree, "posterior/twice/0.0")));
        Assert.True(File.Exists(Path.Combine(tree, "constant_data/x/0")));

        var taken = Tool.Run("convert", At("parquet"), "--to", "csv");
        Assert.Equal(2, taken.ExitCode);
        Assert.Contains("exists already", taken.Error);
    }

    /// <summary>The posterior predictive of a conjugate model is N(mean, 1 + posterior variance).</summary>
    [Fact]
    public void Predictive_draws_have_the_moments_of_the_closed_form()
    {
        Sample("model Mean;\nparam real m ~ normal(0, 1);\nobserve real y ~ normal(m, 1);\n", "run", null, "--draws-format", "zarr");
        var bytes = Directory.GetFiles(At("run/draws/inference_data.zarr/posterior_predictive/y"), "?.0.0").SelectMany(File.ReadAllBytes).ToArray();
        var draws = System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(bytes).ToArray();
        var precision = Values.Length + 1.0;
        var (mean, variance) = (Values.Sum() / precision, 1 + (1 / precision));
        Assert.Equal(4 * 1000 * Values.Length, draws.Length);
        Assert.Equal(mean, draws.Average(), 0.05);
        Assert.Equal(variance, draws.Average(y => (y - mean) * (y - mean)), 0.06);
    }

    /// <summary>
    /// Beside the posterior: 1000 draws from the prior m ~ N(0, 1) in the quantities of the run, and of the data under it, y ~ N(0, 2); the
    /// checks are at 4 standard errors. Shared data and labels are those of the model.
    /// </summary>
    [Fact]
    public void A_tree_has_the_prior_the_shared_data_and_the_labels()
    {
        const string model = "model Groups;\n@labels(\"north\", \"south\")\nsize K = 2;\n@column(\"s.d\")\ndata positive scale;\nparam vector[K] m ~ normal(0, 1);\ngenerate real twice = 2 * m[1];\nobserve vector[K] y ~ normal(m, scale);\n";
        var data = _folder.Write("groups.json", "{\"s.d\": 1, \"y\": [[1, 2], [2, 3]]}");
        Assert.Equal(0, Tool.Run("sample", _folder.Write("groups.slt", model), "--data", data, "--seed", "1", "--draws", "50", "-q", "--draws-format", "zarr", "-o", At("groups")).ExitCode);
        double[] Values(string array, params string[] chunks) => [.. chunks.SelectMany(chunk =>
            System.Runtime.InteropServices.MemoryMarshal.Cast<byte, double>(File.ReadAllBytes(At($"groups/draws/inference_data.zarr/{array}/{chunk}"))).ToArray())];
        var (m, twice, y) = (Values("prior/m", "0.0.0"), Values("prior/twice", "0.0"), Values("prior_predictive/y", "0.0.0.0"));
        Assert.Equal((2000, 1000, 4000), (m.Length, twice.Length, y.Length));
        Assert.InRange(m.Average(), -4 / Math.Sqrt(2000), 4 / Math.Sqrt(2000));
        Assert.InRange(m.Average(v => v * v), 1 - (4 * Math.Sqrt(2 / 2000.0)), 1 + (4 * Math.Sqrt(2 / 2000.0)));
        Assert.All(Enumerable.Range(0, 1000), draw => Assert.Equal(2 * m[2 * draw], twice[draw]));

        // The rows of a draw share m: y² averaged over 1000 draws of two independent elements, each twice.
        Assert.InRange(y.Average(v => v * v), 2 - (4 * 2 * Math.Sqrt(2 / 2000.0)), 2 + (4 * 2 * Math.Sqrt(2 / 2000.0)));
        Assert.Equal([1.0], Values("constant_data/scale", "0"));
        Assert.Equal("northsouth", System.Text.Encoding.UTF32.GetString(File.ReadAllBytes(At("groups/draws/inference_data.zarr/posterior/K/0"))));
    }

    /// <summary>Without a prior to draw from there is none in the tree.</summary>
    [Fact]
    public void A_flat_prior_leaves_the_prior_out()
    {
        Sample("model Mean;\nparam real m ~ flat();\nobserve real y ~ normal(m, 1);\n", "flat", null, "--draws", "50", "--draws-format", "zarr");
        Assert.Equal(["log_likelihood", "observed_data", "posterior", "posterior_predictive", "sample_stats"], Directory.GetDirectories(At("flat/draws/inference_data.zarr")).Select(d => Path.GetFileName(d)).Order(StringComparer.Ordinal));
    }

    private void Sample(string model, string run, string? rows = null, params string[] more)
    {
        var data = _folder.Write($"{run}.csv", rows ?? "y\n" + string.Concat(Values.Select(y => FormattableString.Invariant($"{y}\n"))));
        var result = Tool.Run(["sample", _folder.Write($"{run}.slt", model), "--data", data, "--seed", "1", "-q", "-o", At(run), .. more]);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private string At(string name) => Path.Combine(_folder.Path, name);
}
