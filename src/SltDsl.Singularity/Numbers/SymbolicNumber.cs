using SltDsl.Algebra;

namespace SltDsl.Singularity.Numbers;

/// <summary>A value as a polynomial in the variables of a <see cref="SymbolTable"/>.</summary>
/// <param name="Value">The polynomial; meaningless for a logarithm that only remembers what it is of.</param>
internal sealed record SymbolicNumber(Polynomial Value)
{
    /// <summary>e to this value, when this is a logarithm.</summary>
    public Polynomial? Exponential { get; init; }

    /// <summary>Whether the value is a logarithm without a polynomial of its own.</summary>
    public bool IsLogarithm => Exponential is not null;

    /// <summary>The value, when it is constant.</summary>
    public Rational? Constant => IsLogarithm || !Value.IsConstant ? null : Value.IsZero ? Rational.Zero : Value.Terms.First().Coefficient;
}
