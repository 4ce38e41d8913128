using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Input;
using SltDsl.Cli.Output;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>Which model a verb works with.</summary>
/// <param name="Path">The `.slt` file.</param>
/// <param name="Sizes">Sizes that are given.</param>
/// <param name="Hypers">Hyperparameters that are given.</param>
/// <param name="Data">The data file, or null.</param>
internal sealed record ModelRequest(string Path, IReadOnlyDictionary<string, long> Sizes, IReadOnlyDictionary<string, double> Hypers, string? Data);

/// <summary>A model file made ready to compute with: compiled, loaded, and made at its sizes.</summary>
internal sealed class ModelSession : IDisposable
{
    private readonly LoadedModel _loaded;
    private readonly Terminal _terminal;

    private ModelSession(Terminal terminal, LoadedModel loaded, SourceText source, ISltModel model, DataFile? file)
    {
        _terminal = terminal;
        _loaded = loaded;
        Source = source;
        Model = model;
        File = file;
    }

    /// <summary>The text of the model.</summary>
    public SourceText Source { get; }

    /// <summary>The model.</summary>
    public ISltModel Model { get; }

    /// <summary>The data file, or null.</summary>
    public DataFile? File { get; }

    /// <summary>The text of the data where they came through stdin; else null.</summary>
    public string? DataText { get; private init; }

    /// <summary>Opens a model.</summary>
    /// <exception cref="CommandFailure">A path or a name is wrong.</exception>
    /// <exception cref="ModelErrorsException">The file has errors.</exception>
    /// <exception cref="DataException">The data file cannot be read or does not fit.</exception>
    /// <exception cref="ModelException">The model cannot be made at these sizes.</exception>
    public static ModelSession Open(Terminal terminal, ModelRequest request) => Open(terminal, SourceFiles.Read(request.Path, terminal), request);

    /// <summary>Opens a model whose text has been read.</summary>
    /// <inheritdoc cref="Open(Terminal, ModelRequest)"/>
    public static ModelSession Open(Terminal terminal, SourceText source, ModelRequest request)
    {
        var (file, text) = request.Data is null ? (null, null) : DataFiles.Read(request.Data, terminal);
        var loaded = new ModelCompiler(ModelCache.OfUser(terminal.Variable)).Load(source, request.Sizes);
        try
        {
            var info = loaded.Factory.Info;
            KnownNames.Require("--size", request.Sizes.Keys, info.Sizes.Select(s => s.Name), info.Name);
            KnownNames.Require("--hyper", request.Hypers.Keys, info.Hypers.Select(h => h.Name), info.Name);
            var free = request.Sizes.Where(given => !info.Sizes.Any(s => s.Name == given.Key && s.IsConstant)).ToDictionary();
            return new(terminal, loaded, source, loaded.Factory.Create(file, free, request.Hypers), file) { DataText = text };
        }
        catch
        {
            loaded.Dispose();
            throw;
        }
    }

    /// <summary>The rows of the data file. Columns that the model does not name are told to the user.</summary>
    /// <exception cref="CommandFailure">No data file was named.</exception>
    /// <exception cref="DataException">The file does not fit the model.</exception>
    public Dataset Rows()
    {
        var rows = Model.Load(File ?? throw new CommandFailure(ExitCode.Usage, $"`{Model.Info.Name}` needs data", "name a file with `--data rows.csv`"));
        if (rows.Ignored.Count > 0)
        {
            _terminal.Error.WriteLine($"{string.Join(", ", rows.Ignored.Select(name => $"`{name}`"))} of {File.Path} {(rows.Ignored.Count == 1 ? "is" : "are")} not used by `{Model.Info.Name}`");
        }

        foreach (var (first, second) in DesignCheck.Collinear(Source, Model.Columns, rows))
        {
            new MessageWriter(_terminal).Warning($"`{first}` and `{second}` are collinear in {File.Path}", "drop one, or let the priors separate them", IdentifiabilityDiagnostics.CollinearDesign.Code);
        }

        return rows;
    }

    /// <summary>Fails unless the model has a truth of this name.</summary>
    public void RequireTruth(string truth) => KnownNames.Require("--truth", [truth], Model.Info.Truths.Select(t => t.Name), Model.Info.Name);

    /// <inheritdoc/>
    public void Dispose() => _loaded.Dispose();
}
