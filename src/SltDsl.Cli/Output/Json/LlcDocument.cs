namespace SltDsl.Cli.Output.Json;

/// <summary>What <c>slt llc --json</c> prints: the fields of an estimate, with where and at which n.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Truth">The truth whose noise-free energy was used; null with data alone.</param>
/// <param name="At">The point's file, or <c>phase</c> and its name.</param>
/// <param name="N">n, the number of observations; null where only the limit was asked.</param>
/// <param name="Lambda">λ̂: the limit with a truth, else its value at this n.</param>
/// <param name="StandardError">Its error.</param>
/// <param name="Interval95">An interval for the limit; null with data alone.</param>
/// <param name="Multiplicity">m̂; null with data alone.</param>
/// <param name="MultiplicityProbability">Its probability; null with data alone.</param>
/// <param name="Trusted">Whether every check was passed.</param>
/// <param name="Reasons">What speaks against, one sentence each.</param>
/// <param name="Criteria">
/// <c>targetAtN</c>: what λ̂ at this n aims at, exact (error 0) or by populations; <c>lambdaAtN</c>: λ̂ from the data at this n;
/// <c>freeEnergy</c>: −log Z of the data near the point, with the localising density for a prior, or of the phase, normalised.
/// </param>
/// <param name="GradientEvaluations">Gradients of energy and likelihood.</param>
/// <param name="EnergyEvaluations">Energies and likelihoods computed beside.</param>
/// <param name="Seconds">Of the clock.</param>
/// <param name="Seed">The seed that repeats the run.</param>
internal sealed record LlcDocument(
    string Model,
    string? Truth,
    string At,
    int? N,
    double Lambda,
    double StandardError,
    IReadOnlyList<double>? Interval95,
    int? Multiplicity,
    double? MultiplicityProbability,
    bool Trusted,
    IReadOnlyList<string> Reasons,
    IReadOnlyDictionary<string, CriterionDocument> Criteria,
    long GradientEvaluations,
    long EnergyEvaluations,
    double Seconds,
    ulong Seed);
