using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace SltDsl.Cli.Tests;

public sealed class SampleTests : IDisposable
{
    private const string Conjugate = "model Conjugate;\nparam vector[2] m ~ normal(0, 1);\nlet total = sum(m);\nobserve vector[2] y ~ normal(m, 1);\n";
    private const string Rows = "{\"y\": [[1, -1], [2, 0], [3, 1]]}";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_posterior_of_a_conjugate_model_is_found_within_4_mcse()
    {
        // Posterior of each mean: precision 1 + 3, mean Σy/4, so N(1.5, 1/2) and N(0, 1/2); their sum N(1.5, 1/√2).
        var result = Sample("--seed", "1", "--json", "--no-progress");
        Assert.Equal(0, result.ExitCode);
        var parameters = result.Json.GetProperty("parameters");
        AssertMean(1.5, parameters.GetProperty("m[1]"));
        AssertMean(0, parameters.GetProperty("m[2]"));
        AssertMean(1.5, parameters.GetProperty("total"));
        Assert.Equal(0.5, parameters.GetProperty("m[1]").GetProperty("sd").GetDouble(), 0.03);
        Assert.Equal(0.7071, parameters.GetProperty("total").GetProperty("sd").GetDouble(), 0.04);
        Assert.InRange(parameters.GetProperty("m[1]").GetProperty("rhat").GetDouble(), 0.99, 1.01);
        Assert.Equal((4, 1_000, 1_000, 1UL), (Int(result.Json, "chains"), Int(result.Json, "draws"), Int(result.Json, "warmup"), result.Json.GetProperty("seed").GetUInt64()));
        Assert.Equal(4, result.Json.GetProperty("ebfmi").GetArrayLength());
    }

    [Fact]
    public void A_run_folder_holds_what_repeats_it_and_is_the_same_bytes_for_any_number_of_threads()
    {
        Assert.Equal(0, Sample("--seed", "7", "--draws", "50", "--warmup", "100", "-q", "-o", At("a"), "--threads", "1", "--draws-format", "parquet", "--draws-format", "csv", "--draws-format", "zarr").ExitCode);
        Assert.Equal(0, Sample("--seed", "7", "--draws", "50", "--warmup", "100", "-q", "-o", At("b"), "--threads", "2", "--draws-format", "zarr", "--draws-format", "csv", "--draws-format", "parquet").ExitCode);
        foreach (var file in new[] { "run.json", "summary.json", "draws/draws.parquet", "draws/chain-4.csv", "draws/inference_data.zarr/.zmetadata", "draws/inference_data.zarr/posterior_predictive/y/3.0.0.0" })
        {
            Assert.Equal(File.ReadAllBytes(At($"a/{file}")), File.ReadAllBytes(At($"b/{file}")));
        }

        var manifest = JsonElement.Parse(File.ReadAllText(At("a/run.json")));
        Assert.Equal("complete", manifest.GetProperty("status").GetString());
        Assert.Equal(Conjugate, manifest.GetProperty("modelText").GetString());
        Assert.Equal(100, Int(manifest.GetProperty("options"), "warmup"));
    }

    [Fact]
    public void Draws_are_written_as_CmdStan_does()
    {
        const string Model = "model Matrices;\nparam matrix[2, 3] W ~ normal(0, 1);\nobserve real y ~ normal(W[1, 2], 1);\n";
        var result = Tool.Run("sample", _folder.Write("w.slt", Model), "--data", _folder.Write("w.csv", "y\n40\n"), "--seed", "1", "--draws", "20", "--warmup", "200", "-q", "--draws-format", "csv", "-o", At("w"));
        Assert.Equal(0, result.ExitCode);
        var lines = File.ReadAllLines(At("w/draws/chain-2.csv")).Where(line => !line.StartsWith('#')).ToList();
        Assert.Equal("lp__,accept_stat__,stepsize__,treedepth__,n_leapfrog__,divergent__,energy__,W.1.1,W.2.1,W.1.2,W.2.2,W.1.3,W.2.3", lines[0]);
        Assert.Equal(21, lines.Count);
        // The one observation pulls W[1, 2] alone, to about 20.
        var means = Enumerable.Range(7, 6).Select(column => lines.Skip(1).Average(line => double.Parse(line.Split(',')[column], CultureInfo.InvariantCulture))).ToList();
        Assert.InRange(means[2], 18, 22);
        Assert.All(means.Where((_, i) => i != 2), mean => Assert.InRange(mean, -3, 3));
    }

