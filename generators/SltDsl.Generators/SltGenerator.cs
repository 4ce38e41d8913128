using Microsoft.CodeAnalysis;
using SltDsl.Hosting;

namespace SltDsl.Generators;

/// <summary>Compiles every `.slt` file of a project to a C# class, and for builds adds the facts about its singularities.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class SltGenerator : IIncrementalGenerator
{
    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var files = context.AdditionalTextsProvider
            .Where(ModelFile.IsModel)
            .Combine(context.AnalyzerConfigOptionsProvider)
            .Select((pair, cancellation) => ModelFile.Read(pair.Left, pair.Right, cancellation))
            .WithTrackingName(StepNames.Files);

        var inputs = files
            .Combine(files.Collect())
            .Select((pair, _) => ModelInput.Of(pair.Left, path => pair.Right.FirstOrDefault(f => ModelFile.IsAt(f.Path, path))?.Text))
            .WithTrackingName(StepNames.Imports);

        var classes = inputs
            .Select((input, cancellation) => GeneratedClass.Of(input, cancellation))
            .WithTrackingName(StepNames.Code);

        var facts = inputs
            .Select((input, cancellation) => FactsFile.Of(input, cancellation))
            .WithTrackingName(StepNames.Facts);

        context.RegisterSourceOutput(classes, Report);
        context.RegisterImplementationSourceOutput(facts, (output, file) =>
        {
            if (file.Code is { } code)
            {
                output.AddSource(file.HintName, code);
            }
        });
    }

    private static void Report(SourceProductionContext context, GeneratedClass generated)
    {
        foreach (var error in generated.Errors)
        {
            context.ReportDiagnostic(DiagnosticTranslation.Translate(error.Diagnostic, error.Source));
        }

        if (generated.Code is { } code)
        {
            context.AddSource(generated.HintName, code);
        }
    }
}
