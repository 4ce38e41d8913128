using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output.Json;
using SltDsl.Files;
using SltDsl.Runtime;

namespace SltDsl.Cli.Output;

/// <summary>A folder that holds one run: manifest, draws and summary, the same bytes for the same run; times and paths apart.</summary>
internal sealed class RunFolder
{
    private readonly RunManifest _manifest;
    private readonly RunTiming _timing;

    private RunFolder(string path, RunManifest manifest, RunTiming timing)
    {
        Path = path;
        _manifest = manifest;
        _timing = timing;
    }

    /// <summary>Where it is.</summary>
    public string Path { get; }

    /// <summary>The seed of the run.</summary>
    public ulong Seed => _manifest.Seed;

    /// <summary>Makes the folder of a run that begins now.</summary>
    /// <param name="path">Where, or null for the next free <c>runs/NAME-k</c>.</param>
    /// <param name="force">Whether a folder that is there may be written into.</param>
    /// <param name="session">The model.</param>
    /// <param name="request">What the user named.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="options">The settings of the sampler.</param>
    public static RunFolder Create(string? path, bool force, ModelSession session, ModelRequest request, ulong seed, SamplerDocument options)
    {
        var target = path ?? NextFree(session.Model.Info.Name);
        OutputFiles.RequireFree(target, force);
        Directory.CreateDirectory(System.IO.Path.Combine(target, "draws"));
        var data = request.Data is null or "-" ? null : Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(request.Data)));
        var manifest = new RunManifest(
            1, $"slt {ToolVersion.Text}", "sample", "running", session.Model.Info.Name, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(session.Source.Text))),
            session.Source.Text, data, session.Model.SizeValues, session.Model.HyperValues, seed, options);
        var timing = new RunTiming(
            DateTime.UtcNow.ToString("O", CultureInfo.InvariantCulture), null, Environment.MachineName, Environment.ProcessorCount, request.Path, request.Data);
        var folder = new RunFolder(target, manifest, timing);
        folder.WriteManifest(manifest, timing);
        return folder;
    }

    /// <summary>Writes the draws of all chains.</summary>
    public void WriteDraws(Draws draws, IReadOnlyList<ValueLayout> layouts, int warmUp)
    {
        for (var chain = 0; chain < draws.Chains; chain++)
        {
            using var writer = new StreamWriter(System.IO.Path.Combine(Path, "draws", $"chain-{chain + 1}.csv"));
            CmdStanCsv.Write(writer, _manifest.Model, draws, layouts, chain, warmUp);
        }
    }

    /// <summary>Writes the summary and closes the manifest.</summary>
    public void Finish(SampleDocument summary)
    {
        OutputFiles.Replace(System.IO.Path.Combine(Path, "summary.json"), JsonContract.Document(summary with { Seconds = null, Output = null }) + "\n");
        WriteManifest(_manifest with { Status = summary.Complete ? "complete" : "partial" }, _timing with { Seconds = summary.Seconds });
    }

    private void WriteManifest(RunManifest manifest, RunTiming timing)
    {
        OutputFiles.Replace(System.IO.Path.Combine(Path, "run.json"), JsonContract.Document(manifest) + "\n");
        OutputFiles.Replace(System.IO.Path.Combine(Path, "timing.json"), JsonContract.Document(timing) + "\n");
    }

    private static string NextFree(string model) =>
        Enumerable.Range(1, int.MaxValue).Select(k => System.IO.Path.Combine("runs", $"{model}-{k}")).First(path => !System.IO.Path.Exists(path));
}
