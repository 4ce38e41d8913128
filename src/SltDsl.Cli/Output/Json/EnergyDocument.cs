namespace SltDsl.Cli.Output.Json;

/// <summary>What <c>slt energy --json</c> prints.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="At">Always null: the free energy is that of the whole prior.</param>
/// <param name="N">n: the rows of the data.</param>
/// <param name="Lambda">λ̂ at this n, from the mean energy at two temperatures; null below three rows.</param>
/// <param name="StandardError">Its Monte Carlo error; how far λ at this n is from λ it does not say.</param>
/// <param name="Criteria">By name: <c>freeEnergy</c>, <c>wbic</c>, and over two rows or more <c>elpdWaic</c> and <c>elpdLoo</c>.</param>
/// <param name="Trusted">Whether every check was passed.</param>
/// <param name="Reasons">What speaks against, one sentence each.</param>
/// <param name="GradientEvaluations">Gradients of the likelihood.</param>
/// <param name="EnergyEvaluations">Likelihoods computed beside.</param>
/// <param name="Seconds">Of the clock.</param>
/// <param name="Seed">The seed that repeats the run.</param>
internal sealed record EnergyDocument(
    string Model,
    string? At,
    int N,
    double? Lambda,
    double? StandardError,
    IReadOnlyDictionary<string, CriterionDocument> Criteria,
    bool Trusted,
    IReadOnlyList<string> Reasons,
    long GradientEvaluations,
    long EnergyEvaluations,
    double Seconds,
    ulong Seed);
