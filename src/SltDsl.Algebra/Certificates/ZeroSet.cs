namespace SltDsl.Algebra;

/// <summary>A stratum to be proved; the germ is kept only until it has its proof.</summary>
internal sealed class StratumLeaf(Germ germ)
{
    public Germ Germ { get; private set; } = germ;

    public Proof Proof { get; private set; } = null!;

    public void Prove(Func<Germ, Proof> solve)
    {
        Proof = solve(Germ);
        Germ = null!;
    }

    /// <summary>A leaf with another proof.</summary>
    public static StratumLeaf Of(Proof proof) => new(null!) { Proof = proof };
}

/// <summary>Strata that together contain the zero set of a polynomial in the torus parameters.</summary>
internal abstract record ZeroSet
{
    /// <summary>All strata, in a fixed order.</summary>
    public abstract IEnumerable<StratumLeaf> Leaves { get; }
}

/// <summary>
/// h = q T + r: the stratum T = −r/q (none when a nonvanishing polynomial vanishes identically there), and the zeros of the factors of q
/// that may vanish.
/// </summary>
internal sealed record SolvedZeros(int Slot, StratumLeaf? Main, IReadOnlyList<(Polynomial Factor, ZeroSet Zeros)> SlopeZeros) : ZeroSet
{
    public override IEnumerable<StratumLeaf> Leaves =>
        (Main is null ? Enumerable.Empty<StratumLeaf>() : [Main]).Concat(SlopeZeros.SelectMany(zeros => zeros.Zeros.Leaves));
}

/// <summary>A monomial change of the torus makes h univariate; the zeros of its factors.</summary>
internal sealed record LineZeros(TorusChange Change, IReadOnlyList<(Polynomial Factor, ZeroSet Zeros)> Factors) : ZeroSet
{
    public override IEnumerable<StratumLeaf> Leaves => Factors.SelectMany(zeros => zeros.Zeros.Leaves);
}

/// <summary>
/// A smooth hypersurface that all generators see only through one coordinate.
/// </summary>
/// <param name="Coordinate">A polynomial that restricts to h where the zero coordinates vanish.</param>
/// <param name="Slot">The slot of the new coordinate.</param>
/// <param name="Smoothness">Why h and its derivatives have no common zero; null in one variable.</param>
/// <param name="Units">Why polynomials do not vanish on h = 0, beyond those in one variable, which are coprime to h.</param>
/// <param name="Main">The stratum.</param>
internal sealed record SmoothZeros(Polynomial Coordinate, int Slot, EmptySystem? Smoothness, IReadOnlyList<(Polynomial Unit, EmptySystem Emptiness)> Units, StratumLeaf Main) : ZeroSet
{
    public override IEnumerable<StratumLeaf> Leaves => [Main];
}

/// <summary>
/// h is nonlinear in a free parameter T and has simple roots: T = α + t with the algebraic parameter α, h(α) = 0, in a slot more, and the new
/// coordinate t.
/// </summary>
/// <param name="Slot">The slot of T, then of t.</param>
/// <param name="Simplicity">Why h and its derivative in T have no common zero on the stratum.</param>
/// <param name="RealBox">Intervals that hold a real solution of all relations; null when real points are known otherwise or not at all.</param>
/// <param name="Main">The stratum.</param>
internal sealed record AlgebraicZeros(int Slot, EmptySystem Simplicity, IReadOnlyList<(Rational Lower, Rational Upper)>? RealBox, StratumLeaf Main) : ZeroSet
{
    public override IEnumerable<StratumLeaf> Leaves => [Main];
}
