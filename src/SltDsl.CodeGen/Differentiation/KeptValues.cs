using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Differentiation;

/// <summary>
/// Chooses which values of a loop the forward sweep keeps for the reverse sweep: those that cost more to compute once more
/// than to store, in loops that run once in their block.
/// </summary>
internal static class KeptValues
{
    private static readonly HashSet<Primitive> _costly =
    [
        Primitive.Exp, Primitive.Expm1, Primitive.Log, Primitive.Log1p, Primitive.Sin, Primitive.Cos, Primitive.Tan, Primitive.Asin, Primitive.Acos,
        Primitive.Atan, Primitive.Sinh, Primitive.Cosh, Primitive.Tanh, Primitive.Logistic, Primitive.Softplus, Primitive.LogGamma, Primitive.Digamma,
        Primitive.Erf, Primitive.Erfc, Primitive.LogNormalCdf, Primitive.LogBesselI0, Primitive.BesselRatio,
    ];

    /// <summary>Marks the values.</summary>
    /// <param name="block">The block whose loops are looked at.</param>
    /// <param name="memory">Where room is made.</param>
    /// <param name="isRow">Whether the block is that of a row.</param>
    public static void Choose(Block block, TensorMemory memory, bool isRow)
    {
        foreach (var loop in block.Nodes.OfType<ReduceNode>().Where(r => r.Target.IsActive))
        {
            var count = loop.Upper - loop.Lower;
            if (count.SelfAndParts().Any(s => s is IndexVariable or Local or Load))
            {
                continue;
            }

            Load Room(Local value) => new(memory.Kept(value.Hint, count, isRow), loop.Index - loop.Lower);
            for (var n = 0; n < loop.Body.Nodes.Count; n++)
            {
                loop.Body.Nodes[n] = loop.Body.Nodes[n] switch
                {
                    LetNode { Target.IsActive: true, Value: Apply apply } let when _costly.Contains(apply.Primitive) => let with { Kept = Room(let.Target) },
                    ReduceNode { Target.IsActive: true, Kind: ReduceKind.Sum } sum => sum with { Kept = Room(sum.Target) },
                    var other => other,
                };
            }
        }
    }
}
