namespace SltDsl.Runtime;

/// <summary>A Markov move of one particle of a population that leaves φ exp(−βK) invariant, given the other particles.</summary>
internal interface IPopulationMove
{
    /// <summary>Makes ready for a new level: learns scales from what the last one showed, and from the population as it stands.</summary>
    void StartLevel(Particle[] population, double beta);

    /// <summary>Moves every particle once.</summary>
    void Sweep(Particle[] population, double beta, ref SltRandom random);
}
