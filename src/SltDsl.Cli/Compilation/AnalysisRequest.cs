using SltDsl.Cli.CommandLine;
using SltDsl.Language.Model;
using SltDsl.Singularity;

namespace SltDsl.Cli.Compilation;

/// <summary>How far an analysis of singularities goes.</summary>
/// <param name="Sizes">Sizes that are given.</param>
/// <param name="Hypers">Hyperparameters that are given.</param>
/// <param name="Depth">How far.</param>
/// <param name="Time">How long it may take; null for a fixed number of operations, the same on any machine.</param>
internal sealed record AnalysisRequest(IReadOnlyDictionary<string, long> Sizes, IReadOnlyDictionary<string, double> Hypers, AnalysisDepth Depth, TimeSpan? Time)
{
    // A thousand times what a build may spend: the clock ends the search first.
    private const long OperationsUnderClock = 1_000 * AnalysisOptions.DefaultBudget;

    /// <summary>The request without anything given.</summary>
    public static AnalysisRequest Default { get; } = new(new Dictionary<string, long>(), new Dictionary<string, double>(), AnalysisDepth.Fast, null);

    /// <summary>The same as the analysis takes it.</summary>
    public AnalysisOptions Options => new()
    {
        Depth = Time is null ? Depth : AnalysisDepth.Full,
        Budget = Time is null ? AnalysisOptions.DefaultBudget : OperationsUnderClock,
        Sizes = Sizes.Count > 0 ? Sizes : null,
        Hypers = Hypers.Count > 0 ? Hypers : null,
    };

    /// <summary>A token that is cancelled when the time is over.</summary>
    public CancellationTokenSource StartClock() => Time is { } time ? new(time) : new();

    /// <summary>Fails unless the model has every size and hyperparameter that is given.</summary>
    public void RequireKnown(BoundModel model)
    {
        KnownNames.Require("--size", Sizes.Keys, model.Sizes.Select(s => s.Symbol.Name), model.Name);
        KnownNames.Require("--hyper", Hypers.Keys, model.Hypers.Select(h => h.Symbol.Name), model.Name);
    }
}
