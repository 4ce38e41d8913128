namespace SltDsl.Language.Model;

/// <summary>The closed set that a declaration confines each of its values to.</summary>
public abstract record Constraint
{
    /// <summary>No constraint.</summary>
    public static Constraint None { get; } = new BoundConstraint(null, null);
}

/// <summary>Elementwise bounds, inclusive; <c>positive</c> and <c>prob</c> are such.</summary>
/// <param name="Lower">The lower bound (a scalar, or of the declared shape), or null.</param>
/// <param name="Upper">The upper bound, or null.</param>
/// <param name="Offset">The location subtracted by the sampler's transform of an unbounded value, or null.</param>
/// <param name="Multiplier">The scale divided out by that transform, or null.</param>
public sealed record BoundConstraint(Expr? Lower, Expr? Upper, Expr? Offset = null, Expr? Multiplier = null) : Constraint;

/// <summary>A set that couples the elements of a vector or matrix.</summary>
/// <param name="Structure">Which set.</param>
public sealed record StructureConstraint(Structure Structure) : Constraint;

/// <summary>The sets of structured types.</summary>
public enum Structure
{
    /// <summary>Non-negative, summing to one; K − 1 natural coordinates, the last element follows.</summary>
    Simplex,

    /// <summary>Increasing.</summary>
    Ordered,

    /// <summary>Increasing, and the first is not negative.</summary>
    PositiveOrdered,

    /// <summary>Euclidean norm one.</summary>
    UnitVector,

    /// <summary>Summing to zero; K − 1 natural coordinates.</summary>
    SumToZero,

    /// <summary>Symmetric positive definite.</summary>
    Covariance,

    /// <summary>Symmetric positive definite with unit diagonal.</summary>
    Correlation,

    /// <summary>Lower-triangular factor of a correlation matrix.</summary>
    CholeskyCorrelation,

    /// <summary>Lower-triangular factor of a covariance matrix.</summary>
    CholeskyCovariance,

    /// <summary>Each row a simplex.</summary>
    RowStochastic,
}
