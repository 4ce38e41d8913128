using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Input;
using SltDsl.CodeGen;
using SltDsl.Graph;
using SltDsl.Graph.Lowering;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Cli.Compilation;

/// <summary>Makes model files into loaded code, with the emitter that builds use.</summary>
/// <param name="cache">Where compiled models are kept.</param>
internal sealed class ModelCompiler(ModelCache cache)
{
    /// <summary>The loaded code of a model file.</summary>
    /// <param name="source">The text.</param>
    /// <param name="sizes">Sizes that take the place of those in the file.</param>
    /// <exception cref="ModelErrorsException">The file has errors.</exception>
    public LoadedModel Load(SourceText source, IReadOnlyDictionary<string, long> sizes)
    {
        var key = ModelKey.Of(ImportedFiles.Closure(source), sizes);
        if (cache.Find(key) is { } kept)
        {
            return LoadedModel.Load(kept);
        }

        var assembly = CodeCompiler.Compile(Emit(Bind(source, sizes), ""), $"slt-{key[..16]}");
        cache.Keep(key, assembly);
        return LoadedModel.Load(assembly);
    }

    /// <summary>The bound model of a file.</summary>
    /// <inheritdoc cref="Load"/>
    public static BoundModel Bind(SourceText source, IReadOnlyDictionary<string, long> sizes)
    {
        var compilation = ModelChecker.Bind(source, sizes);
        return compilation.Model ?? throw (compilation.Tree.IsLibrary && !compilation.HasErrors
            ? new CommandFailure(ExitCode.Usage, $"`{source.Path}` holds functions and sizes for others to import, but no model", "name the file that imports it")
            : new ModelErrorsException(source, compilation.Diagnostics));
    }

    /// <summary>The C# of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="space">The namespace of its class; empty for none.</param>
    /// <exception cref="ModelErrorsException">The model has no C# form.</exception>
    public static string Emit(BoundModel model, string space)
    {
        try
        {
            return ModelEmitter.Emit(GraphBuilder.Build(model), new EmitOptions(space, model.Source.Path));
        }
        catch (EmitException failure)
        {
            throw new ModelErrorsException(model.Source, failure.Diagnostics);
        }
        catch (UnsupportedConstructException failure)
        {
            throw ModelErrorsException.NotSupported(model.Source, failure);
        }
    }
}
