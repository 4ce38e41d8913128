namespace SltDsl.EndToEnd;

/// <summary>`dotnet new slt`, installed from the packed templates into a hive of its own.</summary>
[Collection(nameof(PackedPackage))]
public sealed class TemplateTests(PackedPackage package)
{
    [Fact]
    public async Task A_new_project_builds_against_the_package_and_runs()
    {
        var folder = package.NewFolder("template");
        string[] hive = ["--debug:custom-hive", Path.Combine(folder, "hive")];
        var (installed, installation) = await DotNet.Run(folder, ["new", "install", Path.Combine(package.Feed, $"SltDsl.Templates.{PackedPackage.Version}.nupkg"), .. hive]);
        Assert.True(installed == 0, installation);

        var (created, creation) = await DotNet.Run(folder, ["new", "slt", "-n", "Steady-Line", .. hive]);
        Assert.True(created == 0, creation);

        var (exitCode, output) = await DotNet.Run(Path.Combine(folder, "Steady-Line"), "run");
        Assert.True(exitCode == 0, output);
        Assert.Contains("Line: 3 parameters; at Steep λ = 3/2, m = 1", output, StringComparison.Ordinal);
        Assert.Contains("slope", output, StringComparison.Ordinal);
    }
}
