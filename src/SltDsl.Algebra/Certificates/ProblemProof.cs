namespace SltDsl.Algebra;

/// <summary>Why bounds hold for a whole problem.</summary>
internal abstract record ProblemProof(Bounds Claim);

/// <summary>The germ at a point.</summary>
internal sealed record LocalProof(Bounds Claim, IReadOnlyList<Rational> Point, Proof Proof) : ProblemProof(Claim);

/// <summary>The minimum over a domain: above from points of it, below from strata that cover the whole space.</summary>
internal sealed record GlobalProof(Bounds Claim, IReadOnlyList<LocalProof> Points, IReadOnlyList<CoveringProof> Coverings) : ProblemProof(Claim);

/// <summary>
/// The strata where exactly some variables are nonzero, without those where a generator is a monomial; with ends, a variable whose interval
/// ends at zero is ±s² where it is zero. In weights in which all generators are homogeneous the variables of positive weight may stay zero.
/// </summary>
/// <param name="Claim">The bounds.</param>
/// <param name="Ends">Whether ends at zero are taken into account.</param>
/// <param name="Scaling">The weights; all zero where there is no such symmetry.</param>
/// <param name="Strata">A bit of a mask for each variable of weight zero, set where it is nonzero.</param>
internal sealed record CoveringProof(Bounds Claim, bool Ends, IReadOnlyList<Rational> Scaling, IReadOnlyList<(int Mask, Proof Proof)> Strata);
