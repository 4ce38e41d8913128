namespace SltDsl.Cli.Tests;

/// <summary>The tool gives findings the severities that a build gives them.</summary>
public sealed class ConfiguredSeveritiesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _model;

    public ConfiguredSeveritiesTests() => _model = _folder.Write("models/model.slt", File.ReadAllText(Tool.Example("06-reduced-rank.slt")));

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(".editorconfig", "[*.slt]\nslt_diagnostic.SLT1004.severity = none", null)]
    [InlineData(".editorconfig", "[*.slt]\nslt_diagnostic.SLT1004.severity = suggestion", "info")]
    [InlineData(".editorconfig", "[*.slt]\nslt_diagnostic.SLT1004.severity = error", "error")]
    [InlineData(".editorconfig", "[*.cs]\nslt_diagnostic.SLT1004.severity = none", "warning")]
    [InlineData(".editorconfig", "[*.slt]\ndotnet_diagnostic.SLT1004.severity = none", "warning")]
    [InlineData(".globalconfig", "is_global = true\ndotnet_diagnostic.SLT1004.severity = none", null)]
    [InlineData(".globalconfig", "is_global = true\ndotnet_diagnostic.SLT1004.severity = silent", "hidden")]
    [InlineData(".globalconfig", "is_global = true\nslt_diagnostic.SLT1004.severity = error", "error")]
    public void A_configured_severity_is_obeyed(string file, string text, string? severity)
    {
        _folder.Write(file, text);
        Assert.Equal(severity, Severity(Tool.Run("check", _model, "--json"), "SLT1004"));
    }

    [Fact]
    public void The_nearer_file_wins_and_a_root_ends_the_search()
    {
        _folder.Write(".editorconfig", "[*.slt]\nslt_diagnostic.SLT1004.severity = none\nslt_diagnostic.SLT2003.severity = none");
        _folder.Write("models/.editorconfig", "[*.slt]\nslt_diagnostic.SLT1004.severity = error");
        var both = Tool.Run("check", _model, "--json");
        Assert.Equal(("error", null), (Severity(both, "SLT1004"), Severity(both, "SLT2003")));
        Assert.Equal(1, both.ExitCode);
        _folder.Write("models/.editorconfig", "root = true\n[*.slt]\nslt_diagnostic.SLT1004.severity = none");
        var rooted = Tool.Run("check", _model, "--json");
        Assert.Equal((null, "warning"), (Severity(rooted, "SLT1004"), Severity(rooted, "SLT2003")));
    }

    [Fact]
    public void An_error_stays_one()
    {
        _folder.Write(".globalconfig", "is_global = true\ndotnet_diagnostic.SLT0004.severity = none");
        Assert.Equal(1, Tool.Run("check", _folder.Write("models/broken.slt", "paramm real a ~ normal(0, 1);\n")).ExitCode);
    }

    private static string? Severity(ToolResult result, string code) => result.Json.GetProperty("diagnostics").EnumerateArray()
        .Where(d => d.GetProperty("code").GetString() == code).Select(d => d.GetProperty("severity").GetString()).FirstOrDefault();
}
