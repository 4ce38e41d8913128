using SltDsl.Language;

namespace SltDsl.Graph.Expressions;

/// <summary>
/// A scalar expression in the body of a tensor definition: what one element is, as a function of the element's indices.
/// Positions count from 0 and ranges exclude their upper end: the language's 1-based, inclusive forms are translated when
/// the graph is made.
/// </summary>
public abstract partial record Scalar
{
    /// <summary>A real constant.</summary>
    public static implicit operator Scalar(double value) => new Number(value);

    /// <summary>An integer constant.</summary>
    public static implicit operator Scalar(int value) => new Integer(value);
}

/// <summary>A real constant.</summary>
public sealed record Number(double Value) : Scalar;

/// <summary>An integer constant.</summary>
public sealed record Integer(long Value) : Scalar;

/// <summary>The value of a size: an integer.</summary>
/// <param name="Name">The size's name in the model.</param>
public sealed record SizeValue(string Name) : Scalar;

/// <summary>An integer that runs over a range: of an axis of a definition, or of a reduction.</summary>
/// <param name="Name">The modeller's name where there is one, for readable code.</param>
/// <param name="Id">Distinguishes indices of equal name within a graph.</param>
public sealed record IndexVariable(string Name, int Id) : Scalar;

/// <summary>One element of a tensor.</summary>
/// <param name="Tensor">The tensor.</param>
/// <param name="Indices">An integer per axis, from 0.</param>
public sealed record Element(Tensor Tensor, EquatableArray<Scalar> Indices) : Scalar;

/// <summary>A primitive applied to scalars.</summary>
public sealed record Apply(Primitive Primitive, EquatableArray<Scalar> Arguments) : Scalar;

/// <summary>One of two values by a condition; only the chosen one is evaluated, and only it has a derivative.</summary>
public sealed record Select(Scalar Condition, Scalar Then, Scalar Else) : Scalar;

/// <summary>A reduction over a range of an index.</summary>
/// <param name="Kind">How the values combine. An empty sum is 0, product 1, maximum −∞, log-sum-exp −∞.</param>
/// <param name="Index">The index, bound in the body.</param>
/// <param name="Lower">The first value.</param>
/// <param name="Upper">One past the last value.</param>
/// <param name="Body">The value at an index.</param>
public sealed record Reduce(ReduceKind Kind, IndexVariable Index, Scalar Lower, Scalar Upper, Scalar Body) : Scalar;

/// <summary>How a reduction combines its values.</summary>
public enum ReduceKind
{
    /// <summary>Σ.</summary>
    Sum,

    /// <summary>Π.</summary>
    Product,

    /// <summary>The largest; the derivative goes to the first that attains it.</summary>
    Max,

    /// <summary>The smallest; the derivative goes to the first that attains it.</summary>
    Min,

    /// <summary>log Σ exp, without overflow.</summary>
    LogSumExp,
}
