using SltDsl.Language.Text;

namespace SltDsl.Language.Model;

/// <summary>A bound distribution: what stands after <c>~</c>.</summary>
/// <param name="Span">Where it is written.</param>
public abstract record Distribution(SourceSpan Span);

/// <summary>A family of the distribution table with its arguments in the table's order.</summary>
/// <param name="Family">The family's name in the table, such as <c>normal</c>.</param>
/// <param name="Arguments">One per parameter of the family; scalars broadcast against the value for scalar families.</param>
/// <param name="Span">Where it is written.</param>
public sealed record FamilyDistribution(string Family, EquatableArray<Expr> Arguments, SourceSpan Span) : Distribution(Span);

/// <summary><c>mixture(w, k => d)</c>: the density Σ_k w[k] · d(k) of the whole value.</summary>
/// <param name="Weights">A simplex.</param>
/// <param name="Component">The index, from 1 to the length of the weights.</param>
/// <param name="Body">The component's distribution.</param>
/// <param name="Span">Where it is written.</param>
public sealed record MixtureDistribution(Expr Weights, Symbol Component, Distribution Body, SourceSpan Span) : Distribution(Span);

/// <summary><c>hmm(start, trans, k => d)</c>: a hidden Markov chain along the value's leading axis.</summary>
public sealed record HiddenMarkovDistribution(Expr Start, Expr Transition, Symbol State, Distribution Emission, SourceSpan Span) : Distribution(Span);

/// <summary><c>enumerate(z in 1:K, p, d)</c>: Σ_z p · d, with p the probability of z.</summary>
public sealed record EnumeratedDistribution(Iteration Iteration, Expr Probability, Distribution Body, SourceSpan Span) : Distribution(Span);

/// <summary><c>truncate(d, lo, hi)</c>: d conditioned on [lo, hi].</summary>
public sealed record TruncatedDistribution(Distribution Body, Expr? Lower, Expr? Upper, SourceSpan Span) : Distribution(Span);

/// <summary><c>censor(d, lo, hi)</c>: values at a bound stand for everything beyond it.</summary>
public sealed record CensoredDistribution(Distribution Body, Expr? Lower, Expr? Upper, SourceSpan Span) : Distribution(Span);

/// <summary><c>zero_inflated(p, d)</c>: 0 with probability p, else d.</summary>
public sealed record ZeroInflatedDistribution(Expr Probability, Distribution Body, SourceSpan Span) : Distribution(Span);

/// <summary><c>product([d, …])</c>: independent elements, one distribution each.</summary>
public sealed record ProductDistribution(EquatableArray<Distribution> Factors, SourceSpan Span) : Distribution(Span);

/// <summary><c>product([d for i in a:b])</c>: independent elements by one rule.</summary>
public sealed record IndexedProductDistribution(Iteration Iteration, Distribution Body, SourceSpan Span) : Distribution(Span);

/// <summary><c>affine(d, shift, scale)</c>: the distribution of shift + scale · v with v ~ d.</summary>
public sealed record AffineDistribution(Distribution Body, Expr Shift, Expr Scale, SourceSpan Span) : Distribution(Span);

/// <summary><c>axis(n, d)</c>, for inputs: one uniformly chosen coordinate is active with value ~ d, the others are 0.</summary>
public sealed record AxisDistribution(Expr Length, Distribution Body, SourceSpan Span) : Distribution(Span);

/// <summary><c>if c then d1 else d2</c>, where c reaches no parameter.</summary>
public sealed record ConditionalDistribution(Expr Condition, Distribution Then, Distribution Else, SourceSpan Span) : Distribution(Span);
