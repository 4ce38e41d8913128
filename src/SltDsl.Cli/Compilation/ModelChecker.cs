using SltDsl.Cli.CommandLine;
using SltDsl.Cli.Input;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;
using SltDsl.Singularity;

namespace SltDsl.Cli.Compilation;

/// <summary>Checks model files: text, names, types and singularities.</summary>
/// <param name="request">How far to go, and at which sizes and hyperparameters.</param>
internal sealed class ModelChecker(AnalysisRequest request)
{
    /// <summary>Everything that is found in a file, at the severities that its folders configure.</summary>
    /// <exception cref="CommandFailure">A size or hyperparameter is given that the model does not have.</exception>
    public CheckedModel Check(SourceText source)
    {
        var compilation = Bind(source, request.Sizes);
        var facts = compilation.Model is { } model ? Analyse(model) : null;
        var found = compilation.Diagnostics.Concat(facts?.Diagnostics ?? []).OrderBy(d => d.Span.Start).ThenBy(d => d.Code, StringComparer.Ordinal);
        var configured = ConfiguredSeverities.For(source.Path);
        return new(source, [.. configured is null ? found : found.Select(configured.Apply).OfType<Diagnostic>()]) { Silenced = facts?.Silenced ?? [] };
    }

    /// <summary>The facts of a bound model.</summary>
    /// <exception cref="CommandFailure">A size or hyperparameter is given that the model does not have.</exception>
    public SingularityFacts Analyse(BoundModel model)
    {
        request.RequireKnown(model);
        using var clock = request.StartClock();
        return SingularityAnalysis.Analyse(model, request.Options, clock.Token);
    }

    /// <summary>The bound file, without the analysis of its singularities.</summary>
    /// <param name="source">The text.</param>
    /// <param name="sizes">Sizes that take the place of those in the file.</param>
    public static SltCompilation Bind(SourceText source, IReadOnlyDictionary<string, long> sizes) => SltCompilation.Compile(source, new BindingOptions
    {
        DefaultModelName = source.Path == SourceFiles.StandardInput ? "Model" : Path.GetFileNameWithoutExtension(source.Path),
        Import = ImportedFiles.Find,
        Sizes = sizes,
    });
}
