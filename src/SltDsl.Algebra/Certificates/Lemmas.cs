namespace SltDsl.Algebra;

/// <summary>Why a polynomial has no zero with all variables real and nonzero.</summary>
internal enum NonvanishingReason
{
    /// <summary>All exponents are even and all coefficients of one sign.</summary>
    Definite,

    /// <summary>It has one variable, and Sturm's theorem counts no root.</summary>
    NoRoots,

    /// <summary>It is quadratic in a variable, with a leading coefficient that does not vanish and a negative discriminant.</summary>
    NegativeDiscriminant,
}

/// <summary>A reason, with the variable of the discriminant.</summary>
internal sealed record Nonvanishing(NonvanishingReason Reason, int Variable = -1);

/// <summary>
/// A polynomial divides a power of its root modulo the relations, by pseudo-division in a variable in which its leading coefficient does not
/// vanish: it vanishes only where the root does.
/// </summary>
internal sealed record RepeatedRoot(Polynomial Root, int Variable);

/// <summary>Facts about single polynomials on which the steps of a proof rest; each is checked by itself.</summary>
/// <param name="Factors">Factors with powers, whose product is the polynomial up to a constant.</param>
/// <param name="NoZero">Polynomials without zeros on the real torus.</param>
/// <param name="Empty">Systems without a common zero on the real torus where none of some polynomials vanishes.</param>
/// <param name="Roots">Simpler polynomials that vanish where one of a system, modulo the others, does.</param>
internal sealed record Lemmas(
    IReadOnlyDictionary<Polynomial, IReadOnlyList<(Polynomial Factor, int Power)>> Factors,
    IReadOnlyDictionary<Polynomial, Nonvanishing> NoZero,
    IReadOnlyDictionary<(PolynomialSet System, PolynomialSet Nonzero), EmptySystem> Empty,
    IReadOnlyDictionary<PolynomialSet, RepeatedRoot> Roots);
