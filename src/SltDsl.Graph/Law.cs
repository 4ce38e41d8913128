using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Text;

namespace SltDsl.Graph;

/// <summary>
/// A distribution in the graph: its structure kept, its arguments lowered to scalars. The log density is derived from it;
/// simulation, divergences and singularity analysis read it.
/// </summary>
/// <param name="Span">Where it is written.</param>
public abstract record Law(SourceSpan Span);

/// <summary>Independent elements, each of one scalar family.</summary>
/// <param name="Family">The family's name in the distribution table.</param>
/// <param name="Indices">The indices of the value's axes, free in the arguments; none for a scalar value.</param>
/// <param name="Arguments">The family's parameters, in the table's order, for the element at the indices.</param>
/// <param name="Span">Where it is written.</param>
public sealed record ScalarLaw(string Family, EquatableArray<IndexVariable> Indices, EquatableArray<Scalar> Arguments, SourceSpan Span) : Law(Span);

/// <summary>A vector or matrix family for the value's trailing axes, independent over its leading ones.</summary>
/// <param name="Family">The family's name in the distribution table.</param>
/// <param name="Batch">The indices of the leading axes, free in the arguments.</param>
/// <param name="Indices">The indices of the trailing axes that the family is about.</param>
/// <param name="Arguments">The parameters, each as a tensor whose leading axes are the batch.</param>
/// <param name="Span">Where it is written.</param>
public sealed record TensorLaw(string Family, EquatableArray<IndexVariable> Batch, EquatableArray<IndexVariable> Indices, EquatableArray<Tensor> Arguments, SourceSpan Span) : Law(Span);

/// <summary>A finite mixture of the whole value.</summary>
/// <param name="Component">The component's index, from 0, free in the weight and the body.</param>
/// <param name="Count">The number of components.</param>
/// <param name="Weight">The weight of the component.</param>
/// <param name="Body">The component's law.</param>
/// <param name="Span">Where it is written.</param>
public sealed record MixtureLaw(IndexVariable Component, Scalar Count, Scalar Weight, Law Body, SourceSpan Span) : Law(Span);
