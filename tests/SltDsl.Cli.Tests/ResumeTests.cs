using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SltDsl.Algebra.Tests;

namespace SltDsl.Cli.Tests;

/// <summary>A run that is killed goes on to the same bytes, and nothing that goes wrong loses what is finished.</summary>
public sealed class ResumeTests : IDisposable
{
    private const string Model = "model M;\nparam vector[2] m ~ normal(0, 1);\nparam positive s ~ half_normal(1);\nlet total = sum(m);\nobserve vector[2] y ~ normal(m, s);\n";
    private const string Rows = "{\"y\": [[1, -1], [2, 0], [3, 1]]}";
    private static readonly string[] Files = ["run.json", "summary.json", "draws/draws.parquet", "draws/chain-1.csv", "draws/chain-2.csv"];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>
    /// The issue's criterion: kill -9 at random moments of a run, each followed by a resume. A moment is a share of the draws, drawn from
    /// all of them, so that the machine's load does not move it; a negative one lies in the warm-up, one beyond 1 while the results are written.
    /// A tempered population has all its draws at the end: there a moment is a share of the processor's time.
    /// </summary>
    [Theory]
    [InlineData(3, "nuts")]
    [InlineData(1, "exchange")]
    [InlineData(3, "smc")]
    public void A_killed_run_goes_on_to_the_same_bytes(int moments, string method) => KillAndResume(moments, method, seed: 17);

    [Fact]
    [Trait("Category", "Long")]
    public void Twenty_kills_lose_nothing()
    {
        KillAndResume(20, "nuts", seed: 18);
        KillAndResume(20, "smc", seed: 19);
        Measurements.Append("kill -9 at 20 random moments of a run of 2 × 20 000 draws (seed 18) and of tempered populations of 2 × 1 500 (seed 19), each followed by `slt sample --resume`: manifest, summary, Parquet and CSV equal the uninterrupted run's in every byte.");
    }

    private void KillAndResume(int moments, string method, int seed)
    {
        var draws = method == "nuts" ? 20_000 : 1_500;
        string[] arguments = ["--seed", "5", "--chains", "2", "--draws", $"{draws}", "--warmup", "300", "--method", method, "--draws-format", "parquet", "--draws-format", "csv", "-q"];
        var whole = $"{method}-whole";
        var time = TimeSpan.Zero;
        using (var process = Start(whole, arguments))
        {
            var begin = StartUp(process, whole);
            while (!process.WaitForExit(10))
            {
                time = (ProcessorTime(process) - begin) ?? time;
            }

            Assert.Equal(0, process.ExitCode);
        }

        var random = new Random(seed);
        var interrupted = 0;
        for (var moment = 0; moment < moments; moment++)
        {
            var name = $"{method}-{moment}";
            var share = -0.1 + (1.2 * (moment + random.NextDouble()) / moments);
            using (var process = Start(name, arguments))
            {
                var begin = StartUp(process, name);
                while (!HasReached() && !process.WaitForExit(3))
                {
                }

                process.Kill();
                process.WaitForExit();

                bool HasReached() => share < 0 || (share >= 1 ? Directory.Exists(At($"{name}/draws"))
                    : method == "smc" ? ProcessorTime(process) - begin >= share * time
                    : HasDrawn(name, share * draws));
            }

            if (Status(name) != "complete")
            {
                var result = Tool.Run("sample", "--resume", At(name), "-q");
                Assert.True(result.ExitCode == 0, result.Error);
                interrupted++;
            }

            foreach (var file in Files)
            {
                Assert.True(File.ReadAllBytes(At($"{whole}/{file}")).AsSpan().SequenceEqual(File.ReadAllBytes(At($"{name}/{file}"))), $"{file} differs after a kill at {share:P0}");
            }

            Assert.Equal(Directory.GetFileSystemEntries(At(whole), "*", SearchOption.AllDirectories).Length, Directory.GetFileSystemEntries(At(name), "*", SearchOption.AllDirectories).Length);
        }

        Assert.True(interrupted >= Math.Max(1, (int)(0.7 * moments)), $"only {interrupted} of {moments} kills hit a run");
    }

