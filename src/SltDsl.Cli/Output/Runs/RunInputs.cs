using System.Security.Cryptography;
using System.Text;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output.Json;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Output.Runs;

/// <summary>What a run depends on, by hashes in its manifest: a run goes on, or is computed with, only while the files are what they were.</summary>
internal static class RunInputs
{
    /// <summary>The file in a run folder that keeps data that came through stdin.</summary>
    public const string KeptData = "data.txt";

    /// <summary>The hash of a file's bytes.</summary>
    public static string HashOf(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The hash of a model's text.</summary>
    public static string HashOf(SourceText source) => HashOf(Encoding.UTF8.GetBytes(source.Text));

    /// <summary>The hash of each file that a model imports, directly or through others, by its path from the model's folder.</summary>
    public static IReadOnlyDictionary<string, string> HashesOfImports(SourceText model)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(model.Path))!;
        return new SortedDictionary<string, string>(
            ImportedFiles.Closure(model).Skip(1).ToDictionary(file => Path.GetRelativePath(folder, Path.GetFullPath(file.Path)).Replace('\\', '/'), HashOf),
            StringComparer.Ordinal);
    }

    /// <summary>Fails where the model's file is there with another text than the run began with.</summary>
    /// <exception cref="CommandFailure">It is.</exception>
    public static void RequireSameModel(string path, RunManifest manifest, RunTiming timing)
    {
        if (timing.ModelPath != "-" && File.Exists(timing.ModelPath) && HashOf(new SourceText(timing.ModelPath, InputFiles.ReadText(timing.ModelPath))) != manifest.ModelSha256)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{timing.ModelPath}` has changed since the run in `{path}` began", "put it back as it was (`modelText` in `run.json`), or sample the new model into another folder");
        }
    }

    /// <summary>What to open to go on with a run, or to compute with it.</summary>
    /// <param name="path">The run folder.</param>
    /// <param name="manifest">Its manifest.</param>
    /// <param name="timing">Where its files lay.</param>
    /// <param name="data">The data file, where it lies elsewhere now; else null.</param>
    /// <exception cref="CommandFailure">The data, or files that the model imports, are gone or are others.</exception>
    public static ModelRequest RequestOf(string path, RunManifest manifest, RunTiming timing, string? data)
    {
        RequireSameImports(manifest, timing);
        var file = data ?? (timing.DataPath == "-" ? Path.Combine(path, KeptData) : timing.DataPath);
        if (!File.Exists(file))
        {
            throw new CommandFailure(ExitCode.Usage, $"the data of the run, `{file}`, are not there any more", "name them with `--data rows.csv`");
        }

        return HashOf(File.ReadAllBytes(file)) == manifest.DataSha256
            ? new(timing.ModelPath, timing.Sizes, timing.Hypers, file)
            : throw new CommandFailure(ExitCode.Data, $"`{file}` is not the data of the run any more", "name the file as it was with `--data rows.csv`");
    }

    private static void RequireSameImports(RunManifest manifest, RunTiming timing)
    {
        var now = HashesOfImports(new SourceText(timing.ModelPath, manifest.ModelText));
        var then = manifest.ImportsSha256 ?? now;
        if (then.Keys.Union(now.Keys).FirstOrDefault(file => now.GetValueOrDefault(file) != then.GetValueOrDefault(file)) is { } other)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{other}`, which the model of the run imports, {(now.ContainsKey(other) ? "has changed since" : "is not there any more")}", "put it back as it was, or sample again into another folder");
        }
    }
}
