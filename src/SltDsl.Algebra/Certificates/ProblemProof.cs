namespace SltDsl.Algebra;

/// <summary>Why bounds hold for a whole problem.</summary>
internal abstract record ProblemProof(Bounds Claim);

/// <summary>The germ at a point.</summary>
internal sealed record LocalProof(Bounds Claim, IReadOnlyList<Rational> Point, Proof Proof) : ProblemProof(Claim);

/// <summary>The minimum over a domain: above from points of it, below from strata that cover the whole space.</summary>
internal sealed record GlobalProof(Bounds Claim, IReadOnlyList<LocalProof> Points, IReadOnlyList<CoveringProof> Coverings) : ProblemProof(Claim);

/// <summary>
/// The strata where exactly the variables of a mask are nonzero, without those where a generator is a monomial; with ends, a variable
/// whose interval ends at zero is ±s² where it is zero.
/// </summary>
internal sealed record CoveringProof(Bounds Claim, bool Ends, IReadOnlyList<(int Mask, Proof Proof)> Strata);
