namespace SltDsl.Algebra;

/// <summary>How much of a learning coefficient is established.</summary>
public enum RlctStatus
{
    /// <summary>λ and m are both proved.</summary>
    Exact,

    /// <summary>An interval that is proved to contain the value.</summary>
    Bounded,

    /// <summary>Nothing beyond 0 ≤ λ was established.</summary>
    Undecided,
}

/// <summary>Why a learning coefficient is what it is.</summary>
/// <param name="Method">The method in a few words, such as "Newton polyhedron".</param>
/// <param name="Theorem">The theorem used, with author and year.</param>
/// <param name="Steps">The argument, one step a line, in the order in which it was made.</param>
public sealed record RlctEvidence(string Method, string Theorem, IReadOnlyList<string> Steps)
{
    /// <summary>The argument in a form that <see cref="CertificateVerifier"/> checks; null where a theorem or the definition decides.</summary>
    public Certificate? Certificate { get; init; }
}

/// <summary>
/// A real log canonical threshold λ with its multiplicity m: the volume of {K &lt; ε} behaves as ε^λ (log 1/ε)^(m−1)
/// (Watanabe 2009, Theorem 7.1), where K is a sum of squares of generators and a regular model of d parameters has λ = d/2, m = 1.
/// Bounds are on the pair (λ, m), ordered as λ ascending, then m descending (the more singular first).
/// </summary>
public sealed record Rlct
{
    private Rlct(Rational lower, Rational? upper, int lowerMultiplicity, int upperMultiplicity, RlctEvidence evidence, bool infinite)
    {
        Lower = lower;
        Upper = upper;
        LowerMultiplicity = lowerMultiplicity;
        UpperMultiplicity = upperMultiplicity;
        Evidence = evidence;
        IsInfinite = infinite;
    }

    /// <summary>The proved lower bound of λ (meaningless when <see cref="IsInfinite"/>).</summary>
    public Rational Lower { get; }

    /// <summary>The proved upper bound of λ, or null when none is known or λ is infinite.</summary>
    public Rational? Upper { get; }

    /// <summary>The smallest possible multiplicity.</summary>
    public int LowerMultiplicity { get; }

    /// <summary>The largest possible multiplicity.</summary>
    public int UpperMultiplicity { get; }

    /// <summary>The argument behind the bounds.</summary>
    public RlctEvidence Evidence { get; }

    /// <summary>Whether λ = ∞: the generators have no common zero there, so K stays away from zero.</summary>
    public bool IsInfinite { get; }

    /// <summary>Whether λ is proved (m may still be an interval).</summary>
    public bool IsLambdaExact => IsInfinite || (Upper is { } upper && upper == Lower);

    /// <summary>Whether both λ and m are proved.</summary>
    public bool IsExact => IsInfinite || (IsLambdaExact && LowerMultiplicity == UpperMultiplicity);

    /// <summary>What is established about the pair.</summary>
    public RlctStatus Status => IsExact ? RlctStatus.Exact
        : Lower.Sign > 0 || Upper is not null ? RlctStatus.Bounded
        : RlctStatus.Undecided;

    /// <summary>λ.</summary>
    /// <exception cref="InvalidOperationException">λ is infinite or only bounded; see <see cref="IsLambdaExact"/> and <see cref="IsInfinite"/>.</exception>
    public Rational Lambda => IsLambdaExact && !IsInfinite ? Lower
        : throw new InvalidOperationException($"λ has no exact finite value here: {this}. Read Lower and Upper instead.");

    /// <summary>m.</summary>
    /// <exception cref="InvalidOperationException">m is only bounded; see <see cref="IsExact"/>.</exception>
    public int Multiplicity => IsExact ? LowerMultiplicity
        : throw new InvalidOperationException($"The multiplicity is not exact here: {this}. Read LowerMultiplicity and UpperMultiplicity instead.");

    /// <summary>A proved pair.</summary>
    public static Rlct Exact(Rational lambda, int multiplicity, RlctEvidence evidence) =>
        new(lambda, lambda, multiplicity, multiplicity, evidence, infinite: false);

    /// <summary>A proved interval; a null upper bound means that none is known.</summary>
    /// <exception cref="ArgumentException">The interval is empty.</exception>
    public static Rlct Bounded(Rational lower, Rational? upper, int lowerMultiplicity, int upperMultiplicity, RlctEvidence evidence) =>
        upper < lower || upperMultiplicity < lowerMultiplicity
            ? throw new ArgumentException($"The bounds [{lower}, {upper}] and [{lowerMultiplicity}, {upperMultiplicity}] contain no value.")
            : new(lower, upper, lowerMultiplicity, upperMultiplicity, evidence, infinite: false);

    /// <summary>λ = ∞.</summary>
    public static Rlct Infinite(RlctEvidence evidence) => new(0, null, 1, 1, evidence, infinite: true);

    /// <summary>"λ = 2/3, m = 1", "1/2 ≤ λ ≤ 2/3, 1 ≤ m ≤ 2" or "λ = ∞".</summary>
    public override string ToString() => this switch
    {
        { IsInfinite: true } => "λ = ∞",
        { IsExact: true } => $"λ = {Lower}, m = {LowerMultiplicity}",
        { IsLambdaExact: true } => $"λ = {Lower}, {LowerMultiplicity} ≤ m ≤ {UpperMultiplicity}",
        _ => $"{Lower} ≤ λ ≤ {Upper?.ToString() ?? "∞"}, {LowerMultiplicity} ≤ m ≤ {UpperMultiplicity}",
    };
}