    [Fact]
    public void A_folder_that_is_there_is_not_overwritten()
    {
        Directory.CreateDirectory(At("taken"));
        var result = Sample("--seed", "1", "-o", At("taken"));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("exists already", result.Error);
    }

    [Fact]
    public void Two_modes_that_do_not_mix_are_warned_about_and_fail_when_strict()
    {
        const string Model = "model Modes;\nparam real a ~ normal(0, 10);\nobserve real y ~ mixture([0.5, 0.5], k => normal(if k == 1 then a else -a, 1));\n";
        var data = _folder.Write("m.csv", "y\n" + string.Concat(Enumerable.Repeat("8\n", 30)));
        string[] args = ["sample", _folder.Write("m.slt", Model), "--data", data, "--seed", "3", "--draws", "200", "--warmup", "300", "-q"];
        var lax = Tool.Run([.. args, "-o", At("lax")]);
        Assert.Equal(0, lax.ExitCode);
        Assert.Contains("warning: the chains disagree about `a`", lax.Error);
        Assert.Equal(4, Tool.Run([.. args, "-o", At("strict"), "--strict"]).ExitCode);
    }

    [Fact]
    public void One_interrupt_keeps_the_finished_draws_and_exits_with_130()
    {
        // Where the tests run in a shell's background, their children inherit that the interrupt is ignored.
        string[] tool = ["--default-signal=INT", Path.Combine(AppContext.BaseDirectory, "slt")];
        var start = new ProcessStartInfo("env", [.. tool, "sample", _folder.Write("c.slt", Conjugate), "--data", _folder.Write("c.json", Rows), "--seed", "1", "--draws", "2000000", "--warmup", "100", "--draws-format", "csv", "-o", At("long"), "-q"])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            Environment = { ["SLT_CHECKPOINT_SECONDS"] = "0.05" },
        };
        using var process = Process.Start(start)!;
        try
        {
            var drawsOfChains = Enumerable.Range(1, 4).Select(chain => new FileInfo(At($"long/checkpoints/chain-{chain}.draws"))).ToList();
            SpinWait.SpinUntil(() => drawsOfChains.TrueForAll(file => { file.Refresh(); return file.Exists && file.Length > 10_000; }), TimeSpan.FromSeconds(120));
            using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                kill.WaitForExit();
            }

            Assert.True(process.WaitForExit(60_000));
        }
        finally
        {
            process.Kill();
        }

        Assert.Equal(130, process.ExitCode);
        Assert.Contains("stopping; what is finished is kept", process.StandardError.ReadToEnd());
        Assert.Equal("partial", JsonElement.Parse(File.ReadAllText(At("long/run.json"))).GetProperty("status").GetString());
        Assert.True(File.ReadLines(At("long/draws/chain-1.csv")).Count() > 20);
    }

    [Theory]
    [InlineData("--chains", "0")]
    [InlineData("--draws", "-3")]
    [InlineData("--target-acceptance", "1.5")]
    public void A_setting_out_of_range_is_wrong_usage(string option, string value)
    {
        var result = Sample(option, value);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains($"`{option} {value}` is out of range", result.Error);
    }

    private ToolResult Sample(params string[] more)
    {
        string[] folder = more.Contains("-o") ? [] : ["-o", At("run")];
        return Tool.Run(["sample", _folder.Write("c.slt", Conjugate), "--data", _folder.Write("c.json", Rows), .. more, .. folder]);
    }

    private string At(string name) => Path.Combine(_folder.Path, name);

    private static void AssertMean(double expected, JsonElement quantity) =>
        Assert.InRange((quantity.GetProperty("mean").GetDouble() - expected) / quantity.GetProperty("mcse").GetDouble(), -4, 4);

    private static int Int(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
