namespace SltDsl.Language.Binding.Distributions;

/// <summary>What the binder knows of a family; its density is in the graph's table.</summary>
/// <param name="Name">The name.</param>
/// <param name="Support">Where its values lie.</param>
/// <param name="ValueRank">The number of axes of a value.</param>
/// <param name="Parameters">The parameters in order.</param>
internal sealed record FamilySignature(string Name, Support Support, int ValueRank, EquatableArray<ParameterSignature> Parameters)
{
    /// <summary>Whether the values are integers.</summary>
    public bool IsDiscrete { get; init; }

    /// <summary>Whether the mass of an interval has a closed form, so that a prior can be conditioned on bounds.</summary>
    public bool HasIntervalMass { get; init; }

    /// <summary>Whether the density is symmetric about the parameter <c>mu</c>, so that half a line from there has half the mass.</summary>
    public bool IsSymmetric { get; init; }

    /// <summary>How a call looks.</summary>
    public string Usage => $"{Name}({string.Join(", ", Parameters.Select(p => p.Name))})";
}

/// <summary>A parameter of a family.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Role">What kind of number it is.</param>
/// <param name="Axes">For each of its axes the axis of the value whose extent it has; <see cref="Free"/> for an extent of its own.</param>
internal sealed record ParameterSignature(string Name, ParameterRole Role, EquatableArray<int> Axes)
{
    /// <summary>An axis that the value does not have.</summary>
    public const int Free = -1;
}

/// <summary>What kind of number a parameter of a family is.</summary>
internal enum ParameterRole
{
    /// <summary>Any number.</summary>
    Location,

    /// <summary>A standard deviation: above 0.</summary>
    StandardDeviation,

    /// <summary>Another scale, rate or shape: above 0.</summary>
    Positive,

    /// <summary>From 0 to 1.</summary>
    Probability,

    /// <summary>A number of trials or items: an integer from 0.</summary>
    Count,

    /// <summary>Probabilities that sum to 1.</summary>
    Simplex,

    /// <summary>A positive definite matrix or its factor.</summary>
    PositiveDefinite,
}

/// <summary>Where the values of a family lie.</summary>
internal enum Support
{
    /// <summary>ℝ, or wherever the type allows.</summary>
    Real,

    /// <summary>From 0.</summary>
    NonNegative,

    /// <summary>From the first parameter.</summary>
    FromFirst,

    /// <summary>From 0 to 1.</summary>
    UnitInterval,

    /// <summary>Between the two parameters.</summary>
    Interval,

    /// <summary>Integers from 0.</summary>
    Counts,

    /// <summary>Integers from 0 to the first parameter.</summary>
    UpToFirst,

    /// <summary>0 and 1.</summary>
    Binary,

    /// <summary>1 to the number of classes.</summary>
    Classes,

    /// <summary>Integers between the two parameters.</summary>
    IntegerInterval,

    /// <summary>Vectors of counts.</summary>
    CountVector,

    /// <summary>Vectors that sum to 1.</summary>
    Simplex,

    /// <summary>All vectors.</summary>
    Vector,

    /// <summary>All matrices.</summary>
    Matrix,

    /// <summary>Positive definite matrices.</summary>
    Covariance,

    /// <summary>Correlation matrices.</summary>
    Correlation,

    /// <summary>Factors of correlation matrices.</summary>
    CholeskyCorrelation,
}
