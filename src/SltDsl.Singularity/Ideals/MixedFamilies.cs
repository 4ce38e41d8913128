using SltDsl.Algebra;
using SltDsl.Singularity.Numbers;

namespace SltDsl.Singularity.Ideals;

/// <summary>One element of a component's law, as a point whose powers are the moments that the mixture shows.</summary>
/// <param name="Point">The coordinates of the point.</param>
/// <param name="MostDegree">The largest degree in which the point enters.</param>
/// <param name="IsProbability">Whether the point must lie between 0 and 1 for the law to be positive on all values.</param>
internal sealed record MixedElement(IReadOnlyList<Polynomial> Point, int MostDegree, bool IsProbability)
{
    /// <summary>Whether higher powers than some degree are not seen.</summary>
    public bool IsLimited => MostDegree < MixedFamilies.Unlimited;

    /// <summary>Whether a true point gives every value a positive probability.</summary>
    public bool IsInterior => !IsProbability || Point.All(p => p.IsConstant && !p.IsZero && p.Terms.First().Coefficient is var c && c.Sign > 0 && c < 1);
}

/// <summary>Families whose mixtures are known by the moments of one parameter.</summary>
internal static class MixedFamilies
{
    public const int Unlimited = 1000;

    /// <summary>The element, or null where another parameter varies or the family is not one of these.</summary>
    public static MixedElement? Element(string family, IReadOnlyList<SymbolicNumber> arguments)
    {
        MixedElement? Location(int free, bool fixedOthers) =>
            fixedOthers && !arguments[free].IsLogarithm ? new MixedElement([arguments[free].Value], Unlimited, IsProbability: false) : null;
        bool Fixed(int n) => arguments[n].Constant is not null;
        return family switch
        {
            // The characteristic function is that of the family times Σ w_k exp(i t μ_k).
            "normal" when arguments[1].Constant is { Sign: > 0 } => Location(0, Fixed(1)),

            // Factorial moments are Σ w_k m_k^n.
            "poisson" when arguments[0].Constant is not { Sign: 0 } => Location(0, fixedOthers: true),
            "bernoulli" => new MixedElement([arguments[0].Value], 1, IsProbability: true),
            "binomial" when arguments[0].Constant is { IsInteger: true } n => new MixedElement([arguments[1].Value], (int)n.Numerator, IsProbability: true),
            _ => null,
        };
    }
}
