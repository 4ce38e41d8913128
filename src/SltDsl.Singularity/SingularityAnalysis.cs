using SltDsl.Graph;
using SltDsl.Graph.Lowering;
using SltDsl.Language.Model;

namespace SltDsl.Singularity;

/// <summary>Finds the singularities of a model: what the data cannot see, why, and what it does to λ.</summary>
public static class SingularityAnalysis
{
    /// <summary>The facts of a model at the sizes and hyperparameters of the options.</summary>
    /// <param name="model">The bound model.</param>
    /// <param name="options">What the analysis may cost and at which sizes it looks.</param>
    /// <param name="cancellation">Ends the search for λ early; what was found so far comes back.</param>
    public static SingularityFacts Analyse(BoundModel model, AnalysisOptions options, CancellationToken cancellation = default)
    {
        if (options.Depth == AnalysisDepth.Off)
        {
            return new SingularityFacts(model.Name, 0, null);
        }

        try
        {
            return new ModelAnalysis(GraphBuilder.Build(model), options, cancellation).Facts();
        }
        catch (UnsupportedConstructException)
        {
            // The generator reports the construct at its place.
            return new SingularityFacts(model.Name, 0, null);
        }
    }

    /// <summary>The facts at one truth, with the whole budget for it; how λ changes with the prior is left to <see cref="Analyse"/>.</summary>
    /// <param name="model">The bound model.</param>
    /// <param name="truth">The truth's name.</param>
    /// <param name="options">What the analysis may cost and at which sizes it looks.</param>
    /// <param name="cancellation">Ends the search early; valid bounds come back.</param>
    /// <exception cref="ArgumentException">The model has no truth of that name.</exception>
    /// <exception cref="UnsupportedConstructException">The model uses a construct without a graph.</exception>
    public static TruthFacts AnalyseTruth(BoundModel model, string truth, AnalysisOptions options, CancellationToken cancellation = default)
    {
        var graph = GraphBuilder.Build(model);
        var declared = graph.Truths.FirstOrDefault(t => t.Declaration.Name == truth)
            ?? throw new ArgumentException($"The model has no truth '{truth}'.", nameof(truth));
        return new ModelAnalysis(graph, options, cancellation).FactsAt(declared);
    }
}
