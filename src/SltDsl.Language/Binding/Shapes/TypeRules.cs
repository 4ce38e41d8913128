using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Shapes;

/// <summary>Which types go together.</summary>
internal static class TypeRules
{
    /// <summary>The type of an element of a value along its leading axis.</summary>
    public static SltType ElementOf(SltType type) => type switch
    {
        { ArrayExtents.Count: > 0 } => type with { ArrayExtents = type.ArrayExtents.Skip(1).ToEquatableArray() },
        { Tensor: TensorKind.Matrix } => type with { Tensor = TensorKind.Vector, TensorExtents = [type.TensorExtents[1]] },
        _ => type with { Tensor = TensorKind.Scalar, TensorExtents = [] },
    };

    /// <summary>The type of a sequence with this element: of scalars a vector, of vectors a matrix, else an array.</summary>
    public static SltType SequenceOf(SltType element, SizeExpr length) => element switch
    {
        { ArrayExtents.Count: 0, Tensor: TensorKind.Scalar } => element with { Tensor = TensorKind.Vector, TensorExtents = [length] },
        { ArrayExtents.Count: 0, Tensor: TensorKind.Vector or TensorKind.Covector } =>
            element with { Tensor = TensorKind.Matrix, TensorExtents = [length, element.TensorExtents[0]] },
        _ => element with { ArrayExtents = [length, .. element.ArrayExtents] },
    };

    /// <summary>Whether a value of the second kind can stand where the first is expected, extents apart; arrays of rows and matrices are the same.</summary>
    public static bool IsKindAssignable(SltType target, SltType source) =>
        source.Element <= target.Element
        && source.Rank == target.Rank
        && (source.Tensor == TensorKind.Covector) == (target.Tensor == TensorKind.Covector);

    /// <summary>The kind of the elementwise combination of two values, with the extents of the one that has axes; null when the ranks differ.</summary>
    public static SltType? Elementwise(SltType left, SltType right, ElementKind element)
    {
        if (left.Rank == 0 || right.Rank == 0)
        {
            return (left.Rank == 0 ? right : left) with { Element = element };
        }

        if (left.Rank != right.Rank || (left.Tensor == TensorKind.Covector) != (right.Tensor == TensorKind.Covector))
        {
            return null;
        }

        return (left.TensorExtents.Count >= right.TensorExtents.Count ? left : right) with { Element = element };
    }

    /// <summary>The larger of two element kinds, at least an integer.</summary>
    public static ElementKind Arithmetic(SltType left, SltType right) =>
        left.Element == ElementKind.Real || right.Element == ElementKind.Real ? ElementKind.Real : ElementKind.Int;
}
