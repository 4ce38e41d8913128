using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;
using SltDsl.Cli.Output.Runs;
using SltDsl.Files;
using SltDsl.Language.Text;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>A finished run taken up again: its model, data and draws.</summary>
internal sealed class StoredRun : IDisposable
{
    private StoredRun(string path, string? dataHash, ModelSession session, Dataset rows, RunDraws draws)
    {
        Path = path;
        DataHash = dataHash;
        Session = session;
        Rows = rows;
        Draws = draws;
    }

    /// <summary>The run folder.</summary>
    public string Path { get; }

    /// <summary>What tells its data from others; null where it had none.</summary>
    public string? DataHash { get; }

    /// <summary>The model.</summary>
    public ModelSession Session { get; }

    /// <summary>The data.</summary>
    public Dataset Rows { get; }

    /// <summary>The draws.</summary>
    public RunDraws Draws { get; }

    /// <summary>The summary that the run wrote.</summary>
    public SampleDocument Summary => JsonContract.Parse<SampleDocument>(File.ReadAllText(System.IO.Path.Combine(Path, "summary.json")));

    /// <summary>Opens a run.</summary>
    /// <param name="path">The run folder.</param>
    /// <param name="data">Where its data lie now, or null where they lay.</param>
    /// <param name="terminal">For messages.</param>
    /// <exception cref="CommandFailure">It is not a run folder, holds no Parquet draws, or its data are gone or others.</exception>
    public static StoredRun Open(string path, string? data, Terminal terminal)
    {
        var (manifest, timing) = RunFolder.Read(path);
        var file = System.IO.Path.Combine(path, "draws", "draws.parquet");
        if (!File.Exists(file))
        {
            throw new CommandFailure(ExitCode.Usage, $"`{path}` has no `draws/draws.parquet`, from which draws are read", "sample with `--draws-format parquet`, which is the default");
        }

        var session = ModelSession.Open(terminal, new SourceText(timing.ModelPath, manifest.ModelText), RunInputs.RequestOf(path, manifest, timing, data));
        try
        {
            return new(path, manifest.DataSha256, session, session.Rows(), DrawsParquet.Read(file));
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => Session.Dispose();
}
