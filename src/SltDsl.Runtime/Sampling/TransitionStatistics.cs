namespace SltDsl.Runtime;

/// <summary>What the sampler says about one draw; zero where a sampler has no such thing.</summary>
/// <param name="AcceptanceStatistic">Mean acceptance probability along the trajectory.</param>
/// <param name="StepSize">The leapfrog step.</param>
/// <param name="TreeDepth">How often the trajectory was doubled.</param>
/// <param name="LeapfrogSteps">How many gradients the draw took.</param>
/// <param name="Divergent">Whether the energy error ran away.</param>
/// <param name="ReachedTreeDepth">Whether the trajectory was cut at the largest depth.</param>
/// <param name="Energy">The Hamiltonian at the draw.</param>
/// <param name="LogDensity">The log density at the draw.</param>
public readonly record struct TransitionStatistics(
    double AcceptanceStatistic,
    double StepSize,
    int TreeDepth,
    int LeapfrogSteps,
    bool Divergent,
    bool ReachedTreeDepth,
    double Energy,
    double LogDensity);
