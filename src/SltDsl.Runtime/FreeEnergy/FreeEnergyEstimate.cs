namespace SltDsl.Runtime;

/// <summary>A number with its Monte Carlo standard error.</summary>
/// <param name="Value">The number.</param>
/// <param name="StandardError">Its error.</param>
public readonly record struct Estimated(double Value, double StandardError);

/// <summary>A free energy and what the same run shows beside it.</summary>
/// <param name="FreeEnergy">F = −log Z.</param>
/// <param name="Wbic">E_β[−log p(data | w)] at β = 1/log n, which approximates F (Watanabe 2013, definition 2).</param>
/// <param name="LambdaFromTwoTemperatures">
/// λ̂ from the same mean at β = 1/log n and 3/(2 log n), which needs no loss to subtract (Watanabe 2013, corollary 3).
/// </param>
/// <param name="Posterior">Draws from the posterior, of equal weight.</param>
/// <param name="Trusted">Whether every check was passed.</param>
/// <param name="Reasons">What speaks against, one sentence each.</param>
/// <param name="EnergyEvaluations">Likelihoods computed.</param>
/// <param name="GradientEvaluations">Gradients of the likelihood computed.</param>
/// <param name="Seed">The seed that repeats the estimate.</param>
public sealed record FreeEnergyEstimate(
    Estimated FreeEnergy,
    Estimated Wbic,
    Estimated LambdaFromTwoTemperatures,
    IReadOnlyList<double[]> Posterior,
    bool Trusted,
    IReadOnlyList<string> Reasons,
    long EnergyEvaluations,
    long GradientEvaluations,
    ulong Seed);
