namespace SltDsl.Algebra;

/// <summary>
/// Why bounds hold for all germs along a stratum. A proof does not store the stratum: whoever checks it carries the stratum along from
/// the problem, so that a proof of another stratum, or a changed step, does not fit.
/// </summary>
/// <param name="Claim">The bounds on the smallest key of |f| over the stratum.</param>
internal abstract record Proof(Bounds Claim);

/// <summary>A generator is invertible: the ideal is the extracted monomial alone.</summary>
internal sealed record UnitIdeal(Bounds Claim, Polynomial Generator) : Proof(Claim);

/// <summary>There are no generators left.</summary>
internal sealed record ZeroIdeal(Bounds Claim) : Proof(Claim);

/// <summary>Moves that keep the key; every <see cref="RegularSplit"/> among them adds one to the threshold of the rest.</summary>
internal sealed record Rewritten(Bounds Claim, IReadOnlyList<Move> Moves, Proof Rest) : Proof(Claim);

/// <summary>Coordinates that no generator contains leave: by the product rule where the extracted monomial contains them.</summary>
internal sealed record AbsentCoordinates(Bounds Claim, Proof Rest) : Proof(Claim);

/// <summary>Generators in separate variables: thresholds add.</summary>
internal sealed record SeparateVariables(Bounds Claim, IReadOnlyList<SeparatePart> Parts) : Proof(Claim);

/// <summary>The generators of one set of variables.</summary>
internal sealed record SeparatePart(IReadOnlyList<Polynomial> Generators, Proof Proof);

/// <summary>What the Newton polyhedron tells.</summary>
/// <param name="Claim">The bounds.</param>
/// <param name="Weight">w ≥ 0 with w·α ≥ 1 for every exponent α: the threshold is at most w·κ. Null when no upper bound is claimed.</param>
/// <param name="Multipliers">
/// y ≥ 0 with Σ y α ≤ κ: the threshold is at least Σ y when the exponents belong to monomial generators, or when the polyhedron is
/// nondegenerate. Null when there are none.
/// </param>
/// <param name="Faces">
/// Nondegeneracy: for compact faces without an invertible one-term part, why the face parts have no common zero. Null when it is not claimed.
/// </param>
internal sealed record NewtonBounds(Bounds Claim, Rational[]? Weight, IReadOnlyList<WeightedPoint>? Multipliers, IReadOnlyList<FaceProof>? Faces) : Proof(Claim);

/// <summary>An exponent with its multiplier.</summary>
internal sealed record WeightedPoint(int[] Point, Rational Multiplier);

/// <summary>The generators' parts on a compact face have no common zero on the torus.</summary>
internal sealed record FaceProof(IReadOnlyList<int[]> Points, EmptySystem Emptiness);

/// <summary>A weighted blow-up with the germs along its exceptional strata that are not plainly monomial.</summary>
/// <param name="Claim">The bounds.</param>
/// <param name="Weights">The weight of each variable.</param>
/// <param name="UpperWeight">The weight that proves the Newton polyhedron's upper bound.</param>
/// <param name="Charts">One or two (for either sign of an even pivot) for each set of coordinates nonzero on the divisor.</param>
/// <param name="IsComplete">Whether all strata are there; if not, they give no lower bound.</param>
internal sealed record Blowup(Bounds Claim, int[] Weights, Rational[] UpperWeight, IReadOnlyList<ChartProof> Charts, bool IsComplete) : Proof(Claim);

/// <summary>The stratum where exactly the coordinates of a subset are nonzero; the pivot becomes ±u^w.</summary>
internal sealed record ChartProof(int[] Subset, int Pivot, int Sign, Proof Proof);

/// <summary>Nothing is claimed: what was to be made of the stratum is too large, or does not follow.</summary>
internal sealed record Unfinished(Bounds Claim) : Proof(Claim)
{
    /// <summary>The bounds that hold for every germ.</summary>
    public static Bounds Nothing { get; } = new(Key.Zero, Key.Infinity);
}

/// <summary>The stratum is cut by the vanishing of factors, one after the other; the rest is where none vanishes.</summary>
internal sealed record Cut(Bounds Claim, IReadOnlyList<FactorCut> Cuts, Proof Rest) : Proof(Claim);

/// <summary>The part where a factor vanishes and the earlier ones do not; null zeros leave it at a crude bound.</summary>
internal sealed record FactorCut(Polynomial Factor, ZeroSet? Zeros);

/// <summary>The same stratum as an earlier one up to the names of variables: slot i there is slot Renaming[i] here, or −1 when unused.</summary>
internal sealed record Reused(Bounds Claim, Proof Original, int[] Renaming) : Proof(Claim);
