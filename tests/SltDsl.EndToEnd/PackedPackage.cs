namespace SltDsl.EndToEnd;

/// <summary>
/// The packages `SltDsl`, `SltDsl.Templates` and `SltDsl.Tool`, packed once into a feed of their own, and consumers outside the repository that take
/// them from there.
/// </summary>
public sealed class PackedPackage : IAsyncLifetime
{
    private readonly string _root = Directory.CreateTempSubdirectory("slt-package-").FullName;

    /// <summary>The folder of the packages.</summary>
    internal string Feed => Path.Combine(_root, "feed");

    public async Task InitializeAsync()
    {
        // The tool without code compiled ahead of time, which takes a minute and changes only how fast it starts.
        foreach (var (project, configuration) in new[] { ("src/SltDsl", "Release"), ("src/SltDsl.Templates", "Release"), ("src/SltDsl.Cli", "Debug") })
        {
            var (exitCode, output) = await DotNet.Run(Repository.Root, "pack", project, "-c", configuration, "-o", Feed, "-v", "quiet", "-nologo");
            Assert.True(exitCode == 0, output);
        }

        File.WriteAllText(Path.Combine(_root, "nuget.config"), $"""
            <configuration>
              <packageSources><add key="packed" value="{Feed}" /></packageSources>
            </configuration>
            """);
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>A folder for consumers; a folder of packages of its own, so that no earlier package of this version is taken from a cache.</summary>
    internal string NewFolder(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root, name)).FullName;
        var cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES") ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        File.WriteAllText(Path.Combine(folder, "Directory.Build.props"), $"""
            <Project>
              <PropertyGroup>
                <RestorePackagesPath>{_root}/packages</RestorePackagesPath>
                <RestoreFallbackFolders>{cache}</RestoreFallbackFolders>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <ImplicitUsings>enable</ImplicitUsings>
              </PropertyGroup>
            </Project>
            """);
        return folder;
    }

    /// <summary>The version at which the packages were packed.</summary>
    internal const string Version = "0.1.0";

    /// <summary>Writes a project that references the package or another project.</summary>
    internal static void WriteProject(string folder, string name, string reference, string properties = "", params (string Path, string Text)[] files)
    {
        var project = Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
        File.WriteAllText(Path.Combine(project, $"{name}.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>{properties}</PropertyGroup>
              <ItemGroup>{reference}</ItemGroup>
            </Project>
            """);
        foreach (var (path, text) in files)
        {
            File.WriteAllText(Path.Combine(project, path), text);
        }
    }

    internal const string Reference = $"""<PackageReference Include="SltDsl" Version="{Version}" />""";
}
