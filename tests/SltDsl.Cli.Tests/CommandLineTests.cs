namespace SltDsl.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public void Help_opens_with_examples_and_goes_to_stdout()
    {
        var result = Tool.Run("-h");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("Examples:\n  slt check model.slt", result.Output);
        Assert.Empty(result.Error);
    }

    [Theory]
    [InlineData("check")]
    [InlineData("rlct")]
    [InlineData("fmt")]
    [InlineData("fix")]
    [InlineData("explain")]
    [InlineData("info")]
    [InlineData("sample")]
    [InlineData("simulate")]
    [InlineData("density")]
    [InlineData("emit")]
    [InlineData("new")]
    [InlineData("completion")]
    [InlineData("sweep")]
    [InlineData("test")]
    public void Every_verb_has_examples_of_itself(string verb)
    {
        var result = Tool.Run(verb, "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith($"Examples:\n  slt {verb}", result.Output);
    }

    [Fact]
    public void The_version_is_printed() => Assert.Matches(@"^\d+\.\d+\.\d+", Tool.Run("--version").Output);

    [Theory]
    [InlineData("chekc", "`chekc` is not a verb of `slt`; did you mean `check`?")]
    [InlineData("explian", "did you mean `explain`?")]
    public void A_mistyped_verb_suggests_the_nearest(string verb, string message)
    {
        var result = Tool.Run(verb, "model.slt");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.Empty(result.Output);
    }

    [Theory]
    [InlineData("`--jsno` is not an option of `slt check`; did you mean `--json`?", "check", "--jsno", "model.slt")]
    [InlineData("`--idael` is not an option of `slt rlct`; did you mean `--ideal`?", "rlct", "--idael", "x")]
    [InlineData("`--chekc` is not an option of `slt fmt`; did you mean `--check`?", "fmt", "model.slt", "--chekc")]
    public void A_mistyped_option_suggests_the_nearest(string message, params string[] args)
    {
        var result = Tool.Run(args);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    [Fact]
    public void New_lists_templates_and_writes_one_that_checks()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "mine.slt");
        Assert.Contains("gaussian-mixture", Tool.Run("new").Output);
        Assert.Equal(0, Tool.Run("new", "gaussian-mixture", path).ExitCode);
        Assert.Equal(File.ReadAllText(Tool.Example("05-gaussian-mixture.slt")), File.ReadAllText(path));
        Assert.Equal(2, Tool.Run("new", "gaussian-mixture", path).ExitCode);
        Assert.Contains("did you mean `coin`?", Tool.Run("new", "coyn", path).Error);
    }

    [Fact]
    public void Shells_complete_verbs_and_options()
    {
        Assert.Contains("complete", Tool.Run("completion", "bash").Output);
        Assert.Contains("check", Tool.Start("", "[suggest:6]", "slt ch").Output.Split('\n'));
        Assert.Contains("--truth", Tool.Start("", "[suggest:13]", "slt rlct --tr").Output.Split('\n'));
    }

    [Fact]
    public void A_missing_argument_is_wrong_usage()
    {
        var result = Tool.Run("check");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("`slt check -h` shows examples", result.Error);
    }

    [Fact]
    public void A_process_keeps_results_and_messages_apart_and_writes_no_colour_into_pipes()
    {
        var result = Tool.Start("", "check", Tool.Example("02-linear-regression.slt"), "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(0, result.Json.GetProperty("errors").GetInt32());
        Assert.DoesNotContain('\u001b', result.Output + result.Error);
        Assert.Contains("1 file: 0 errors", result.Error);
    }

    [Fact]
    public void Colour_can_be_asked_for_and_forbidden()
    {
        Assert.Contains('\u001b', Tool.Run("--color", "always", "check", "missing.slt").Error);
        Assert.DoesNotContain('\u001b', Tool.Run("--color", "never", "check", "missing.slt").Error);
    }
}
