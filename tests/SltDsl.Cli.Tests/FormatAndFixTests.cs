namespace SltDsl.Cli.Tests;

public sealed class FormatAndFixTests : IDisposable
{
    private const string Untidy = "model M\nparam real a~normal(0,1)\nobserve real y~normal(a,1)\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Fmt_writes_files_in_place_and_is_then_content()
    {
        var path = _folder.Write("untidy.slt", Untidy);
        Assert.Equal(5, Tool.Run("fmt", "--check", path).ExitCode);
        Assert.Equal(Untidy, File.ReadAllText(path));
        Assert.Equal(0, Tool.Run("fmt", path).ExitCode);
        Assert.Contains("param real a ~ normal(0, 1);", File.ReadAllText(path));
        var again = Tool.Run("fmt", "--check", path);
        Assert.Equal(0, again.ExitCode);
        Assert.Empty(again.Output);
        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Fmt_lists_the_files_that_would_change()
    {
        var (untidy, tidy) = (_folder.Write("untidy.slt", Untidy), _folder.Write("tidy.slt", Tool.RunWithInput(Untidy, "fmt", "-").Output));
        Assert.Equal($"{untidy}\n", Tool.Run("fmt", "--check", untidy, tidy).Output);
    }

    [Fact]
    public void Fix_repairs_a_mistyped_statement()
    {
        var path = _folder.Write("typo.slt", "model M;\nparamm real a ~ normal(0, 1);\nobserve real y ~ normal(a, 1);\n");
        var dry = Tool.Run("fix", "--dry-run", path);
        Assert.Contains($"{path}:2:1: SLT0004: ", dry.Output);
        Assert.Contains("paramm", File.ReadAllText(path));
        Assert.Equal(0, Tool.Run("fix", path).ExitCode);
        Assert.Contains("\nparam real a ~", File.ReadAllText(path));
        Assert.Equal(0, Tool.Run("check", path).ExitCode);
    }

    [Fact]
    public void Fix_leaves_what_it_cannot_repair()
    {
        const string Broken = "model M;\nparam real a ~ ;\nobserve real y ~ normal(a, 1);\n";
        var path = _folder.Write("broken.slt", Broken);
        Tool.Run("fix", path);
        Assert.Equal(Broken, File.ReadAllText(path));
    }
}
