using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Lowering;

/// <content>Elements, slices and gathers; positions count from 1 in the text and from 0 in the graph.</content>
internal sealed partial class ExpressionLowering
{
    private Lowered LowerIndexing(IndexExpr index, Scope scope)
    {
        var target = Lower(index.Target, scope);
        var selectors = index.Subscripts.Select(s => Selector(s, scope)).ToArray();
        return workshop.Value(scope.Extents(index.Type), i =>
        {
            var positions = new Scalar[target.Rank];
            var next = 0;
            for (var axis = 0; axis < positions.Length; axis++)
            {
                var (rank, position) = axis < selectors.Length ? selectors[axis] : (1, (Func<Scalar[], Scalar>)(p => p[0]));
                positions[axis] = position([.. i.Skip(next).Take(rank)]);
                next += rank;
            }

            return target.At(positions);
        });
    }

    /// <summary>How many axes of the result a subscript makes, and the position in the target for positions on them.</summary>
    private (int Rank, Func<Scalar[], Scalar> Position) Selector(Subscript subscript, Scope scope)
    {
        switch (subscript)
        {
            case At at:
                var positions = LowerShared(at.Position, scope, "positions");
                return (positions.Rank, i => positions.At(i) - 1);
            case Slice { Lower: { } lower }:
                var first = LowerScalar(lower, scope) - 1;
                return (1, i => i[0] + first);
            default:
                return (1, i => i[0]);
        }
    }
}
