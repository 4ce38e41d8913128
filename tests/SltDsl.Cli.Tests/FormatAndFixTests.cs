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

    [Theory]
    [InlineData("05-gaussian-mixture.slt", "SLT1006", "param ordered[K]", "info")]
    [InlineData("06-reduced-rank.slt", "SLT1004", "@singular\nmodel", "warning")]
    [InlineData("08-tanh-network.slt", "SLT1005", "<lower=0>", "info")]
    public void Fix_replaces_a_model_by_one_without_a_singularity_when_its_code_is_named(string example, string code, string edit, string severity)
    {
        var path = _folder.Write(example, File.ReadAllText(Tool.Example(example)));
        Assert.Empty(Tool.Run("fix", "--dry-run", path).Output);
        Assert.Equal(0, Tool.Run("fix", path, "--code", code).ExitCode);
        Assert.Contains(edit, File.ReadAllText(path));
        Assert.DoesNotContain(Tool.Run("check", path, "--json").Json.GetProperty("diagnostics").EnumerateArray(), d => d.GetProperty("code").GetString() == code && d.GetProperty("severity").GetString() == severity);
    }

    [Fact]
    public void Fix_refuses_an_edit_after_which_the_model_does_not_stand()
    {
        // Neither can be kept at or above 0, as the truth puts both below.
        const string Negative = "slt 1;\nmodel M;\ninput real x ~ normal(0, 1);\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * tanh(b * x), 1);\ntruth Q { set a = -1; set b = -1; }\n";
        var path = _folder.Write("negative.slt", Negative);
        Tool.Run("fix", path, "--code", "SLT1005");
        Assert.Equal(Negative, File.ReadAllText(path));
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
