using SltDsl.Graph.Expressions;
using SltDsl.Language;

namespace SltDsl.Graph.Lowering;

/// <summary>
/// A lowered expression: what its element is at given indices. It becomes a tensor of the graph only when it is
/// materialised; until then reading an element substitutes the indices in the body.
/// </summary>
/// <param name="Extents">The extent of each axis.</param>
/// <param name="Indices">An index per axis, free in the body.</param>
/// <param name="Body">The element at the indices.</param>
internal sealed record Lowered(EquatableArray<Scalar> Extents, EquatableArray<IndexVariable> Indices, Scalar Body)
{
    public int Rank => Indices.Count;

    /// <summary>Whether an element costs no more than a look-up or a few operations on indices and constants.</summary>
    public bool IsCheap => Body is Element || !Body.SelfAndDescendants().Any(s => s is Element or Reduce);

    public static Lowered Scalar(Scalar body) => new([], [], body);

    /// <summary>The element at these positions, from 0.</summary>
    public Scalar At(IReadOnlyList<Scalar> positions)
    {
        var replacements = new Dictionary<IndexVariable, Scalar>();
        for (var i = 0; i < Indices.Count; i++)
        {
            replacements[Indices[i]] = positions[i];
        }

        return Body.Substitute(replacements);
    }

    public Scalar At(params Scalar[] positions) => At((IReadOnlyList<Scalar>)positions);

    /// <summary>The element at these positions; a scalar has the same one everywhere.</summary>
    public Scalar Broadcast(IReadOnlyList<Scalar> positions) => Rank == 0 ? Body : At(positions);
}
