using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>Data of a model for the groups <c>observed_data</c> and <c>constant_data</c>.</summary>
/// <param name="Columns">The columns with their shapes.</param>
/// <param name="Observed">Whether each is observed; else it is an input.</param>
/// <param name="Rows">The data.</param>
public sealed record InferenceRows(IReadOnlyList<ValueLayout> Columns, IReadOnlyList<bool> Observed, Dataset Rows)
{
    /// <summary>Data that all rows share, with their shapes: constants too.</summary>
    public IReadOnlyList<(ValueLayout Layout, double[] Values)> Shared { get; init; } = [];
}

/// <summary>What is written beside the posterior.</summary>
public sealed record InferenceGroups
{
    /// <summary>The data, for <c>observed_data</c> and <c>constant_data</c>.</summary>
    public InferenceRows? Data { get; init; }

    /// <summary>log p(row | w), a draw a row in the order of chains, an observation a column.</summary>
    public IReadOnlyList<double[]>? LogLikelihood { get; init; }

    /// <summary>Data sets drawn from the model at each draw, in the order of chains.</summary>
    public IReadOnlyList<Dataset>? Predictive { get; init; }

    /// <summary>Draws from the prior, in the quantities of the run; their number and chains are their own.</summary>
    public RunDraws? Prior { get; init; }

    /// <summary>Data sets drawn from the model at each draw from the prior.</summary>
    public IReadOnlyList<Dataset>? PriorPredictive { get; init; }

    /// <summary>The names of the axes of a quantity, where the model has them.</summary>
    public Func<string, IReadOnlyList<string>?> Axes { get; init; } = _ => null;

    /// <summary>The names of the indices of an axis, where the model gives them.</summary>
    public Func<string, IReadOnlyList<string>?> Labels { get; init; } = _ => null;

    /// <summary>The version of the tool that sampled.</summary>
    public string Version { get; init; } = "unknown";
}

/// <summary>
/// Draws as a Zarr tree in the InferenceData layout that ArviZ reads (its schema, version 0.5): a group for the posterior, the sampler's statistics,
/// pointwise log likelihoods, predictive draws, the prior and the data, all with named dimensions and coordinates. The one attribute of the
/// schema that it leaves out is the date: the same run gives the same bytes.
/// </summary>
public static class InferenceData
{
    /// <summary>Writes the tree.</summary>
    /// <param name="path">The folder of the store; it is made.</param>
    /// <param name="run">The draws.</param>
    /// <param name="groups">What is written beside them; null for nothing.</param>
    public static void Write(string path, RunDraws run, InferenceGroups? groups = null)
    {
        groups ??= new InferenceGroups();
        var store = new ZarrStore(path);
        var writer = new InferenceDataWriter(store, run, groups);
        writer.Posterior();
        writer.Statistics();
        writer.Likelihood();
        writer.Predictive();
        writer.Prior();
        writer.Data();
        store.Consolidate();
    }
}
