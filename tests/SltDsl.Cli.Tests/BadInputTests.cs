namespace SltDsl.Cli.Tests;

/// <summary>Bad input ends in one clear message with the place and the exit code, never in a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_suggests_its_neighbour()
    {
        _folder.Write("mixture.slt", "");
        AssertFails(2, "mixtrue.slt` does not exist; did you mean `mixture.slt`?", "check", Path.Combine(_folder.Path, "mixtrue.slt"));
    }

    [Fact]
    public void A_directory_is_not_a_file()
    {
        _folder.Write("a.slt", "");
        AssertFails(2, $"`{_folder.Path}` is a directory, not a file", "check", _folder.Path);
        AssertFails(2, Path.Combine(_folder.Path, "*.slt"), "check", _folder.Path);
    }

    [Fact]
    public void A_binary_file_is_not_text()
    {
        var path = _folder.Write("binary.slt", [0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 0xff, 0xfe]);
        AssertFinds("SLT0010", path, $"{path}:1:5");
    }

    [Fact]
    public void Broken_syntax_in_the_middle_is_one_error_there()
    {
        var path = _folder.Write("broken.slt", "model M;\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0,, 1);\nobserve real y ~ normal(a, 1);\n");
        AssertFinds("SLT0001", path, $"{path}:3:25");
    }

    [Fact]
    public void Ten_thousand_parentheses_are_nested_too_deeply()
    {
        var path = _folder.Write("deep.slt", $"model M;\nparam real a ~ normal(0, 1);\nlet b = {new string('(', 10_000)}a{new string(')', 10_000)};\nobserve real y ~ normal(a, 1);\n");
        AssertFinds("SLT0011", path, $"{path}:3:");
    }

    private static void AssertFails(int exitCode, string message, params string[] args)
    {
        var result = Tool.Run(args);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.Empty(result.Output);
    }

    private static void AssertFinds(string code, string path, string place)
    {
        var result = Tool.Run("check", path);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"error[{code}]", result.Output);
        Assert.Contains(place, result.Output);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(result.Output, @"error\[SLT"));
    }
}
