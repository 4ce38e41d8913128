using SltDsl.Algebra;

namespace SltDsl.Singularity;

/// <summary>
/// Two phases between which the posterior is expected to move as n grows, near n·ΔL = (λ − λ of the other)·log n, with ΔL the least K in the
/// phase that it leaves. That K stays away from 0 there is proved; that λ there is the one of its own truth is expected.
/// </summary>
/// <param name="From">The phase that it leaves.</param>
/// <param name="To">The phase that it enters, which holds the truth.</param>
/// <param name="FromTruth">The truth that the phase it leaves holds.</param>
/// <param name="FromLambda">λ at that truth.</param>
/// <param name="ToLambda">λ at the truth.</param>
public sealed record PhaseTransition(string From, string To, string FromTruth, Rational FromLambda, Rational ToLambda);