    private bool HasDrawn(string name, double draws)
    {
        const int record = (8 + 3) * sizeof(double);
        var file = new FileInfo(At($"{name}/checkpoints/chain-1.draws"));
        return file.Exists && file.Length >= draws * record;
    }

    /// <summary>The processor's time until the run's folder is there, compiling the model included.</summary>
    private TimeSpan StartUp(Process process, string name)
    {
        while (!File.Exists(At($"{name}/timing.json")) && !process.WaitForExit(1))
        {
        }

        return ProcessorTime(process) ?? TimeSpan.Zero;
    }

    /// <summary>The processor's time that a process took; null once it has ended.</summary>
    private static TimeSpan? ProcessorTime(Process process)
    {
        try
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>A population is killed on the way up, well before any draw; an interrupt keeps the way that it has come.</summary>
    [Fact]
    public void An_interrupt_is_heard_while_a_population_climbs()
    {
        string[] arguments = ["--seed", "5", "--chains", "2", "--draws", "60000", "--method", "smc", "-q"];
        using var process = Start("climbing", arguments, interruptible: true);
        SpinWait.SpinUntil(() => File.Exists(At("climbing/checkpoints/chain-1.state")), TimeSpan.FromSeconds(60));
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        var result = Finish(process);
        Assert.Equal(130, result.ExitCode);
        Assert.Contains("stopping; what is finished is kept", result.Error);
        Assert.Contains("no draw was finished", result.Error);
        Assert.Equal("partial", Status("climbing"));
        Assert.True(File.Exists(At("climbing/checkpoints/chain-2.state")));
    }

    [Fact]
    public void An_interrupted_run_goes_on_to_the_same_bytes_on_another_number_of_threads()
    {
        string[] arguments = ["--seed", "5", "--chains", "2", "--draws", "40000", "--warmup", "200", "-q"];
        Assert.Equal(0, Finish(Start("whole", [.. arguments, "--threads", "1"])).ExitCode);
        using var process = Start("stopped", arguments, interruptible: true);
        SpinWait.SpinUntil(() => File.Exists(At("stopped/checkpoints/chain-1.state")), TimeSpan.FromSeconds(60));
        using (var kill = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]))
        {
            kill.WaitForExit();
        }

        Assert.Equal(130, Finish(process).ExitCode);
        Assert.Equal("partial", Status("stopped"));
        Assert.True(File.Exists(At("stopped/draws/draws.parquet")));
        Assert.Equal(0, Tool.Run("sample", "--resume", At("stopped"), "-q", "--threads", "2").ExitCode);
        foreach (var file in new[] { "run.json", "summary.json", "draws/draws.parquet" })
        {
            Assert.Equal(File.ReadAllBytes(At($"whole/{file}")), File.ReadAllBytes(At($"stopped/{file}")));
        }

