using SltDsl.Algebra;
using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Text;

namespace SltDsl.Singularity;

/// <summary>What an analysis found out about a model at its sizes and hyperparameters. Equal facts are equal values.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Dimension">d, the number of natural coordinates of the parameter space.</param>
/// <param name="JacobianRank">The rank of the map from parameters to the law of a row at generic points; null where it was not found.</param>
public sealed record SingularityFacts(string Model, int Dimension, int? JacobianRank)
{
    /// <summary>The sizes analysed, in file order.</summary>
    public EquatableArray<AnalysedSize> Sizes { get; init; } = [];

    /// <summary>Whether the rank is that of an exact map modulo a prime; otherwise transcendental values were replaced by independent ones, and it may be too large.</summary>
    public bool IsRankExact { get; init; }

    /// <summary>The symmetries of the likelihood.</summary>
    public EquatableArray<Symmetry> Symmetries { get; init; } = [];

    /// <summary>Sparse directions that the data do not see, at a point with small coordinates at which the rank is the generic one.</summary>
    public EquatableArray<NullDirection> NullDirections { get; init; } = [];

    /// <summary>What is known at each truth, in file order.</summary>
    public EquatableArray<TruthFacts> Truths { get; init; } = [];

    /// <summary>The findings as diagnostics, silenced ones left out.</summary>
    public EquatableArray<Diagnostic> Diagnostics { get; init; } = [];

    /// <summary>The findings that <c>@allow</c> silences, with the attribute that does it.</summary>
    public EquatableArray<SilencedDiagnostic> Silenced { get; init; } = [];
}

/// <summary>A size with the value at which the model was analysed.</summary>
public sealed record AnalysedSize(string Name, long Value);

/// <summary>A finding that the text silences.</summary>
/// <param name="Diagnostic">The finding.</param>
/// <param name="Reason">The reason that the text gives.</param>
/// <param name="Attribute">Where it gives it.</param>
public sealed record SilencedDiagnostic(Diagnostic Diagnostic, string Reason, SourceSpan Attribute);

/// <summary>A group of transformations of the parameters that leave the law of the data unchanged.</summary>
/// <param name="Code">The code of its diagnostic.</param>
/// <param name="Kind">What it does: scaling, shift, rotation, general linear, sign flip, relabelling, even.</param>
/// <param name="Parameters">The parameters that it moves.</param>
/// <param name="Dimension">The number of directions; 0 for a discrete group.</param>
/// <param name="Span">The expression through which the parameters are seen.</param>
public sealed record Symmetry(string Code, string Kind, EquatableArray<string> Parameters, int Dimension, SourceSpan Span);

/// <summary>A direction that the data do not see.</summary>
/// <param name="Components">The nonzero components, by coordinate.</param>
public sealed record NullDirection(EquatableArray<DirectionComponent> Components);

/// <summary>A component of a direction.</summary>
/// <param name="Coordinate">The coordinate as the modeller writes it, such as <c>A[1,2]</c>.</param>
/// <param name="Value">Its value.</param>
public sealed record DirectionComponent(string Coordinate, Rational Value);
