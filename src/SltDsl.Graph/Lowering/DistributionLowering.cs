using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Lowering;

/// <summary>Lowers distributions to laws.</summary>
internal sealed class DistributionLowering(Workshop workshop, ExpressionLowering expressions)
{
    /// <summary>The law of a value with these extents, factorised by <c>each</c> first.</summary>
    public Law Lower(Distribution distribution, EquatableArray<Scalar> extents, EquatableArray<Iteration> each, Scope scope)
    {
        if (each.Count == 0)
        {
            return Lower(distribution, extents, scope);
        }

        var (index, lower, upper) = Range(each[0], scope);
        var body = Lower(distribution, Tail(extents), each.Skip(1).ToEquatableArray(), scope.With(each[0].Index, index + 1));
        return new PlateLaw(index, lower, upper, body, distribution.Span);
    }

    /// <summary>The law of a value with these extents.</summary>
    public Law Lower(Distribution distribution, EquatableArray<Scalar> extents, Scope scope)
    {
        var span = distribution.Span;
        Scalar? Bound(Expr? bound) => bound is null ? null : expressions.LowerShared(bound, scope, "bound").Body;
        switch (distribution)
        {
            case FamilyDistribution family:
                return LowerFamily(family, extents, scope);
            case MixtureDistribution mixture:
                var weights = expressions.LowerShared(mixture.Weights, scope, "weights");
                var component = workshop.Index(mixture.Component.Name, weights.Extents[0]);
                var body = Lower(mixture.Body, extents, scope.With(mixture.Component, component + 1));
                return new MixtureLaw(component, weights.Extents[0], weights.At(component), body, span);
            case EnumeratedDistribution enumerated:
                return LowerEnumerated(enumerated, extents, scope);
            case HiddenMarkovDistribution chain:
                return LowerChain(chain, extents, scope);
            case TruncatedDistribution truncated:
                return new TruncatedLaw(Lower(truncated.Body, extents, scope), Bound(truncated.Lower), Bound(truncated.Upper), span);
            case CensoredDistribution censored:
                return new CensoredLaw(Lower(censored.Body, extents, scope), Bound(censored.Lower), Bound(censored.Upper), span);
            case ZeroInflatedDistribution inflated:
                return new ZeroInflatedLaw(expressions.LowerShared(inflated.Probability, scope).Body, Lower(inflated.Body, extents, scope), span);
            case ProductDistribution product:
                return new ProductLaw(product.Factors.Select(f => Lower(f, Tail(extents), scope)).ToEquatableArray(), span);
            case IndexedProductDistribution product:
                return Lower(product.Body, extents, [product.Iteration], scope);
            case AffineDistribution affine:
                var (shift, scale) = (expressions.LowerShared(affine.Shift, scope).Body, expressions.LowerShared(affine.Scale, scope).Body);
                return new AffineLaw(Lower(affine.Body, extents, scope), shift, scale, span);
            case AxisDistribution axis:
                return new AxisLaw(expressions.LowerScalar(axis.Length, scope), Lower(axis.Body, [], scope), span);
            case ConditionalDistribution conditional:
                return new ConditionalLaw(
                    expressions.LowerScalar(conditional.Condition, scope), Lower(conditional.Then, extents, scope), Lower(conditional.Else, extents, scope), span);
            default:
                throw new UnsupportedConstructException("This distribution", span);
        }
    }

    private static EquatableArray<Scalar> Tail(EquatableArray<Scalar> extents) => extents.Skip(1).ToEquatableArray();

    private (IndexVariable Index, Scalar Lower, Scalar Upper) Range(Iteration iteration, Scope scope)
    {
        var (lower, upper) = (expressions.LowerScalar(iteration.Lower, scope) - 1, expressions.LowerScalar(iteration.Upper, scope));
        return (workshop.Index(iteration.Index.Name, lower, upper), lower, upper);
    }

    private Law LowerFamily(FamilyDistribution distribution, EquatableArray<Scalar> extents, Scope scope)
    {
        var family = FamilyTable.Find(distribution.Family)
            ?? throw new UnsupportedConstructException($"The distribution '{distribution.Family}'", distribution.Span);
        var arguments = distribution.Arguments.Select((a, n) => expressions.LowerShared(a, scope, family.Parameters[n].Name)).ToArray();
        if (family is ScalarFamily)
        {
            var indices = extents.Select((e, axis) => workshop.Index("ijkl"[Math.Min(axis, 3)].ToString(), e)).ToArray();
            var elements = arguments.Select(a => a.At([.. indices.Skip(indices.Length - a.Rank)]));
            return new ScalarLaw(family.Name, indices, elements.ToEquatableArray(), distribution.Span);
        }

        var rank = extents.Count - family.ValueRank;
        var batch = extents.Take(rank).Select(e => workshop.Index("n", e)).ToArray();
        var own = extents.Skip(rank).Select(e => workshop.Index("i", e)).ToArray();
        var whole = arguments.Select((a, n) =>
        {
            var shared = a.Rank - family.Parameters[n].Rank;
            var leading = batch.Skip(batch.Length - shared).ToArray();
            var one = workshop.Value(a.Extents.Skip(shared).ToEquatableArray(), i => a.At([.. leading, .. i]));
            return workshop.ArgumentOf(one, family.Parameters[n].Name, ElementKind.Real, distribution.Span);
        });
        return new TensorLaw(family.Name, batch, own, whole.ToEquatableArray(), distribution.Span);
    }

    private MixtureLaw LowerEnumerated(EnumeratedDistribution distribution, EquatableArray<Scalar> extents, Scope scope)
    {
        var lower = expressions.LowerScalar(distribution.Iteration.Lower, scope);
        var count = expressions.LowerScalar(distribution.Iteration.Upper, scope) - lower + 1;
        var index = workshop.Index(distribution.Iteration.Index.Name, count);
        var inner = scope.With(distribution.Iteration.Index, index + lower);
        var weight = expressions.LowerShared(distribution.Probability, inner, "probability").Body;
        return new MixtureLaw(index, count, weight, Lower(distribution.Body, extents, inner), distribution.Span);
    }

    private HiddenMarkovLaw LowerChain(HiddenMarkovDistribution chain, EquatableArray<Scalar> extents, Scope scope)
    {
        TensorArgument Argument(Expr expr, string name) => workshop.ArgumentOf(expressions.Lower(expr, scope), name, ElementKind.Real, expr.Span);
        var start = Argument(chain.Start, "start");
        var state = workshop.Index(chain.State.Name, start.Extents[0]);
        var step = workshop.Index("t", extents[0]);
        var emission = Lower(chain.Emission, Tail(extents), scope.With(chain.State, state + 1));
        return new HiddenMarkovLaw(state, start, Argument(chain.Transition, "transition"), step, emission, chain.Span);
    }
}
