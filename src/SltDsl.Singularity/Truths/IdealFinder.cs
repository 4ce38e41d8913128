using SltDsl.Graph;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Ideals;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Truths;

/// <summary>Finds the ideal of a truth by the method that suits the model's likelihood.</summary>
internal sealed class IdealFinder(ModelGraph graph, Setting setting, ParameterSpace space, long budget, CancellationToken cancellation)
{
    private const ulong Seed = 0x1DEA1;
    private const int ShortestChain = 3;

    /// <summary>The ideal, or null where no method suits.</summary>
    /// <exception cref="NotInstantiableException">An expression is not polynomial and no method reaches around it.</exception>
    /// <exception cref="BudgetSpentException">The polynomials grow too large.</exception>
    public IdealOfTruth? Of(Truth truth)
    {
        // Rows that repeat one rule are cut short; that a longer one brings nothing new is checked.
        var most = setting.Sizes.Where(s => !setting.WithShortRows(graph, 1).Sizes[s.Key].Equals(1L)).Select(s => s.Value).DefaultIfEmpty(1).Max();
        var cut = setting.WithShortRows(graph, (2 * most) + 2);
        var ideal = First(truth, cut, SightIdeal.Of, MixtureIdeal.Of);
        if (ideal is not null)
        {
            var longer = setting.WithShortRows(graph, (2 * most) + 3);
            return longer.HasSizesOf(cut) || First(truth, longer, SightIdeal.Of, MixtureIdeal.Of) is { } other && Same(ideal, other) ? ideal : ideal with { IsComplete = false };
        }

        var chain = graph.Observations.Any(o => o.Law is HiddenMarkovLaw) ? setting.WithShortRows(graph, ShortestChain) : setting;
        var cells = First(truth, chain, CellIdeal.Of);
        return cells is null ? null : cells with { IsComplete = chain.HasSizesOf(setting) };
    }

    private static bool Same(IdealOfTruth a, IdealOfTruth b) => a.Generators.Count == b.Generators.Count && a.Generators.All(b.Generators.Contains);

    private IdealOfTruth? First(Truth truth, Setting at, params Func<SymbolicModel, IdealOfTruth?>[] methods)
    {
        var obstacle = (NotInstantiableException?)null;
        foreach (var method in methods)
        {
            try
            {
                var field = new SymbolicField(new SymbolTable(space.Dimension), budget, cancellation);
                if (method(new SymbolicModel(graph, at, space, new TruthPoint(truth, at), field, Seed)) is { } ideal)
                {
                    return ideal;
                }
            }
            catch (NotInstantiableException reason)
            {
                obstacle ??= reason;
            }
        }

        return obstacle is null || methods.Contains(SightIdeal.Of) ? null : throw obstacle;
    }
}
