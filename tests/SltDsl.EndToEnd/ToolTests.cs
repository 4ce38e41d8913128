namespace SltDsl.EndToEnd;

/// <summary>The tool `slt`, installed from its package.</summary>
[Collection(nameof(PackedPackage))]
public sealed class ToolTests(PackedPackage package)
{
    [Fact]
    public async Task The_installed_tool_tells_its_version_and_checks_a_model()
    {
        var folder = package.NewFolder("tool");
        var (installed, installation) = await DotNet.Run(folder, "tool", "install", "SltDsl.Tool", "--version", PackedPackage.Version, "--tool-path", "bin");
        Assert.True(installed == 0, installation);
        var slt = Path.Combine(folder, "bin", OperatingSystem.IsWindows() ? "slt.exe" : "slt");

        var (versionExit, version) = await DotNet.Run(slt, folder, ["--version"]);
        Assert.True(versionExit == 0, version);
        Assert.StartsWith(PackedPackage.Version, version, StringComparison.Ordinal);

        var model = Path.Combine(Repository.Root, "examples", "models", "06-reduced-rank.slt");
        var (exitCode, output) = await DotNet.Run(slt, folder, ["check", model, "--format", "github"]);
        Assert.Equal(0, exitCode);
        Assert.Contains($"::warning file={model},line=13,endLine=13,col=30,endColumn=35,title=SLT1004::", output, StringComparison.Ordinal);
    }
}
