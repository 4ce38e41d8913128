using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SltDsl.Hosting;
using SltDsl.Language.Diagnostics;
using SltDsl.Singularity;

namespace SltDsl.Analyzers;

/// <summary>
/// Reports in each `.slt` file of a project what the language and the singularity analysis find there: warnings and facts.
/// Errors, which stand in the way of the generated class, are the generator's to report.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SltAnalyzer : DiagnosticAnalyzer
{
    /// <summary>
    /// Ends an analysis that has run away, at ten times what the budget is calibrated to on a slow machine. Facts do not depend
    /// on it: a file that is stopped here has only the language's findings and SLT0901.
    /// </summary>
    private static readonly TimeSpan _safetyStop = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    public override ImmutableArray<Microsoft.CodeAnalysis.DiagnosticDescriptor> SupportedDiagnostics => DiagnosticTranslation.Descriptors;

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
        var severities = new SeveritySettings(context.Options.AnalyzerConfigOptionsProvider.GetOptions(context.AdditionalFile));
        var compilation = file.Compile(path => context.Options.AdditionalFiles.FirstOrDefault(f => f.Path == path)?.GetText(context.CancellationToken)?.ToString());
        var findings = compilation.Diagnostics.Where(d => d.Severity != Severity.Error).Concat(Facts(file, compilation, context.CancellationToken));
        foreach (var finding in findings)
        {
            if (severities.Apply(finding) is { } reported)
            {
                context.ReportDiagnostic(DiagnosticTranslation.Translate(reported, compilation.Tree.Source));
            }
        }
    }

    private static IEnumerable<Language.Diagnostics.Diagnostic> Facts(ModelFile file, Language.SltCompilation compilation, CancellationToken cancellation)
    {
        if (compilation.Model is not { } model || file.Options.Analysis == "off")
        {
            return [];
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(_safetyStop);
        try
        {
            return SingularityAnalysis.Analyse(model, Options(file.Options), stop.Token).Diagnostics;
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return
            [
                new(ToolDiagnostics.BudgetExhausted, $"the analysis of `{model.Name}` was stopped after {_safetyStop.TotalSeconds} s", model.NameSpan)
                {
                    Help = "run `slt check` on the file, or set `SltAnalysis` to `off`",
                },
            ];
        }
    }

    private static AnalysisOptions Options(ModelFileOptions options)
    {
        var defaults = new AnalysisOptions { Depth = options.Analysis == "full" ? AnalysisDepth.Full : AnalysisDepth.Fast };
        return options.AnalysisBudget is { } budget ? defaults with { Budget = budget } : defaults;
    }
}
