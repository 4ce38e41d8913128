using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Divergences;

/// <summary>
/// K(w) before the mean over inputs: the Kullback–Leibler divergence of the model's law of a row from the true one, given
/// the row's inputs. Sums of terms ≥ 0 only, so that it keeps its relative accuracy down to the truth.
/// </summary>
public static class Divergence
{
    /// <summary>KL(q(· | x) ‖ p(· | x, w)).</summary>
    /// <param name="graph">The model.</param>
    /// <param name="truth">One of its truths.</param>
    /// <returns>A tensor of rank 0 at row level (at parameter level without inputs), or null where neither a closed form nor a sum or one-dimensional quadrature serves.</returns>
    public static Tensor? Build(ModelGraph graph, Truth truth)
    {
        var workshop = graph.Workshop.Fork();
        var atTruth = new ParameterSubstitution(truth, workshop);
        var comparison = new LawComparison(
            workshop, graph.Model.Sizes.Where(s => s is { IsConstant: true, Value: not null }).ToDictionary(s => s.Symbol.Name, s => s.Value!.Value));
        var total = (Scalar)0.0;
        foreach (var observation in graph.Observations)
        {
            var name = observation.Value.Name;
            var trueLaw = truth.Declaration.IsRealisable
                ? atTruth.Law(observation.Law)
                : truth.Observations.FirstOrDefault(o => o.Name == name)?.Law;
            if (trueLaw is null
                || ReadsObserved(observation.Law)
                || ReadsObserved(trueLaw)
                || comparison.Compare(trueLaw, observation.Law, observation.Value.Extents) is not { } term)
            {
                return null;
            }

            total += term;
        }

        return workshop.Define(Lowered.Scalar(total), $"divergence_{truth.Declaration.Name}", ElementKind.Real, total.LevelOf(), truth.Declaration.Span);
    }

    private static bool ReadsObserved(Law law) =>
        law.Scalars().SelectMany(s => s.Elements()).Select(e => e.Tensor).InOrder().Any(t => t is Leaf { Symbol.Kind: SymbolKind.Observed });
}
