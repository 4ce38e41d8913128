using SltDsl.Algebra;
using SltDsl.Language;
using SltDsl.Language.Text;

namespace SltDsl.Singularity;

/// <summary>What is known at a truth.</summary>
/// <param name="Name">The truth's name.</param>
/// <param name="Span">Where the name is written.</param>
/// <param name="RegularLambda">d/2, the value of a regular model of the same dimension.</param>
public sealed record TruthFacts(string Name, SourceSpan Span, Rational RegularLambda)
{
    /// <summary>λ and m over the whole true set, with their evidence; null where nothing was established.</summary>
    public Rlct? Rlct { get; init; }

    /// <summary>The rank of the Jacobian at the written point, when the truth has the model's sizes.</summary>
    public int? Rank { get; init; }

    /// <summary>Whether the model is regular there: λ = d/2, m = 1 and full rank.</summary>
    public bool IsRegular { get; init; }

    /// <summary>Whether the truth is a law of the model; null where this was not decided.</summary>
    public bool? IsRealisable { get; init; }

    /// <summary>The parameter elements that the truth puts on an end of their range.</summary>
    public EquatableArray<string> BoundaryElements { get; init; } = [];

    /// <summary>The sizes in which the truth needs less than the model has.</summary>
    public EquatableArray<SizeExcess> Excess { get; init; } = [];

    /// <summary>The values of hyperparameters at which λ changes its form, within their sweep ranges.</summary>
    public EquatableArray<HyperThreshold> Thresholds { get; init; } = [];

    /// <summary>The parameters on an end of their range on whose prior's shape λ depends.</summary>
    public EquatableArray<string> ShapeDependence { get; init; } = [];

    /// <summary>Parts of the true set on which coordinates vanish, each with λ and m at a generic point of it.</summary>
    public EquatableArray<TrueStratum> Strata { get; init; } = [];

    /// <summary>The phases that the posterior is expected to leave for the one that holds the truth, as n grows.</summary>
    public EquatableArray<PhaseTransition> Transitions { get; init; } = [];

    /// <summary>Whether every parameter is equally far from the truth, though the model's laws differ.</summary>
    public bool HasSeveralOptima { get; init; }

    /// <summary>Why λ is not decided, or null where it is.</summary>
    public string? Obstacle { get; init; }

    /// <inheritdoc/>
    public bool Equals(TruthFacts? other) => other is not null
        && (Name, Span, RegularLambda, Rank, IsRegular, IsRealisable, BoundaryElements, Excess, Obstacle, Thresholds, ShapeDependence, Strata, Transitions, HasSeveralOptima, Describe(Rlct))
        == (other.Name, other.Span, other.RegularLambda, other.Rank, other.IsRegular, other.IsRealisable, other.BoundaryElements, other.Excess, other.Obstacle, other.Thresholds, other.ShapeDependence, other.Strata, other.Transitions, other.HasSeveralOptima, Describe(other.Rlct));

    /// <inheritdoc/>
    public override int GetHashCode() => (Name, Span, Rlct?.ToString()).GetHashCode();

    // The evidence holds a list, whose equality is that of references.
    private static string? Describe(Rlct? rlct) => rlct is null ? null : $"{rlct}|{rlct.Evidence.Method}|{rlct.Evidence.Theorem}|{string.Join("|", rlct.Evidence.Steps)}";
}

/// <summary>A size in which the model is larger than a truth needs.</summary>
/// <param name="Size">The size's name.</param>
/// <param name="Needed">What the truth needs.</param>
/// <param name="Given">What the model has.</param>
/// <param name="Declaration">Where the size is declared.</param>
public sealed record SizeExcess(string Size, long Needed, long Given, SourceSpan Declaration);
