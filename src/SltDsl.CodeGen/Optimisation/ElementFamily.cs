using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.CodeGen.Optimisation;

/// <summary>A scalar for all values of its indices: the elements of a tensor that could hold it.</summary>
/// <param name="Body">The scalar over the tensor's axes; equal for scalars that differ in the names of indices only.</param>
/// <param name="Axes">The tensor's axes.</param>
/// <param name="Extents">Their extents.</param>
/// <param name="Positions">Where the scalar itself is in the tensor.</param>
internal sealed record ElementFamily(Scalar Body, EquatableArray<IndexVariable> Axes, EquatableArray<Scalar> Extents, EquatableArray<Scalar> Positions)
{
    /// <summary>A tensor of a scalar's values: the one whose elements they are, or one of its own.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="name">What a tensor of its own is called.</param>
    /// <param name="axes">All its free indices, in the order of the tensor's axes; each starts at 0.</param>
    /// <param name="extents">How far they go.</param>
    public static Tensor TensorOf(Scalar scalar, string name, EquatableArray<IndexVariable> axes, EquatableArray<Scalar> extents) =>
        scalar is Element element && element.Indices.SequenceEqual(axes) && element.Tensor.Extents.Equals(extents)
            ? element.Tensor
            : new Definition(name, ElementKind.Real, scalar.LevelOf(), extents, axes, _ => scalar, default);

    /// <summary>The family of a scalar; null where the range of one of its indices is not known.</summary>
    /// <param name="scalar">The scalar.</param>
    /// <param name="ranges">The ranges of the indices around it.</param>
    /// <param name="first">An index that is the first axis, whether the scalar has it or not.</param>
    public static ElementFamily? Of(Scalar scalar, IndexRanges ranges, IndexVariable? first = null)
    {
        var free = scalar.FreeIndices();
        var indices = first is null ? free : [first, .. free.Where(i => i != first)];
        if (indices.Any(i => ranges.Of(i) is null))
        {
            return null;
        }

        var axes = indices.Select((index, axis) => new IndexVariable(index.Name, -axis - 1)).ToArray();
        var bounds = indices.Select(i => ranges.Of(i)!.Value).ToArray();
        var places = indices.Select((index, axis) => (index, At: axes[axis] + bounds[axis].Lower)).ToDictionary(p => p.index, p => p.At);
        return new ElementFamily(
            scalar.Substitute(places),
            axes.ToEquatableArray(),
            bounds.Select(b => b.Upper - b.Lower).ToEquatableArray(),
            indices.Select((index, axis) => index - bounds[axis].Lower).ToEquatableArray());
    }
}
