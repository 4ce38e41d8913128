using SltDsl.Algebra;
using SltDsl.Graph;

namespace SltDsl.Singularity.Truths;

/// <summary>What the analysis of a truth found for use across truths.</summary>
/// <param name="Truth">The truth.</param>
/// <param name="Facts">Its facts.</param>
/// <param name="Ideal">What vanishes on its true set, or null.</param>
/// <param name="MostSingular">Points of the true set whose own λ is the smallest.</param>
internal sealed record AnalysedTruth(Truth Truth, TruthFacts Facts, Ideals.IdealOfTruth? Ideal, IReadOnlyList<Rational[]> MostSingular);

/// <summary>
/// Phases between which the posterior is expected to move as n grows: one that holds a truth of smaller λ but from which K stays away from 0
/// at another truth, and one that holds this other truth.
/// </summary>
internal static class PhaseTransitions
{
    /// <summary>The transitions, by the truth at which they are expected.</summary>
    public static IEnumerable<(AnalysedTruth At, PhaseTransition Transition)> Of(ModelGraph graph, IReadOnlyList<AnalysedTruth> truths, PhaseGeometry geometry) =>
        from to in graph.Phases
        from at in truths
        where IsHome(to, at, geometry)
        from through in graph.Phases
        where through != to
        let nearest = truths.Where(t => t != at && IsHome(through, t, geometry) && t.Facts.Rlct!.Lambda < at.Facts.Rlct!.Lambda).OrderBy(t => t.Facts.Rlct!.Lambda).FirstOrDefault()
        where nearest is not null && at.Ideal is { } ideal && geometry.IsAway(through, ideal)
        select (at, new PhaseTransition(through.Name, to.Name, nearest.Facts.Name, nearest.Facts.Rlct!.Lambda, at.Facts.Rlct!.Lambda));

    private static bool IsHome(PhaseRegion phase, AnalysedTruth truth, PhaseGeometry geometry) =>
        truth.Facts.Rlct is { IsLambdaExact: true, IsInfinite: false } && truth.MostSingular.Any(point => geometry.IsInside(phase, point));
}
