namespace SltDsl.Singularity.Numbers;

/// <summary>
/// The value of an expression at a random point, as its image modulo a prime, with the derivatives in all coordinates there. A double beside
/// the image decides comparisons and choices of a branch: the image has no order.
/// </summary>
/// <param name="Value">The image.</param>
/// <param name="Shadow">The value, nearly.</param>
/// <param name="Gradient">The images of the derivatives.</param>
internal sealed record GenericNumber(ulong Value, double Shadow, Gradient Gradient)
{
    /// <summary>The image modulo the order of the exponents, when the value is rational.</summary>
    public ulong? Exponent { get; init; }

    /// <summary>e to this value, when it is known apart from <see cref="Value"/>: logarithms remember what they are of, also at 0.</summary>
    public Remembered? Exponential { get; init; }

    /// <summary>What this is the square root of, so that its square is exact also where the root has no image.</summary>
    public GenericNumber? Radicand { get; init; }

    /// <summary>Whether this is the logarithm of a value that is 0 at the point only: it has no derivatives of its own.</summary>
    public bool IsSingular { get; init; }

    /// <summary>
    /// Whether the image is one of a transcendental value, drawn at random: it respects no relation with other values, so a rank that
    /// depends on it may come out too large.
    /// </summary>
    public bool IsSurrogate { get; init; }

    public bool IsConstant => Gradient.IsZero;
}

/// <summary>What a logarithm is of.</summary>
/// <param name="Value">The image.</param>
/// <param name="Gradient">The images of the derivatives.</param>
internal sealed record Remembered(ulong Value, Gradient Gradient);
