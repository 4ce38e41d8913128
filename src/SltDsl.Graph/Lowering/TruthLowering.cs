using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Lowering;

/// <summary>Lowers true distributions: the sizes that they change are numbers in their own expressions.</summary>
internal sealed class TruthLowering(Workshop workshop, ExpressionLowering expressions, DistributionLowering distributions)
{
    /// <summary>The truth in the model's scope.</summary>
    public Truth Lower(TruthDeclaration truth, Scope modelScope)
    {
        var scope = new Scope(modelScope);
        foreach (var size in truth.Sizes)
        {
            scope.Define(size.Size, Lowered.Scalar(new Integer(size.Value)));
        }

        foreach (var let in truth.Lets)
        {
            scope.Define(let.Symbol, expressions.LowerShared(let.Value, scope, let.Symbol.Name));
        }

        var parameters = truth.Parameters.Select(value =>
        {
            var extents = scope.Extents(value.Parameter.Type);
            var given = expressions.Lower(value.Value, scope);
            var filled = given.Rank == extents.Count ? given with { Extents = extents } : workshop.Value(extents, given.Broadcast);
            return new NamedTensor(value.Parameter.Name, workshop.TensorOf(filled, $"{truth.Name}_{value.Parameter.Name}", ElementKind.Real, value.Span));
        });
        NamedLaw LawOf(TruthDistribution given) =>
            new(given.Name.Name, distributions.Lower(given.Distribution, scope.Extents(given.Name.Type), scope));
        return new Truth(
            truth, truth.Sizes, parameters.ToEquatableArray(), truth.Observations.Select(LawOf).ToEquatableArray(), truth.Inputs.Select(LawOf).ToEquatableArray());
    }
}
