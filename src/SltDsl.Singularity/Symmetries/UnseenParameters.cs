using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;

namespace SltDsl.Singularity.Symmetries;

/// <summary>Parameters that reach no observation, by what they reach instead.</summary>
internal static class UnseenParameters
{
    /// <summary>Parameters that reach no observation and no other prior.</summary>
    public static IReadOnlyList<ParameterBlock> Unused(ModelGraph graph) => [.. Unseen(graph).Where(b => !ReachesOtherPrior(graph, b))];

    /// <summary>Parameters that reach other priors only.</summary>
    public static IReadOnlyList<ParameterBlock> PriorOnly(ModelGraph graph) => [.. Unseen(graph).Where(b => ReachesOtherPrior(graph, b))];

    private static IEnumerable<ParameterBlock> Unseen(ModelGraph graph)
    {
        var seen = new HashSet<Tensor>(graph.Observations.Select(o => o.LogDensity).InOrder());
        return graph.Parameters.Where(p => !seen.Contains(p.Leaf));
    }

    private static bool ReachesOtherPrior(ModelGraph graph, ParameterBlock block) => graph.LogPrior
        .Where(term => term.Span != block.Declaration.Span)
        .Any(term => new[] { term.Value }.InOrder().Contains(block.Leaf));
}
