using System.Globalization;
using System.Text;
using System.Text.Json;
using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Commands;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output.Json;
using SltDsl.Files;
using SltDsl.Language.Text;
using SltDsl.Runtime;

namespace SltDsl.Cli.Output.Runs;

/// <summary>
/// A folder that holds one run: manifest, draws and summary, the same bytes for the same run; times and paths apart. While a
/// run writes to it the folder is locked; checkpoints in it let a run that was ended go on.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const string Manifest = "run.json";
    private const string Timing = "timing.json";
    private static readonly TimeSpan CheckpointInterval = TimeSpan.FromSeconds(1);

    private readonly FileStream _lock;
    private readonly RunManifest _manifest;
    private readonly RunTiming _timing;
    private readonly CheckpointFolder _checkpoints;

    private RunFolder(string path, FileStream held, RunManifest manifest, RunTiming timing)
    {
        Path = path;
        _lock = held;
        _manifest = manifest;
        _timing = timing;
        _checkpoints = new CheckpointFolder(System.IO.Path.Combine(path, "checkpoints"), IntervalOf(Environment.GetEnvironmentVariable("SLT_CHECKPOINT_SECONDS")));
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The seed of the run.</summary>
    public ulong Seed => _manifest.Seed;

    /// <summary>The settings of the sampler.</summary>
    public SamplerDocument Options => _manifest.Options;

    /// <summary>Where chains keep their state.</summary>
    public ICheckpoints Checkpoints => _checkpoints;

    /// <summary>The text of the model, under the path that it was read from.</summary>
    public SourceText Source => new(_timing.ModelPath, _manifest.ModelText);

    /// <summary>Makes the folder of a run that begins now.</summary>
    /// <param name="path">Where, or null for the next free <c>runs/NAME-k</c>.</param>
    /// <param name="force">Whether a folder that is there may be written into.</param>
    /// <param name="session">The model.</param>
    /// <param name="request">What the user named.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="options">The settings of the sampler.</param>
    /// <exception cref="CommandFailure">The folder is there already, in use, or cannot be made.</exception>
    public static RunFolder Create(string? path, bool force, ModelSession session, ModelRequest request, ulong seed, SamplerDocument options)
    {
        var (target, held) = path is null ? Free(session.Model.Info.Name) : (path, Take(path, force));
        try
        {
            var data = session.DataText is { } text ? Encoding.UTF8.GetBytes(text) : File.ReadAllBytes(request.Data!);
            var manifest = new RunManifest(
                1, $"slt {ToolVersion.Text}", "sample", "running", session.Model.Info.Name, RunInputs.HashOf(session.Source),
                session.Source.Text, RunInputs.HashesOfImports(session.Source), RunInputs.HashOf(data), session.Model.SizeValues, session.Model.HyperValues, seed, options);
            var timing = new RunTiming(
                DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture), null, Environment.MachineName, Environment.ProcessorCount,
                request.Path == "-" ? "-" : System.IO.Path.GetFullPath(request.Path), request.Data == "-" ? "-" : System.IO.Path.GetFullPath(request.Data!), request.Sizes, request.Hypers);
            var folder = new RunFolder(target, held, manifest, timing);
            folder.Clear();
            if (session.DataText is not null)
            {
                File.WriteAllBytes(folder.KeptData, data);
            }

            folder.WriteManifest(manifest, timing);
            return folder;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            held.Dispose();
            throw Unwritable(target, failure);
        }
    }

    /// <summary>Opens the folder of a run that was ended.</summary>
    /// <exception cref="CommandFailure">It is not a run folder, in use, complete, or of another version of the tool; or the model is another now.</exception>
    public static RunFolder Reopen(string path)
    {
        var (manifest, timing) = Read(path);
        if (manifest.Status == "complete")
        {
            throw new CommandFailure(ExitCode.Usage, $"the run in `{path}` is complete", "sample again with another `-o` for more draws");
        }

        if (manifest.Tool != $"slt {ToolVersion.Text}")
        {
            throw new CommandFailure(ExitCode.Usage, $"the run in `{path}` was begun by {manifest.Tool}, and this is slt {ToolVersion.Text}, whose draws may differ", "go on with that version, or sample again");
        }

        RunInputs.RequireSameModel(path, manifest, timing);
        return new RunFolder(path, Hold(path), manifest, timing);
    }

    /// <summary>The manifest of a run, and what stands apart.</summary>
    /// <exception cref="CommandFailure">It is not a run folder.</exception>
    public static (RunManifest Manifest, RunTiming Timing) Read(string path)
    {
        try
        {
            return (JsonContract.Parse<RunManifest>(File.ReadAllText(System.IO.Path.Combine(path, Manifest))), JsonContract.Parse<RunTiming>(File.ReadAllText(System.IO.Path.Combine(path, Timing))));
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{path}` is not the folder of a run: {failure.Message.TrimEnd('.')}", "name a folder that `slt sample` made, such as `runs/first`");
        }
    }

    /// <summary>What to open to go on.</summary>
    /// <param name="data">The data file, where it lies elsewhere now; else null.</param>
    /// <exception cref="CommandFailure">The data are gone or are others.</exception>
    public ModelRequest Request(string? data) => RunInputs.RequestOf(Path, _manifest, _timing, data);

    /// <summary>Writes the draws in the formats that were asked for.</summary>
    public void WriteDraws(ModelSession session, Dataset rows, SampledPosterior posterior)
    {
        var writer = new DrawsWriter(session, rows, new RunDraws(_manifest.Model, Options.Warmup, posterior.Quantities, posterior.Layouts));
        foreach (var format in Options.Formats)
        {
            writer.Write(format, System.IO.Path.Combine(Path, "draws"));
        }
    }

    /// <summary>Writes the summary and closes the manifest. A partial run keeps its checkpoints.</summary>
    public void Finish(SampleDocument summary)
    {
        OutputFiles.Replace(System.IO.Path.Combine(Path, "summary.json"), JsonContract.Document(summary with { Seconds = null, Output = null }) + "\n");
        WriteManifest(_manifest with { Status = summary.Complete ? "complete" : "partial" }, _timing with { Seconds = summary.Seconds });
        if (summary.Complete)
        {
            _checkpoints.Delete();
        }
    }

    /// <summary>Removes a folder in which no chain could begin.</summary>
    public void Abandon()
    {
        if (!Directory.Exists(System.IO.Path.Combine(Path, "checkpoints")) && !Directory.Exists(System.IO.Path.Combine(Path, "draws")))
        {
            Directory.Delete(Path, recursive: true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _lock.Dispose();

    // What an earlier run left that was overwritten by `--force`.
    private void Clear()
    {
        _checkpoints.Delete();
        if (File.Exists(System.IO.Path.Combine(Path, Manifest)))
        {
            File.Delete(System.IO.Path.Combine(Path, "summary.json"));
            if (Directory.Exists(System.IO.Path.Combine(Path, "draws")))
            {
                Directory.Delete(System.IO.Path.Combine(Path, "draws"), recursive: true);
            }
        }
    }

    private string KeptData => System.IO.Path.Combine(Path, RunInputs.KeptData);

    private void WriteManifest(RunManifest manifest, RunTiming timing)
    {
        OutputFiles.Replace(System.IO.Path.Combine(Path, Manifest), JsonContract.Document(manifest) + "\n");
        OutputFiles.Replace(System.IO.Path.Combine(Path, Timing), JsonContract.Document(timing) + "\n");
    }

    private static (string Path, FileStream Held) Free(string model)
    {
        for (var k = 1; ; k++)
        {
            var path = System.IO.Path.Combine("runs", $"{model}-{k}");
            if (!System.IO.Path.Exists(path))
            {
                try
                {
                    return (path, Take(path, force: false));
                }
                catch (CommandFailure) when (Directory.Exists(path))
                {
                    // Another run took it in between.
                }
            }
        }
    }

    private static FileStream Take(string path, bool force)
    {
        OutputFiles.RequireFree(path, force);
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, failure);
        }

        return Hold(path);
    }

    // The lock goes with the process, also when it is killed.
    private static FileStream Hold(string path)
    {
        try
        {
            return new FileStream(System.IO.Path.Combine(path, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.DeleteOnClose);
        }
        catch (IOException)
        {
            throw new CommandFailure(ExitCode.Usage, $"`{path}` is in use by another run", "wait until it ends, or name another folder with `-o`");
        }
        catch (UnauthorizedAccessException failure)
        {
            throw Unwritable(path, failure);
        }
    }

    private static CommandFailure Unwritable(string path, Exception failure) =>
        new(ExitCode.Usage, $"`{path}` cannot be written: {failure.Message.TrimEnd('.')}", "check its permissions and the free space, or name another folder with `-o`");

    private static TimeSpan IntervalOf(string? seconds) =>
        double.TryParse(seconds, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value is >= 0 and < 1e6 ? TimeSpan.FromSeconds(value) : CheckpointInterval;
}
