using System.Text.Json;

namespace SltDsl.EndToEnd;

/// <summary>A project outside the solution that restores the packed package.</summary>
[Collection(nameof(PackedPackage))]
public sealed class ConsumerProjectTests(PackedPackage package)
{
    private const string Program = """
        using SltDsl.Runtime;
        var model = new Consumer.ReducedRank();
        Console.WriteLine($"d = {model.Dimension}, {model.Facts!.At("Rank1").Rlct}");
        """;

    private static readonly string _reducedRank = File.ReadAllText(Path.Combine(Repository.Root, "examples", "models", "06-reduced-rank.slt"));

    [Fact]
    public async Task One_reference_gives_the_class_and_the_warnings_at_their_lines()
    {
        var folder = package.NewFolder("plain");
        PackedPackage.WriteProject(folder, "Consumer", PackedPackage.Reference, "<OutputType>Exe</OutputType>", ("model.slt", _reducedRank), ("Program.cs", Program));
        var (exitCode, output) = await DotNet.Run(Path.Combine(folder, "Consumer"), "run");
        Assert.True(exitCode == 0, output);
        Assert.Contains("d = 14, λ = 4, m = 1", output, StringComparison.Ordinal);
        var (_, build) = await DotNet.Run(Path.Combine(folder, "Consumer"), "build", "--no-incremental");
        Assert.Contains("model.slt(13,30): warning SLT1004", build, StringComparison.Ordinal);
        Assert.Contains("model.slt(15,7): warning SLT2003", build, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Warnings_as_errors_fail_the_build_and_the_log_is_sarif()
    {
        var folder = package.NewFolder("strict");
        PackedPackage.WriteProject(
            folder, "Consumer", PackedPackage.Reference, "<TreatWarningsAsErrors>true</TreatWarningsAsErrors><ErrorLog>log.sarif,version=2.1</ErrorLog>", ("model.slt", _reducedRank));
        var (exitCode, output) = await DotNet.Run(Path.Combine(folder, "Consumer"), "build");
        Assert.Equal(1, exitCode);
        Assert.Contains("error SLT1004", output, StringComparison.Ordinal);

        using var log = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "Consumer", "log.sarif")));
        Assert.Equal("2.1.0", log.RootElement.GetProperty("version").GetString());
        var results = log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray();
        var finding = results.First(r => r.GetProperty("ruleId").GetString() == "SLT1004");
        var region = finding.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region");
        Assert.Equal((13, 30, 35), (region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32(), region.GetProperty("endColumn").GetInt32()));
    }

    [Fact]
    public async Task Allowances_and_the_global_configuration_silence_the_build()
    {
        var folder = package.NewFolder("silent");
        var allowed = _reducedRank.Replace("observe vector[N] y", "@allow(SLT1004, \"the product is the subject\")\nobserve vector[N] y", StringComparison.Ordinal);
        PackedPackage.WriteProject(
            folder, "Consumer", PackedPackage.Reference, "<TreatWarningsAsErrors>true</TreatWarningsAsErrors>",
            ("model.slt", allowed), (".globalconfig", "is_global = true\ndotnet_diagnostic.SLT2003.severity = none\n"));
        var (exitCode, output) = await DotNet.Run(Path.Combine(folder, "Consumer"), "build");
        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("SLT", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_package_works_through_a_project_between()
    {
        var folder = package.NewFolder("through");
        PackedPackage.WriteProject(folder, "Between", PackedPackage.Reference, files: ("Marker.cs", "namespace Between; public static class Marker;"));
        PackedPackage.WriteProject(
            folder, "Consumer", """<ProjectReference Include="../Between/Between.csproj" />""", "<OutputType>Exe</OutputType>", ("model.slt", _reducedRank), ("Program.cs", Program));
        var (exitCode, output) = await DotNet.Run(Path.Combine(folder, "Consumer"), "build");
        Assert.True(exitCode == 0, output);
        Assert.Contains("model.slt(13,30): warning SLT1004", output, StringComparison.Ordinal);
    }
}