        var again = Tool.Run("sample", "--resume", At("stopped"));
        Assert.Equal(2, again.ExitCode);
        Assert.Contains("is complete", again.Error);
    }

    [Fact]
    public void Data_from_stdin_are_kept_with_the_run_and_settings_cannot_change_in_it()
    {
        var model = _folder.Write("m.slt", Model);
        Assert.Equal(0, Tool.RunWithInput(Rows, "sample", model, "--data", "-", "--seed", "1", "--draws", "20", "--warmup", "50", "-q", "-o", At("run")).ExitCode);
        var manifest = File.ReadAllText(At("run/run.json"));
        File.WriteAllText(At("run/run.json"), manifest.Replace("\"complete\"", "\"running\"", StringComparison.Ordinal));
        var wrong = Tool.Run("sample", "--resume", At("run"), "--draws", "40");
        Assert.Equal(2, wrong.ExitCode);
        Assert.Contains("`--draws` cannot change in a run that goes on", wrong.Error);
        Assert.Contains($"`{model}` cannot change", Tool.Run("sample", model, "--resume", At("run")).Error);
        Assert.Equal(0, Tool.Run("sample", "--resume", At("run"), "-q").ExitCode);
        Assert.Equal(manifest, File.ReadAllText(At("run/run.json")));

        File.WriteAllText(At("run/run.json"), manifest.Replace("\"complete\"", "\"running\"", StringComparison.Ordinal));
        File.WriteAllText(At("run/data.txt"), "{\"y\": [[1, -1]]}");
        var others = Tool.Run("sample", "--resume", At("run"));
        Assert.Equal(3, others.ExitCode);
        Assert.Contains("is not the data of the run any more", others.Error);
        Assert.Equal(2, Tool.Run("sample", "--resume", _folder.Path).ExitCode);
    }

    /// <summary>A run goes on only with the model, the imports and the data that it began with.</summary>
    [Fact]
    public void A_model_or_an_import_that_changed_is_refused()
    {
        var (model, layer, deep) = (_folder.Write("m.slt", "model M;\nimport \"parts/layer.slt\";\nparam real m ~ normal(0, 1);\nobserve real y ~ normal(shift(m), 1);\n"), "import \"deep.slt\";\nfun real shift(real v) = twice(v) + 1;\n", "fun real twice(real v) = 2 * v;\n");
        _folder.Write("parts/layer.slt", layer);
        _folder.Write("parts/deep.slt", deep);
        var first = Tool.Run("sample", model, "--data", _folder.Write("rows.csv", "y\n1\n2\n"), "--seed", "1", "--draws", "20", "--warmup", "50", "-q", "-o", At("run"));
        Assert.True(first.ExitCode == 0, first.Error);
        var manifest = File.ReadAllText(At("run/run.json"));
        Assert.Equal(["parts/deep.slt", "parts/layer.slt"], JsonElement.Parse(manifest).GetProperty("importsSha256").EnumerateObject().Select(p => p.Name));
        File.WriteAllText(At("run/run.json"), manifest.Replace("\"complete\"", "\"running\"", StringComparison.Ordinal));

        void AssertRefused(string message, params string[] command)
        {
            var result = Tool.Run(command);
            Assert.Equal(2, result.ExitCode);
            Assert.Contains(message, result.Error);
        }

        _folder.Write("parts/deep.slt", "fun real twice(real v) = 3 * v;\n");
        AssertRefused("`parts/deep.slt`, which the model of the run imports, has changed since", "sample", "--resume", At("run"));
        AssertRefused("`parts/deep.slt`, which the model of the run imports, has changed since", "compare", At("run"));
        File.Delete(At("parts/deep.slt"));
        AssertRefused("`parts/deep.slt`, which the model of the run imports, is not there any more", "sample", "--resume", At("run"));
        _folder.Write("parts/deep.slt", deep);
        File.AppendAllText(model, "generate real twice_m = 2 * m;\n");
        AssertRefused($"`{model}` has changed since the run in `{At("run")}` began", "sample", "--resume", At("run"));
        File.Delete(model); // the text of the model is in the manifest
        Assert.Equal(0, Tool.Run("sample", "--resume", At("run"), "-q").ExitCode);
        Assert.Equal(manifest, File.ReadAllText(At("run/run.json")));
    }

    [Fact]
    public void A_folder_in_use_is_left_alone()
    {
        using var process = Start("busy", ["--seed", "1", "--draws", "2000000", "-q"]);
        try
        {
            SpinWait.SpinUntil(() => File.Exists(At("busy/checkpoints/chain-1.state")), TimeSpan.FromSeconds(60));
            foreach (var command in new[] { new[] { "sample", "--resume", At("busy") }, ["sample", At("m.slt"), "--data", At("rows.json"), "--seed", "1", "-o", At("busy"), "--force"] })
            {
                var result = Tool.Run(command);
                Assert.Equal(2, result.ExitCode);
                Assert.Contains("is in use by another run", result.Error);
            }
        }
        finally
        {
            process.Kill();
            process.WaitForExit();
        }
    }

    /// <summary>A file system of 200 kB, which takes the first draws and not the rest.</summary>
    [SkippableFact]
    public void A_full_disk_is_told_and_the_run_goes_on_when_there_is_room()
    {
        var small = Directory.CreateDirectory(At("small")).FullName;
        Skip.IfNot(Mount("mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", small), "no file system can be mounted here");
        try
        {
            string[] arguments = ["--seed", "5", "--chains", "2", "--draws", "8000", "--warmup", "300", "-q"];
            var full = Finish(Start("small/run", arguments));
            Assert.Equal(4, full.ExitCode);
            Assert.Contains("No space left on device", full.Error);
            Assert.Contains("slt sample --resume", full.Error);
            Assert.DoesNotContain("   at ", full.Error);
            Assert.True(Mount("mount", "-o", "remount,size=20m", small));
            Assert.Equal(0, Tool.Run("sample", "--resume", At("small/run"), "-q").ExitCode);
            Assert.Equal(0, Finish(Start("whole", arguments)).ExitCode);
            foreach (var file in new[] { "run.json", "summary.json", "draws/draws.parquet" })
            {
                Assert.Equal(File.ReadAllBytes(At($"whole/{file}")), File.ReadAllBytes(At($"small/run/{file}")));
            }
        }
        finally
        {
            Mount("umount", small);
        }
    }

    [Fact]
    public void A_statement_that_is_not_finite_is_named_with_its_value()
    {
        var model = _folder.Write("start.slt", "model M;\nparam positive s ~ half_normal(1);\nobserve real y ~ gamma(2, s);\n");
        var result = Tool.Run("sample", model, "--data", _folder.Write("rows.csv", "y\n1\n2\n-3\n"), "--seed", "1", "-o", At("none"));
        Assert.Equal(4, result.ExitCode);
        Assert.Matches(@"the log density of `observe real y ~ gamma\(2, s\)` \(.*start\.slt:3:1\) is -Infinity in row 3 at s = [0-9.]+", result.Error);
        Assert.False(Directory.Exists(At("none")));
    }

    [Fact]
    public void An_initial_point_that_is_impossible_is_named_and_a_good_one_is_taken()
    {
        var model = _folder.Write("init.slt", "model M;\nparam real a ~ normal(0, 1);\nobserve real y ~ uniform(0, a);\n");
        string[] run = ["sample", model, "--data", _folder.Write("rows.csv", "y\n1\n"), "--seed", "1", "-q", "--draws", "50", "--warmup", "50", "-o", At("run"), "--init"];
        var bad = Tool.Run([.. run, _folder.Write("bad.json", "{\"a\": 0.5}")]);
        Assert.Equal(4, bad.ExitCode);
        Assert.Contains("observe real y ~ uniform(0, a)` ", bad.Error);
        Assert.Contains("at a = 0.5", bad.Error);
        Assert.Equal(0, Tool.Run([.. run, _folder.Write("good.json", "{\"a\": 1.5}")]).ExitCode);
    }

    [Theory]
    [InlineData("param real a ~ flat();\nparam real b ~ flat();\nobserve real y ~ normal(a, 1);\n", "along `b`")]
    [InlineData("param real a ~ flat();\nparam real b ~ flat();\nobserve real y ~ normal(a + b, 1);\n", "along `a - b`")]
    public void An_improper_posterior_is_told_with_its_direction(string statements, string direction)
    {
        var result = Tool.Run("sample", _folder.Write("flat.slt", $"model M;\n{statements}"), "--data", _folder.Write("rows.csv", "y\n1\n2\n"), "--seed", "1", "-o", At("none"));
        Assert.Equal(4, result.ExitCode);
        Assert.Contains("the posterior is improper", result.Error);
        Assert.Contains(direction, result.Error);
    }

    private Process Start(string name, string[] arguments, bool interruptible = false)
    {
        string[] command = [Path.Combine(AppContext.BaseDirectory, "slt"), "sample", _folder.Write("m.slt", Model), "--data", _folder.Write("rows.json", Rows), .. arguments, "-o", At(name)];

        // Where the tests run in a shell's background, their children inherit that the interrupt is ignored.
        var start = interruptible ? new ProcessStartInfo("env", ["--default-signal=INT", .. command]) : new ProcessStartInfo(command[0], command[1..]);
        start.RedirectStandardError = true;
        start.RedirectStandardOutput = true;
        start.Environment["SLT_CHECKPOINT_SECONDS"] = "0.02";
        return Process.Start(start)!;
    }

    private static ToolResult Finish(Process process)
    {
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit();
        var result = new ToolResult(process.ExitCode, output.Result, error.Result);
        process.Dispose();
        return result;
    }

    private static bool Mount(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private string Status(string name) => JsonElement.Parse(File.ReadAllText(At($"{name}/run.json"))).GetProperty("status").GetString()!;

    private string At(string name) => Path.Combine(_folder.Path, name);
}
