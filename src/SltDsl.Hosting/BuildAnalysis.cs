using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Singularity;

namespace SltDsl.Hosting;

/// <summary>
/// The singularity analysis of a build. Generator and analyzer ask for the same files, so the last results are kept, by
/// content: a file that did not change is not analysed again.
/// </summary>
public static class BuildAnalysis
{
    /// <summary>
    /// Ends an analysis that has run away, far beyond what its budget takes on a slow machine. Facts never depend on it: a
    /// file that is stopped here has none.
    /// </summary>
    private static readonly TimeSpan _safetyStop = TimeSpan.FromSeconds(20);

    private const int Kept = 64;

    private static readonly object _gate = new();
    private static readonly LinkedList<(ModelInput Input, SingularityFacts Facts)> _recent = new();

    /// <summary>The facts of a file, or null when it has errors, is not to be analysed, or took too long.</summary>
    /// <param name="input">The file.</param>
    /// <param name="compilation">The file, bound.</param>
    /// <param name="cancellation">Gives up; the build has ended.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SingularityFacts? Of(ModelInput input, SltCompilation compilation, CancellationToken cancellation)
    {
        if (compilation.Model is not { } model || Options(input.File.Options) is not { } options)
        {
            return null;
        }

        lock (_gate)
        {
            if (_recent.FirstOrDefault(r => r.Input == input).Facts is { } known)
            {
                return known;
            }
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(_safetyStop);
        var facts = SingularityAnalysis.Analyse(model, options, stop.Token);
        cancellation.ThrowIfCancellationRequested();
        if (stop.IsCancellationRequested)
        {
            return null;
        }

        lock (_gate)
        {
            _recent.AddFirst((input, facts));
            while (_recent.Count > Kept)
            {
                _recent.RemoveLast();
            }
        }

        return facts;
    }

    /// <summary>What a build reports of a file beside its errors.</summary>
    public static IEnumerable<Diagnostic> Findings(ModelInput input, SltCompilation compilation, CancellationToken cancellation)
    {
        var found = compilation.Diagnostics.Where(d => d.Severity != Severity.Error);
        if (Of(input, compilation, cancellation) is { } facts)
        {
            return found.Concat(facts.Diagnostics);
        }

        return compilation.Model is { } model && Options(input.File.Options) is not null ? found.Append(Stopped(model)) : found;
    }

    private static Diagnostic Stopped(Language.Model.BoundModel model) =>
        new(ToolDiagnostics.BudgetExhausted, $"the analysis of `{model.Name}` was stopped after {_safetyStop.TotalSeconds} s", model.NameSpan)
        {
            Help = "run `slt check` on the file, or set `SltAnalysis` to `off`",
        };

    private static AnalysisOptions? Options(ModelFileOptions options)
    {
        var defaults = AnalysisOptions.Default with { Depth = options.Analysis == "full" ? AnalysisDepth.Full : AnalysisDepth.Fast };
        return options.Analysis == "off" ? null
            : options.AnalysisBudget is { } budget ? defaults with { Budget = budget }
            : defaults;
    }
}
