using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Optimisation;

/// <summary>The ranges of the indices that are bound around a scalar, where sizes alone decide them.</summary>
internal sealed class IndexRanges
{
    private readonly Dictionary<IndexVariable, (Scalar Lower, Scalar Upper)> _ranges;

    private IndexRanges(Dictionary<IndexVariable, (Scalar Lower, Scalar Upper)> ranges) => _ranges = ranges;

    /// <summary>No index is known.</summary>
    public static IndexRanges None { get; } = new([]);

    /// <summary>The axes of a definition.</summary>
    public static IndexRanges Of(Definition definition)
    {
        var ranges = None;
        for (var axis = 0; axis < definition.Indices.Count; axis++)
        {
            ranges = ranges.With(definition.Indices[axis], 0, definition.Extents[axis]);
        }

        return ranges;
    }

    /// <summary>The range of an index; null where it is not known.</summary>
    public (Scalar Lower, Scalar Upper)? Of(IndexVariable index) => _ranges.TryGetValue(index, out var range) ? range : null;

    /// <summary>These, and that of an index bound further in.</summary>
    public IndexRanges With(IndexVariable index, Scalar lower, Scalar upper)
    {
        var ranges = new Dictionary<IndexVariable, (Scalar Lower, Scalar Upper)>(_ranges);
        ranges.Remove(index);
        if (IsSize(lower) && IsSize(upper))
        {
            ranges.Add(index, (lower, upper));
        }

        return new IndexRanges(ranges);
    }

    private static bool IsSize(Scalar scalar) => scalar.SelfAndDescendants().All(s => s is not (Element or IndexVariable));
}
