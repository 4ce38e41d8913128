using SltDsl.Algebra;

namespace SltDsl.Singularity.Ideals;

/// <summary>Functions of the coordinates that vanish together exactly where the model's law is the true one, with K of the order of the sum of their squares.</summary>
/// <param name="Generators">The functions, in the slots of the table.</param>
/// <param name="Derivation">How they follow from the model, in a sentence.</param>
internal sealed record IdealOfTruth(IReadOnlyList<Polynomial> Generators, string Derivation)
{
    /// <summary>Whether these generate the whole ideal; otherwise only a part of it is known, which gives lower bounds.</summary>
    public bool IsComplete { get; init; } = true;

    /// <summary>Functions that K is linear in: cells of true probability 0.</summary>
    public IReadOnlyList<Polynomial> LinearTerms { get; init; } = [];

    /// <summary>
    /// Whether the functions are coefficients of what a regular law determines, so that K stays away from 0 wherever one of them does, also
    /// towards infinity.
    /// </summary>
    public bool IsCoefficientwise { get; init; }

    /// <summary>The network whose function the generators describe, when it is one.</summary>
    public NetworkShape? Network { get; init; }

    /// <summary>The mixture of locations on a line whose moments the generators are, when it is one with free weights.</summary>
    public MixtureShape? Mixture { get; init; }
}

/// <summary>A mixture of locations on a line with free weights.</summary>
/// <param name="Components">The number of components.</param>
/// <param name="TrueComponents">The number of distinct true components.</param>
internal sealed record MixtureShape(int Components, int TrueComponents);

/// <summary>A hidden layer Σ a_j σ(b_j · x) whose weights are separate coordinates.</summary>
/// <param name="Activation">σ.</param>
/// <param name="Units">The number of hidden units.</param>
/// <param name="TrueUnits">The number of distinct nodes of the true function.</param>
/// <param name="Inputs">The number of inputs.</param>
internal sealed record NetworkShape(Graph.Expressions.Primitive Activation, int Units, int TrueUnits, int Inputs);
