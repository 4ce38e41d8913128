namespace SltDsl.Runtime;

/// <summary>An estimate of a learning coefficient, with how far to trust it.</summary>
/// <param name="Lambda">λ̂.</param>
/// <param name="StandardError">Monte Carlo error and the choice of m together.</param>
/// <param name="Interval95">An interval that should hold λ in 95 of 100 cases.</param>
/// <param name="Multiplicity">m̂, the most probable multiplicity.</param>
/// <param name="MultiplicityProbability">The probability of m̂ among those that the dimension allows, up to 4.</param>
/// <param name="Trusted">Whether every check was passed.</param>
/// <param name="Reasons">What speaks against the estimate, one sentence each.</param>
/// <param name="Particles">Particles of each replicate in the last attempt, which <see cref="EstimateOptions.Particles"/> without doublings repeats.</param>
/// <param name="GradientEvaluations">Gradients of the energy taken.</param>
/// <param name="EnergyEvaluations">Energies computed beside.</param>
/// <param name="Seed">The seed that repeats the estimate.</param>
public sealed record LambdaEstimate(
    double Lambda,
    double StandardError,
    (double Low, double High) Interval95,
    int Multiplicity,
    double MultiplicityProbability,
    bool Trusted,
    IReadOnlyList<string> Reasons,
    int Particles,
    long GradientEvaluations,
    long EnergyEvaluations,
    ulong Seed);

/// <summary>How far an estimate is.</summary>
/// <param name="Attempt">Which attempt, from 1; each has more particles than the one before.</param>
/// <param name="Finished">Replicates finished in this attempt.</param>
/// <param name="Replicates">Replicates in all.</param>
/// <param name="Fraction">How much of the attempt is done, from 0 to 1.</param>
/// <param name="Lambda">The λ̂ of the replicates so far, without regard to m; NaN before the first.</param>
/// <param name="StandardError">Its error from their scatter; NaN before the second.</param>
public readonly record struct EstimateProgress(int Attempt, int Finished, int Replicates, double Fraction, double Lambda, double StandardError);
