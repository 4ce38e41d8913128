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
/// <param name="Arguments">The parameters of the element at the batch.</param>
/// <param name="Span">Where it is written.</param>
public sealed record TensorLaw(string Family, EquatableArray<IndexVariable> Batch, EquatableArray<IndexVariable> Indices, EquatableArray<TensorArgument> Arguments, SourceSpan Span) : Law(Span);

/// <summary>A vector, matrix or scalar among a family's parameters.</summary>
/// <param name="Tensor">A tensor whose trailing axes are the parameter.</param>
/// <param name="Leading">The positions on its leading axes, over the indices in force.</param>
public sealed record TensorArgument(Tensor Tensor, EquatableArray<Scalar> Leading)
{
    /// <summary>The extents of the parameter.</summary>
    public EquatableArray<Scalar> Extents => Tensor.Extents.Skip(Leading.Count).ToEquatableArray();

    /// <summary>An element of the parameter.</summary>
    public Scalar this[params Scalar[] positions] => Tensor[[.. Leading, .. positions]];
}

/// <summary>A finite mixture of the whole value.</summary>
/// <param name="Component">The component's index, from 0, free in the weight and the body.</param>
/// <param name="Count">The number of components.</param>
/// <param name="Weight">The weight of the component.</param>
/// <param name="Body">The component's law.</param>
/// <param name="Span">Where it is written.</param>
public sealed record MixtureLaw(IndexVariable Component, Scalar Count, Scalar Weight, Law Body, SourceSpan Span) : Law(Span);

/// <summary>A factorisation along the value's leading axis (<c>each</c>, <c>product</c>): the body is the law of the element at the index.</summary>
/// <param name="Index">The position along the axis, free in the body, whose arguments may read earlier elements of the value.</param>
/// <param name="Lower">The first position; what comes before is given.</param>
/// <param name="Upper">One past the last position.</param>
/// <param name="Body">The law of one element.</param>
/// <param name="Span">Where it is written.</param>
public sealed record PlateLaw(IndexVariable Index, Scalar Lower, Scalar Upper, Law Body, SourceSpan Span) : Law(Span);

/// <summary>Independent elements along the leading axis, each with a law of its own.</summary>
public sealed record ProductLaw(EquatableArray<Law> Factors, SourceSpan Span) : Law(Span);

/// <summary>A hidden Markov chain along the value's leading axis.</summary>
/// <param name="State">The hidden state, from 0, free in the emission.</param>
/// <param name="Start">The probabilities of the first state, a vector.</param>
/// <param name="Transition">The probabilities of the next state, a row per state; where they depend on the step, with a leading axis for the step that is entered.</param>
/// <param name="Step">The position along the axis, free in the emission.</param>
/// <param name="Emission">The law of one element.</param>
/// <param name="Span">Where it is written.</param>
public sealed record HiddenMarkovLaw(IndexVariable State, TensorArgument Start, TensorArgument Transition, IndexVariable Step, Law Emission, SourceSpan Span) : Law(Span)
{
    /// <summary>The probabilities of the state at a step after the first, given the one before.</summary>
    public TensorArgument TransitionFrom(Scalar step, Scalar state) =>
        Transition with { Leading = Transition.Extents.Count == 3 ? [.. Transition.Leading, step, state] : [.. Transition.Leading, state] };
}

/// <summary>The body conditioned on an interval, ends included.</summary>
public sealed record TruncatedLaw(Law Body, Scalar? Lower, Scalar? Upper, SourceSpan Span) : Law(Span);

/// <summary>The body with everything beyond a bound recorded as the bound.</summary>
public sealed record CensoredLaw(Law Body, Scalar? Lower, Scalar? Upper, SourceSpan Span) : Law(Span);

/// <summary>The value 0 with a probability, else the body.</summary>
public sealed record ZeroInflatedLaw(Scalar Probability, Law Body, SourceSpan Span) : Law(Span);

/// <summary>The law of shift + scale · v, v with the body's law.</summary>
public sealed record AffineLaw(Law Body, Scalar Shift, Scalar Scale, SourceSpan Span) : Law(Span);

/// <summary>One uniformly chosen coordinate has the body's law, the others are 0; for inputs.</summary>
public sealed record AxisLaw(Scalar Length, Law Body, SourceSpan Span) : Law(Span);

/// <summary>One of two laws by a condition that no parameter reaches.</summary>
public sealed record ConditionalLaw(Scalar Condition, Law Then, Law Else, SourceSpan Span) : Law(Span);
