namespace SltDsl.Algebra;

/// <summary>Why polynomials have no common zero on the torus.</summary>
internal abstract record EmptySystem;

/// <summary>One polynomial is chosen, and on the zeros of each of its factors that may vanish the others have no common zero.</summary>
internal sealed record EmptyByFactors(Polynomial Chosen, IReadOnlyList<EmptyBranch> Branches) : EmptySystem;

/// <summary>Common zeros are zeros of a pseudo-remainder too: with it in the place of the dividend there are none.</summary>
internal sealed record EmptyByRemainder(Polynomial Dividend, Polynomial Divisor, int Variable, EmptySystem Rest) : EmptySystem;

/// <summary>
/// A factor q x + r of the chosen polynomial: on x = −r/q the others have no common zero (null when a nonvanishing polynomial vanishes
/// identically there), nor where a factor of q vanishes.
/// </summary>
internal sealed record EmptyBranch(Polynomial Factor, int Variable, EmptySystem? Main, IReadOnlyList<(Polynomial Factor, EmptySystem Emptiness)> SlopeZeros);
