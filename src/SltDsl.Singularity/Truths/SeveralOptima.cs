using SltDsl.Graph;
using SltDsl.Graph.Divergences;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;

namespace SltDsl.Singularity.Truths;

/// <summary>
/// Truths from which all parameters of a model are equally far though they give different laws: K is constant, all parameters are optimal, and
/// the free energy need not have a log n term that a single λ describes (Watanabe 2018, section 5: the optimum is not essentially unique).
/// </summary>
internal static class SeveralOptima
{
    private const int Rows = 4;

    /// <summary>Whether the derivatives of K vanish at random points where those of the law do not.</summary>
    public static bool At(ModelGraph graph, Truth truth, GenericRank rank)
    {
        if (truth.Declaration.IsRealisable || rank.Rank == 0 || Divergence.Build(graph, truth) is not { } divergence)
        {
            return false;
        }

        try
        {
            return rank.Points.All(p => Enumerable.Range(0, Rows).All(row => rank.View.Instance(p.Point, row).At(divergence).IsConstant));
        }
        catch (Exception e) when (e is UnluckyPointException or NotInstantiableException)
        {
            return false;
        }
    }
}
