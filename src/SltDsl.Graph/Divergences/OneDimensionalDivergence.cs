using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Divergences;

/// <summary>
/// The divergence of two laws of one real number by the trapezoidal rule on a range that the true law fixes, which for
/// analytic densities that vanish at its ends converges faster than any power of the step (Trefethen and Weideman 2014).
/// Each term is q (δ − log(1 + δ)) ≥ 0 with log(1 + δ) = log p − log q, so no cancellation hides a divergence of 1e-20.
/// </summary>
internal sealed class OneDimensionalDivergence(Workshop workshop)
{
    // A step of a quarter of the true law's scale, at which the rule's error for a normal density is below 1e-100. A finite sum
    // of terms ≥ 0 also vanishes, to the same order, where the integral does, so that λ does not depend on the number of nodes
    // as long as it exceeds the number of functions that generate the ideal of the divergence.
    private const int Nodes = 97;

    // The true law's mass beyond is 4e-33.
    private const double HalfWidth = 12;

    private readonly LogDensityLowering _densities = new(workshop);

    /// <summary>KL(q ‖ p), or null where quadrature does not serve.</summary>
    public Scalar? Compare(Law q, Law p)
    {
        return Range(q) is { } range && Outside(p, 0.0, 0.0) is not null ? Quadrature(q, p, range.Lower, range.Upper) : null;
    }

    private Scalar LogDensity(Law law, Scalar value) =>
        workshop.Shared(Lowered.Scalar(_densities.LogDensity(law, Lowered.Scalar(value))), "logDensity", ElementKind.Real, law.Span).Body;

    private Scalar Quadrature(Law q, Law p, Scalar from, Scalar to)
    {
        var lower = workshop.Shared(Lowered.Scalar(from), "lower", ElementKind.Real, q.Span).Body;
        var upper = workshop.Shared(Lowered.Scalar(to), "upper", ElementKind.Real, q.Span).Body;
        var step = workshop.Shared(Lowered.Scalar((upper - lower) / (Nodes - 1)), "step", ElementKind.Real, q.Span).Body;
        var sum = workshop.Sum("node", Nodes, node =>
        {
            var value = lower + (step * node);
            var (logQ, logP) = (LogDensity(q, value), LogDensity(p, value));
            return Term(logQ, logP);
        });
        return (step * sum) + Outside(p, lower, upper)!;
    }

    // Where p is far above q, δ would overflow: p − q (1 + log p − log q) is the same there and does not cancel.
    private static Scalar Term(Scalar logQ, Scalar logP)
    {
        var difference = logP - logQ;
        return When(
            Less(1.0, difference),
            Exp(logP) - (Exp(logQ) * (1.0 + difference)),
            Exp(logQ) * Gap(difference));
    }

    // expm1(d) − d ≥ 0 for d ≤ 1, by its series near 0.
    private static Scalar Gap(Scalar difference)
    {
        // Horner's rule for Σ d^k / k! from k = 2; the first term left out is 5e-17 of the sum.
        Scalar series = 1.0;
        for (var k = 10; k >= 3; k--)
        {
            series = 1.0 + (difference / k * series);
        }

        return When(Less(Abs(difference), 0.1), 0.5 * Square(difference) * series, Expm1(difference) - difference);
    }

    /// <summary>The range that holds the law's mass, or null where the law is not made of families with a scale for quadrature.</summary>
    private (Scalar Lower, Scalar Upper)? Range(Law law)
    {
        switch (law)
        {
            case ScalarLaw scalar when FamilyTable.Families[scalar.Family] is ScalarFamily { Mean: { } mean, QuadratureScale: { } scale }:
                var (centre, width) = (mean(scalar.Arguments), HalfWidth * scale(scalar.Arguments));
                return (centre - width, centre + width);
            case MixtureLaw mixture when Range(mixture.Body) is { } body:
                return (
                    new Reduce(ReduceKind.Min, mixture.Component, 0, mixture.Count, body.Lower),
                    new Reduce(ReduceKind.Max, mixture.Component, 0, mixture.Count, body.Upper));
            default:
                return null;
        }
    }

    /// <summary>The law's mass outside a range, or null where it has no closed form.</summary>
    private static Scalar? Outside(Law law, Scalar lower, Scalar upper)
    {
        switch (law)
        {
            case ScalarLaw scalar when FamilyTable.Families[scalar.Family] is ScalarFamily { LogCdf: { } logCdf, LogSurvival: { } logSurvival, IsDiscrete: false }:
                return Exp(logCdf(lower, scalar.Arguments)) + Exp(logSurvival(upper, scalar.Arguments));
            case MixtureLaw mixture when Outside(mixture.Body, lower, upper) is { } body:
                return new Reduce(ReduceKind.Sum, mixture.Component, 0, mixture.Count, mixture.Weight * body);
            default:
                return null;
        }
    }
}
