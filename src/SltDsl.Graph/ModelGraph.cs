using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Graph;

/// <summary>
/// The expression graph of a bound model: what code generation differentiates and emits, and what singularity analysis
/// instantiates at concrete sizes.
/// </summary>
/// <param name="Model">The model.</param>
/// <param name="Parameters">The coordinate blocks of w, in file order.</param>
/// <param name="LogPrior">The terms of log φ(w), natural coordinates.</param>
/// <param name="Observations">The factors of p(row | w), in file order.</param>
/// <param name="Lets">The named expressions that can be shown or derived, in file order, by name.</param>
/// <param name="Truths">The true distributions.</param>
/// <param name="Phases">The regions of parameter space.</param>
/// <param name="Generated">The derived quantities.</param>
/// <param name="Requirements">What the constructor checks.</param>
public sealed record ModelGraph(
    BoundModel Model,
    EquatableArray<ParameterBlock> Parameters,
    EquatableArray<LogDensityTerm> LogPrior,
    EquatableArray<Observation> Observations,
    EquatableArray<NamedTensor> Lets,
    EquatableArray<Truth> Truths,
    EquatableArray<PhaseRegion> Phases,
    EquatableArray<GeneratedQuantity> Generated,
    EquatableArray<Requirement> Requirements)
{
    /// <summary>The inputs with their distribution q(x), in file order.</summary>
    public EquatableArray<InputColumn> Inputs { get; init; } = [];

    /// <summary>The shared data that are computed when the data are loaded, in file order.</summary>
    public EquatableArray<NamedTensor> DerivedData { get; init; } = [];

    /// <summary>The indices that the graph uses, so that what is built on it makes new ones.</summary>
    internal Workshop Workshop { get; init; } = new();
}

/// <summary>A coordinate block of w.</summary>
/// <param name="Leaf">Its values, in the declared shape.</param>
/// <param name="Set">The declared set; bounds are scalars over the block's own indices.</param>
/// <param name="Prior">The prior as a law, for drawing and for analysis: before it is conditioned on the set.</param>
/// <param name="Declaration">The statement.</param>
public sealed record ParameterBlock(Leaf Leaf, ParameterSet Set, Law Prior, ParameterDeclaration Declaration)
{
    /// <summary>Whether the prior's normalising constant on the declared set is known (SLT0402 where it is not); <c>flat</c> counts as known.</summary>
    public bool IsPriorNormalised { get; init; } = true;
}

/// <summary>The set that a parameter lies in.</summary>
/// <param name="Structure">The structure that couples elements, or null for elementwise bounds.</param>
/// <param name="Indices">The element's indices, free in the bounds.</param>
/// <param name="Lower">The lower bound of an element, or null.</param>
/// <param name="Upper">The upper bound of an element, or null.</param>
/// <param name="Offset">The centre of the sampler's affine transform, or null.</param>
/// <param name="Multiplier">The scale of the sampler's affine transform, or null.</param>
public sealed record ParameterSet(Structure? Structure, EquatableArray<IndexVariable> Indices, Scalar? Lower, Scalar? Upper, Scalar? Offset, Scalar? Multiplier);

/// <summary>A term of a log density: a tensor of rank 0 at the statement that it comes from.</summary>
public sealed record LogDensityTerm(Tensor Value, SourceSpan Span);

/// <summary>One factor of p(row | w).</summary>
/// <param name="Value">The observed tensor: a leaf, or a computed value for the re-observation of a let.</param>
/// <param name="Law">Its distribution, in terms of parameters and inputs.</param>
/// <param name="LogDensity">Its log density: a tensor of rank 0 at row level.</param>
/// <param name="Declaration">The statement.</param>
public sealed record Observation(Tensor Value, Law Law, Tensor LogDensity, ObserveDeclaration Declaration);

/// <summary>A named tensor.</summary>
public sealed record NamedTensor(string Name, Tensor Tensor);

/// <summary>An input and its distribution, when one is stated.</summary>
public sealed record InputColumn(Leaf Leaf, Law? Law, InputDeclaration Declaration);

/// <summary>A true distribution. At the truth's sizes the model's own graph is q, with the given parameter values.</summary>
/// <param name="Declaration">The statement.</param>
/// <param name="Sizes">The sizes that the truth changes, by name.</param>
/// <param name="Parameters">For a realisable truth, the value of each non-empty parameter (over size and hyper leaves only).</param>
/// <param name="Observations">For an explicit truth, the law of each observed name.</param>
/// <param name="Inputs">The inputs whose law the truth overrides.</param>
public sealed record Truth(
    TruthDeclaration Declaration,
    EquatableArray<TruthSize> Sizes,
    EquatableArray<NamedTensor> Parameters,
    EquatableArray<NamedLaw> Observations,
    EquatableArray<NamedLaw> Inputs);

/// <summary>The law of a name.</summary>
public sealed record NamedLaw(string Name, Law Law);

/// <summary>A region of parameter space: a condition of rank 0.</summary>
public sealed record PhaseRegion(string Name, Tensor Condition, PhaseDeclaration Declaration);

/// <summary>A derived quantity, or a predictive draw; one of row level has a value for each row.</summary>
/// <param name="Symbol">The name and type.</param>
/// <param name="Value">The quantity; of a draw the leaf that holds it.</param>
/// <param name="Law">What a draw is drawn from, else null.</param>
/// <param name="IsShown">Whether the modeller asked for it; a latent variable is drawn because another quantity reads it.</param>
public sealed record GeneratedQuantity(Symbol Symbol, Tensor Value, Law? Law, bool IsShown = true);

/// <summary>A condition that the constructor checks.</summary>
public sealed record Requirement(Tensor Condition, string Message, SourceSpan Span);
