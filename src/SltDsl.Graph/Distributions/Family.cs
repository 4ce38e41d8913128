using SltDsl.Graph.Expressions;
using SltDsl.Language;

namespace SltDsl.Graph.Distributions;

/// <summary>One entry of the distribution table.</summary>
/// <param name="Name">The name in the language.</param>
/// <param name="Parameters">The names of the parameters, in order, with the number of axes of each.</param>
/// <param name="ValueRank">The number of axes of a value: 0 for scalar families and the categorical ones.</param>
/// <param name="Generator">The name of its generator in the runtime's distributions.</param>
/// <param name="Documentation">One line for hover texts and the reference.</param>
public abstract record Family(string Name, EquatableArray<FamilyParameter> Parameters, int ValueRank, string Generator, string Documentation)
{
    /// <summary>Whether the values are integers.</summary>
    public bool IsDiscrete { get; init; }

    /// <summary>What the law says about the parameters.</summary>
    public Identifiability Identifiability { get; init; } = Identifiability.Arguments;
}

/// <summary>A parameter of a family.</summary>
/// <param name="Name">Its name in the language.</param>
/// <param name="Rank">The number of its axes.</param>
public sealed record FamilyParameter(string Name, int Rank = 0);

/// <summary>What the law of a value determines about a family's arguments.</summary>
public enum Identifiability
{
    /// <summary>The arguments themselves: equal laws have equal arguments.</summary>
    Arguments,

    /// <summary>A vector up to a common shift of its elements.</summary>
    UpToShift,

    /// <summary>Only functions of them.</summary>
    Partly,

    /// <summary>There is no law: an improper density.</summary>
    None,
}

/// <summary>A family of one number, with scalar parameters; it broadcasts over vectors, matrices and arrays.</summary>
public sealed record ScalarFamily(string Name, EquatableArray<FamilyParameter> Parameters, string Generator, string Documentation)
    : Family(Name, Parameters, 0, Generator, Documentation)
{
    /// <summary>The log density at a value of the support (first argument) for the parameters, constants included.</summary>
    public required Func<Scalar, IReadOnlyList<Scalar>, Scalar> LogDensity { get; init; }

    /// <summary>The ends of the support for the parameters; null where it is unbounded.</summary>
    public Func<IReadOnlyList<Scalar>, (Scalar? Lower, Scalar? Upper)> Support { get; init; } = _ => (null, null);

    /// <summary>
    /// The log of the distribution function, accurate in the lower tail, where it has a form in the graph's primitives; at
    /// values of the support below its upper end.
    /// </summary>
    public Func<Scalar, IReadOnlyList<Scalar>, Scalar>? LogCdf { get; init; }

    /// <summary>The log of the probability of exceeding a value, accurate in the upper tail; at values of the support below its upper end.</summary>
    public Func<Scalar, IReadOnlyList<Scalar>, Scalar>? LogSurvival { get; init; }

    /// <summary>The point about which the density is symmetric, where there is one.</summary>
    public Func<IReadOnlyList<Scalar>, Scalar>? Centre { get; init; }

    /// <summary>The mean for the parameters, where it exists.</summary>
    public Func<IReadOnlyList<Scalar>, Scalar>? Mean { get; init; }

    /// <summary>
    /// The Kullback–Leibler divergence of the law with the first parameters from the one with the second, written so that
    /// it keeps its relative accuracy where the two nearly agree; null where there is no closed form.
    /// </summary>
    public Func<IReadOnlyList<Scalar>, IReadOnlyList<Scalar>, Scalar>? Divergence { get; init; }

    /// <summary>A scale of the density's width, with <see cref="Mean"/> the range for quadrature; null where quadrature does not serve.</summary>
    public Func<IReadOnlyList<Scalar>, Scalar>? QuadratureScale { get; init; }
}

/// <summary>A family with vector or matrix parameters.</summary>
internal sealed record TensorFamily(string Name, EquatableArray<FamilyParameter> Parameters, int ValueRank, string Generator, string Documentation)
    : Family(Name, Parameters, ValueRank, Generator, Documentation)
{
    /// <summary>The log density, made with the means of the lowering.</summary>
    public required Func<TensorCase, Scalar> LogDensity { get; init; }

    /// <summary>The divergence of the first case's law from the second's; their values are not read.</summary>
    public Func<TensorCase, TensorCase, Scalar>? Divergence { get; init; }
}
