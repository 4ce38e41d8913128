using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SltDsl.Hosting;

namespace SltDsl.Analyzers;

/// <summary>
/// Reports in each `.slt` file of a project what the language and the singularity analysis find there: warnings and facts.
/// Errors, which stand in the way of the generated class, are the generator's to report.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SltAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => DiagnosticTranslation.Descriptors;

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterAdditionalFileAction(Analyse);
    }

    private static void Analyse(AdditionalFileAnalysisContext context)
    {
        if (!ModelFile.IsModel(context.AdditionalFile))
        {
            return;
        }

        var file = ModelFile.Read(context.AdditionalFile, context.Options.AnalyzerConfigOptionsProvider, context.CancellationToken);
        var input = ModelInput.Of(file, path => context.Options.AdditionalFiles.FirstOrDefault(f => ModelFile.IsAt(f.Path, path))?.GetText(context.CancellationToken)?.ToString());
        var (ofFile, ofAll) = (context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.AdditionalFile), context.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
        var severities = new SeveritySettings(key => ofFile.TryGetValue(key, out var value) || ofAll.TryGetValue(key, out value) ? value : null);
        foreach (var finding in BuildAnalysis.Findings(input, context.CancellationToken))
        {
            if (severities.Apply(finding) is { } reported)
            {
                context.ReportDiagnostic(DiagnosticTranslation.Translate(reported, BuildAnalysis.Compilation(input).Tree.Source));
            }
        }
    }
}
