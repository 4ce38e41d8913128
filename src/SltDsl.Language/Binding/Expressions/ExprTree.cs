using System.Runtime.CompilerServices;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>Walks bound expressions. Inlining shares parts, so each part is visited once.</summary>
internal static class ExprTree
{
    /// <summary>Tells expressions apart by identity.</summary>
    public static IEqualityComparer<Expr> ByReference { get; } = new ReferenceComparer();

    /// <summary>The direct parts of an expression.</summary>
    public static IEnumerable<Expr> Children(Expr expr) => expr switch
    {
        Call call => call.Arguments,
        IndexExpr index => [index.Target, .. index.Subscripts.SelectMany(Parts)],
        Conditional conditional => [conditional.Condition, conditional.Then, conditional.Else],
        Comprehension comprehension => [comprehension.Element, .. comprehension.Iterations.SelectMany(Parts)],
        Bracket bracket => bracket.Items,
        Recurrence recurrence => [recurrence.Initial, recurrence.Step, recurrence.Sequence],
        _ => [],
    };

    /// <summary>The expressions of an iteration.</summary>
    public static IEnumerable<Expr> Parts(Iteration iteration) => [iteration.Lower, iteration.Upper];

    /// <summary>The direct parts of a distribution that are expressions.</summary>
    public static IEnumerable<Expr> Expressions(Distribution distribution) => distribution switch
    {
        FamilyDistribution family => family.Arguments,
        MixtureDistribution mixture => [mixture.Weights],
        HiddenMarkovDistribution chain => [chain.Start, chain.Transition],
        EnumeratedDistribution enumerated => [enumerated.Probability, .. Parts(enumerated.Iteration)],
        TruncatedDistribution truncated => Present(truncated.Lower, truncated.Upper),
        CensoredDistribution censored => Present(censored.Lower, censored.Upper),
        ZeroInflatedDistribution inflated => [inflated.Probability],
        IndexedProductDistribution product => Parts(product.Iteration),
        AffineDistribution affine => [affine.Shift, affine.Scale],
        AxisDistribution axis => [axis.Length],
        ConditionalDistribution conditional => [conditional.Condition],
        _ => [],
    };

    /// <summary>The distributions that a distribution is made of.</summary>
    public static IEnumerable<Distribution> Components(Distribution distribution) => distribution switch
    {
        MixtureDistribution mixture => [mixture.Body],
        HiddenMarkovDistribution chain => [chain.Emission],
        EnumeratedDistribution enumerated => [enumerated.Body],
        TruncatedDistribution truncated => [truncated.Body],
        CensoredDistribution censored => [censored.Body],
        ZeroInflatedDistribution inflated => [inflated.Body],
        ProductDistribution product => product.Factors,
        IndexedProductDistribution product => [product.Body],
        AffineDistribution affine => [affine.Body],
        AxisDistribution axis => [axis.Body],
        ConditionalDistribution conditional => [conditional.Then, conditional.Else],
        _ => [],
    };

    /// <summary>A distribution and all that it is made of.</summary>
    public static IEnumerable<Distribution> SelfAndComponents(Distribution distribution) =>
        Components(distribution).SelectMany(SelfAndComponents).Prepend(distribution);

    /// <summary>All expressions of a distribution.</summary>
    public static IEnumerable<Expr> AllExpressions(Distribution distribution) => SelfAndComponents(distribution).SelectMany(Expressions);

    /// <summary>An expression and all its parts, each once.</summary>
    public static IEnumerable<Expr> SelfAndParts(params IEnumerable<Expr> roots)
    {
        var seen = new HashSet<Expr>(ByReference);
        var stack = new Stack<Expr>(roots);
        while (stack.Count > 0)
        {
            var next = stack.Pop();
            if (!seen.Add(next))
            {
                continue;
            }

            yield return next;
            foreach (var child in Children(next))
            {
                stack.Push(child);
            }
        }
    }

    private static IEnumerable<Expr> Parts(Subscript subscript) => subscript switch
    {
        At at => [at.Position],
        Slice slice => Present(slice.Lower, slice.Upper),
        _ => [],
    };

    private static IEnumerable<Expr> Present(params Expr?[] expressions) => expressions.Where(e => e is not null).Select(e => e!);

    private sealed class ReferenceComparer : IEqualityComparer<Expr>
    {
        public bool Equals(Expr? x, Expr? y) => ReferenceEquals(x, y);

        public int GetHashCode(Expr obj) => RuntimeHelpers.GetHashCode(obj);
    }
}
