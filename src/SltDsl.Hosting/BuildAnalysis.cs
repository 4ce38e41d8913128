using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Singularity;

namespace SltDsl.Hosting;

/// <summary>
/// What a build finds out about its files. Generator and analyzer ask for the same ones, so the last bindings and analyses are kept, by
/// content: a file that did not change is neither bound nor analysed again.
/// </summary>
public static class BuildAnalysis
{
    /// <summary>
    /// Ends an analysis that has run away: ten times what a full analysis takes, a hundred times a fast one. Facts never depend on it: a
    /// file that is stopped here has none.
    /// </summary>
    private static readonly TimeSpan _safetyStop = TimeSpan.FromSeconds(25);

    private const int Kept = 64;

    private static readonly object _gate = new();
    private static readonly LinkedList<Entry> _recent = new();

    /// <summary>The file, parsed and bound.</summary>
    public static SltCompilation Compilation(ModelInput input) => EntryOf(input).Compilation;

    /// <summary>The facts of a file, or null when it has errors, is not to be analysed, or took too long.</summary>
    /// <param name="input">The file.</param>
    /// <param name="cancellation">Gives up; the build has ended.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static SingularityFacts? Facts(ModelInput input, CancellationToken cancellation)
    {
        var entry = EntryOf(input);
        if (entry.Facts is { } known)
        {
            return known;
        }

        if (entry.Compilation.Model is not { } model || Options(input.File.Options) is not { } options)
        {
            return null;
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(_safetyStop);
        var facts = SingularityAnalysis.Analyse(model, options, stop.Token);
        cancellation.ThrowIfCancellationRequested();
        return stop.IsCancellationRequested ? null : entry.Facts = facts;
    }

    /// <summary>What a build reports of a file beside its errors.</summary>
    /// <param name="input">The file.</param>
    /// <param name="cancellation">Gives up; the build has ended.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public static IEnumerable<Diagnostic> Findings(ModelInput input, CancellationToken cancellation)
    {
        var compilation = Compilation(input);
        var found = compilation.Diagnostics.Where(d => d.Severity != Severity.Error);
        if (Facts(input, cancellation) is { } facts)
        {
            return found.Concat(facts.Diagnostics);
        }

        return compilation.Model is { } model && Options(input.File.Options) is not null ? found.Append(Stopped(model)) : found;
    }

    private static Entry EntryOf(ModelInput input)
    {
        lock (_gate)
        {
            if (_recent.FirstOrDefault(r => r.Input == input) is { } known)
            {
                return known;
            }

            var entry = new Entry(input);
            _recent.AddFirst(entry);
            while (_recent.Count > Kept)
            {
                _recent.RemoveLast();
            }

            return entry;
        }
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

    /// <summary>A file with what is known of it so far.</summary>
    private sealed class Entry(ModelInput input)
    {
        private readonly Lazy<SltCompilation> _compilation = new(input.Compile);

        public ModelInput Input => input;

        public SltCompilation Compilation => _compilation.Value;

        public SingularityFacts? Facts { get; set; }
    }
}
