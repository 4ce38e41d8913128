namespace SltDsl.Cli.Tests;

public sealed class CheckTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_error_is_shown_with_its_lines_and_exits_with_1()
    {
        var path = _folder.Write("broken.slt", "model Broken;\nparam real a ~ ;\nobserve real y ~ normal(a, 1);\n");
        var result = Tool.Run("check", path);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("error[SLT0001]", result.Output);
        Assert.Contains($"{path}:2:", result.Output);
        Assert.Contains("param real a ~ ;", result.Output);
        Assert.Contains("1 error,", result.Error);
    }

    [Fact]
    public void Json_counts_lines_and_columns_from_1_with_an_exclusive_end()
    {
        var path = _folder.Write("foreign.slt", "model M;\nparamm real a ~ normal(0, 1);\n");
        var diagnostic = Tool.Run("check", path, "--format", "json").Json.GetProperty("diagnostics")[0];
        Assert.Equal("SLT0004", diagnostic.GetProperty("code").GetString());
        Assert.Equal("error", diagnostic.GetProperty("severity").GetString());
        Assert.Equal(path, diagnostic.GetProperty("file").GetString());
        var span = diagnostic.GetProperty("span");
        Assert.Equal((2, 1, 2, 7), (Int(span, "startLine"), Int(span, "startColumn"), Int(span, "endLine"), Int(span, "endColumn")));
    }

    [Fact]
    public void Sarif_names_rule_level_and_region()
    {
        var path = _folder.Write("broken.slt", "paramm real a ~ normal(0, 1);\n");
        var log = Tool.Run("check", path, "--format", "sarif").Json;
        Assert.Equal("2.1.0", log.GetProperty("version").GetString());
        var run = log.GetProperty("runs")[0];
        var result = run.GetProperty("results")[0];
        Assert.Equal("SLT0004", result.GetProperty("ruleId").GetString());
        Assert.Equal("error", result.GetProperty("level").GetString());
        var rules = run.GetProperty("tool").GetProperty("driver").GetProperty("rules");
        Assert.Equal("SLT0004", rules[Int(result, "ruleIndex")].GetProperty("id").GetString());
        var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.StartsWith("file:///", place.GetProperty("artifactLocation").GetProperty("uri").GetString());
        Assert.Equal(1, Int(place.GetProperty("region"), "startLine"));
    }

    [Fact]
    public void GitHub_gets_one_workflow_command_a_finding()
    {
        var path = _folder.Write("broken.slt", "paramm real a ~ normal(0, 1);\n");
        var result = Tool.Run("check", path, "--format", "github");
        Assert.StartsWith($"::error file={path},line=1,endLine=1,col=1,endColumn=7,title=SLT0004::", result.Output);
    }

    [Fact]
    public void A_file_from_stdin_is_checked()
    {
        var result = Tool.RunWithInput("paramm real a ~ normal(0, 1);\n", "check", "-");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("<stdin>:1:1", result.Output);
    }

    [Fact]
    public void An_import_inside_an_imported_file_is_read_from_the_folder_of_that_file()
    {
        _folder.Write("shared/deep/base.slt", "fun real base(real s) = 2 * s;\n");
        var library = _folder.Write("shared/scales.slt", "import \"deep/base.slt\";\nfun real scale(real s) = s + base(s);\n");
        var model = _folder.Write("models/model.slt", "model M;\nimport \"../shared/scales.slt\";\nparam real mu ~ normal(0, scale(2));\nobserve real y ~ normal(mu, 1);\n");
        Assert.Equal(0, Tool.Run("check", model, library).ExitCode);
        Assert.Contains("holds functions and sizes", Tool.Run("emit", library).Error);
        var before = Tool.Run("emit", model).Output;
        _folder.Write("shared/deep/base.slt", "fun real base(real s) = 3 * s;\n");
        Assert.NotEqual(before, Tool.Run("emit", model).Output);
    }

    private static int Int(System.Text.Json.JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
