using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Visibility;

/// <summary>Laws with finitely many values.</summary>
internal static class FiniteLaw
{
    /// <summary>Whether the family itself has no values beyond the declared ones: the declared set does not cut a law off.</summary>
    public static bool IsBounded(Law law) => law switch
    {
        ScalarLaw { Family: "bernoulli" or "bernoulli_logit" or "binomial" or "binomial_logit" or "beta_binomial" } => true,
        TensorLaw { Family: "categorical" or "categorical_logit" or "ordered_logistic" } => true,
        MixtureLaw mixture => IsBounded(mixture.Body),
        PlateLaw plate => IsBounded(plate.Body),
        ProductLaw product => product.Factors.All(IsBounded),
        HiddenMarkovLaw chain => IsBounded(chain.Emission),
        ZeroInflatedLaw inflated => IsBounded(inflated.Body),
        ConditionalLaw conditional => IsBounded(conditional.Then) && IsBounded(conditional.Else),
        _ => false,
    };

    /// <summary>The number of values of each element of an observation, in row-major order with the lowest; null where they are not finitely many.</summary>
    public static IReadOnlyList<(Leaf Leaf, long Flat, long Low, int Count)>? Axes(ModelGraph graph, Setting setting)
    {
        var axes = new List<(Leaf, long, long, int)>();
        foreach (var observation in graph.Observations)
        {
            var bounds = observation.Declaration.Constraint as BoundConstraint;
            if (observation.Value is not Leaf leaf
                || leaf.ElementKind == ElementKind.Real
                || setting.Constant(bounds?.Lower) is not { IsInteger: true } low
                || setting.Constant(bounds?.Upper) is not { IsInteger: true } high
                || !IsBounded(observation.Law))
            {
                return null;
            }

            var extents = setting.Extents(leaf);
            axes.AddRange(RowMajor.Positions(extents).Select(p => (leaf, RowMajor.Flat(extents, p), (long)low.Numerator, (int)(high - low).Numerator + 1)));
        }

        return axes;
    }

    /// <summary>The number of free probabilities of a row without inputs; null where they are not finitely many or more than a long row can show.</summary>
    public static long? FreeNumbers(ModelGraph graph, Setting setting)
    {
        if (graph.Inputs.Count > 0 || Axes(graph, setting) is not { } axes)
        {
            return null;
        }

        var cells = axes.Aggregate(1L, (n, a) => Math.Min(n * a.Count, int.MaxValue));
        return cells == int.MaxValue ? null : cells - 1;
    }
}
