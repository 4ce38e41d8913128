namespace SltDsl.Runtime;

/// <summary>
/// Sequential Monte Carlo from a reference to the target (Del Moral, Doucet and Jasra 2006): a chain is a population with a particle for
/// each draw, reweighted, resampled and moved up a ladder that it finds by its effective size. There is no warm-up. Particles that
/// descend from one another are correlated, which the effective sizes show, since they stay side by side.
/// </summary>
/// <param name="Reference">The hot end, such as the prior.</param>
public sealed record TemperedPopulationOptions(ReferenceDistribution Reference) : SamplerOptions
{
    internal override MarkovChain Create(ILogDensity density, int draws) => new TemperedPopulationChain(density, Reference, draws, WarmUp);
}
