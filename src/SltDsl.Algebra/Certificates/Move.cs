namespace SltDsl.Algebra;

/// <summary>A change of the generators or coordinates of a germ that keeps its key. Generators are a set and are named by value.</summary>
internal abstract record Move;

/// <summary>Zero generators go; contents and torus monomials are stripped; the common monomial of the zero coordinates is taken out.</summary>
internal sealed record Normalised : Move;

/// <summary>A generator loses factors that are invertible along the stratum.</summary>
internal sealed record UnitsDropped(Polynomial Generator, Polynomial Kept, IReadOnlyList<(Polynomial Factor, int Power)> Units) : Move;

/// <summary>
/// Terms, and monomial generators, in the integral closure of the kept monomial generators go. Points are exponents of all variables; a
/// witness y ≥ 0 on the kept points has Σ y ≥ 1 and Σ y α at most the exponents.
/// </summary>
internal sealed record ClosureDropped(IReadOnlyList<Monomial> Kept, IReadOnlyDictionary<Monomial, Rational[]> Witnesses) : Move;

/// <summary>A multiple of another generator is subtracted.</summary>
internal sealed record Subtracted(Polynomial Target, Polynomial Other, Monomial Shift, Rational Scale) : Move;

/// <summary>A generator q z + g with invertible q and a free z becomes the coordinate z; −g/q replaces z in the others.</summary>
internal sealed record Eliminated(Polynomial Generator, int Slot) : Move;

/// <summary>A free coordinate that is a generator leaves; the threshold of the rest grows by one.</summary>
internal sealed record RegularSplit(int Slot) : Move;

/// <summary>A polynomial q z + g with invertible q and a free z becomes the coordinate z.</summary>
internal sealed record CoordinateReplaced(Polynomial Coordinate, int Slot) : Move;

/// <summary>A polynomial smooth in a free z becomes the coordinate z; every generator is a power of it times a factor without z.</summary>
internal sealed record PowersReplaced(Polynomial Coordinate, int Slot) : Move;

/// <summary>z becomes z − offset/slope: the slope is invertible and free of zero coordinates, the offset free of z.</summary>
internal sealed record Translated(int Slot, Polynomial Slope, Polynomial Offset) : Move;

/// <summary>
/// A polynomial p smooth in a free z becomes the coordinate z, and z the truncated series with p(series) = new z + R; multiples of R stay as a
/// tail (see <see cref="ImplicitSeries.Replace"/>). Generators are expanded by powers of p with digits of lower degree in a variable.
/// </summary>
internal sealed record SeriesReplaced(Polynomial Coordinate, int Variable, int Slot, Polynomial Series) : Move;

/// <summary>
/// Tails z_k τ with τ in the integral closure of the kept monomial generators go: when a tail lies in the closure of m·J, the ideals with and
/// without it have the same closure (Nakayama's lemma along arcs).
/// </summary>
internal sealed record TailDropped(IReadOnlyList<Monomial> Kept, IReadOnlyList<(Monomial Tail, int Slot, Rational[] Multipliers)> Dropped) : Move;

/// <summary>A single generator with an invertible coefficient at a free z, which is not a tail, is a coordinate whatever the tail: it becomes z.</summary>
internal sealed record SmoothUpToTail(int Slot) : Move;
