namespace SltDsl.Singularity;

/// <summary>How far an analysis goes.</summary>
public enum AnalysisDepth
{
    /// <summary>No analysis.</summary>
    Off,

    /// <summary>What fits a small budget: rank, symmetries, closed forms and easy ideals.</summary>
    Fast,

    /// <summary>Everything, within ten times the budget.</summary>
    Full,
}

/// <summary>What an analysis may cost and at which sizes it looks.</summary>
public sealed record AnalysisOptions
{
    /// <summary>The default budget, about 250 ms of one core for a model.</summary>
    public const long DefaultBudget = 1_000_000;

    /// <summary>The options of a build.</summary>
    public static AnalysisOptions Default { get; } = new();

    /// <summary>How far the analysis goes.</summary>
    public AnalysisDepth Depth { get; init; } = AnalysisDepth.Fast;

    /// <summary>Algebra operations allowed for the model; the same budget gives the same facts on any machine.</summary>
    public long Budget { get; init; } = DefaultBudget;

    /// <summary>Sizes that differ from the model's own, by name; null for none.</summary>
    public IReadOnlyDictionary<string, long>? Sizes { get; init; }

    /// <summary>Hyperparameters that differ from the model's own, by name; null for none.</summary>
    public IReadOnlyDictionary<string, double>? Hypers { get; init; }

    internal long TotalBudget => Depth == AnalysisDepth.Full ? checked(10 * Budget) : Budget;
}
