using SltDsl.Cli.Commands;
using SltDsl.Cli.Compilation;
using SltDsl.Files;
using SltDsl.Language.Model;
using SltDsl.Runtime;

namespace SltDsl.Cli.Output.Runs;

/// <summary>Writes draws in any format; for a Zarr tree also what follows from model and data.</summary>
/// <param name="session">The model.</param>
/// <param name="rows">Its data.</param>
/// <param name="run">The draws.</param>
internal sealed class DrawsWriter(ModelSession session, Dataset rows, RunDraws run)
{
    /// <summary>What a format's file or folder is called; of one file a chain the first.</summary>
    public static string NameOf(string format) => format switch
    {
        DrawsFormats.Parquet => "draws.parquet",
        DrawsFormats.Csv => "chain-1.csv",
        _ => "inference_data.zarr",
    };

    /// <summary>Writes one format; what stands there is replaced when the new is whole.</summary>
    /// <param name="format">One of <see cref="DrawsFormats"/>.</param>
    /// <param name="folder">The folder of draws; it is made.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write(string format, string folder)
    {
        Directory.CreateDirectory(folder);
        switch (format)
        {
            case DrawsFormats.Parquet:
                Replace(Path.Combine(folder, NameOf(format)), stream => DrawsParquet.Write(stream, run));
                break;
            case DrawsFormats.Csv:
                for (var chain = 0; chain < run.Draws.Chains; chain++)
                {
                    Replace(Path.Combine(folder, $"chain-{chain + 1}.csv"), stream =>
                    {
                        using var writer = new StreamWriter(stream);
                        CmdStanCsv.Write(writer, run.Model, run.Draws, run.Layouts, chain, run.WarmUp);
                    });
                }

                break;
            default:
                WriteTree(Path.Combine(folder, NameOf(format)));
                break;
        }
    }

    private void WriteTree(string path)
    {
        var part = path + ".part";
        Remove(part);
        var bound = ModelCompiler.Bind(session.Source, session.Model.SizeValues);
        var predictive = new PredictiveDraws(session, rows, run);
        var prior = PriorDraws.Of(session, rows, run);
        InferenceData.Write(part, run, new InferenceGroups
        {
            Data = new InferenceRows(session.Model.Columns, session.Model.IsObserved, rows) { Shared = Shared() },
            LogLikelihood = predictive.LogLikelihood(),
            Predictive = predictive.Draw(),
            Prior = prior,
            PriorPredictive = prior is null ? null : new PredictiveDraws(session, rows, prior).Draw(),
            Axes = AxesOf(bound),
            Labels = axis => bound.Sizes.FirstOrDefault(size => size.Symbol.Name == axis) is { Labels.Count: > 0 } size ? [.. size.Labels] : null,
            Version = ToolVersion.Text,
        });
        Remove(path);
        Directory.Move(part, path);
    }

    private List<(ValueLayout Layout, double[] Values)> Shared()
    {
        var model = session.Model;
        return
        [
            .. model.Schema.Shared.Zip(model.Schema.ReadShared(session.File, model.SizeValues).Columns, (entry, values) =>
                (new ValueLayout(entry.Name, [.. entry.Extents.Select(extent => (int)extent.Evaluate(model.SizeValues))], 0), values)),
        ];
    }

    /// <summary>The sizes that a declaration names as its extents.</summary>
    private static Func<string, IReadOnlyList<string>?> AxesOf(BoundModel bound)
    {
        var symbols = bound.Declarations.Select(declaration => declaration switch
        {
            ParameterDeclaration parameter => parameter.Symbol,
            LetDeclaration let => let.Symbol,
            GenerateDeclaration generate => generate.Symbol,
            InputDeclaration input => input.Symbol,
            DataDeclaration data => data.Symbol,
            ObserveDeclaration observe => observe.Symbol,
            _ => null,
        }).OfType<Symbol>().GroupBy(symbol => symbol.Name).ToDictionary(g => g.Key, g => g.First());
        return name => symbols.TryGetValue(name, out var symbol)
            ? [.. symbol.Type.Extents.Select(extent => bound.Sizes.Select(size => size.Symbol.Name).FirstOrDefault(size => size == extent.ToString()) ?? "")]
            : null;
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Replace(string path, Action<Stream> write)
    {
        var part = path + ".part";
        using (var stream = File.Create(part))
        {
            write(stream);
        }

        File.Move(part, path, overwrite: true);
    }
}
