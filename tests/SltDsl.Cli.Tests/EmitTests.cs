namespace SltDsl.Cli.Tests;

public sealed class EmitTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_code_of_a_model_is_written_once_unless_forced()
    {
        string[] args = ["emit", Tool.Example("02-linear-regression.slt"), "-o", Path.Combine(_folder.Path, "Generated"), "--namespace", "Acme.Models"];
        var first = Tool.Run(args);
        Assert.Equal(0, first.ExitCode);
        var code = File.ReadAllText(first.Output.Trim());
        Assert.Contains("namespace Acme.Models", code);
        Assert.Contains("class LinearRegression", code);
        Assert.Equal(2, Tool.Run(args).ExitCode);
        Assert.Equal(0, Tool.Run([.. args, "--force"]).ExitCode);
    }
}
