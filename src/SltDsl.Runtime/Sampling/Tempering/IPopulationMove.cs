namespace SltDsl.Runtime;

/// <summary>A Markov move of one particle of a population that leaves φ exp(−βK) invariant, given the other particles.</summary>
internal interface IPopulationMove
{
    /// <summary>Makes ready for a new level: learns scales from what the last one showed, and from the population as it stands.</summary>
    void StartLevel(Particle[] population, double beta);

    /// <summary>Moves one particle.</summary>
    void Move(Particle[] population, int index, double beta, ref SltRandom random);

    /// <summary>Hears that every particle has moved once more.</summary>
    void EndSweep();

    /// <summary>Saves what was learnt, or restores it.</summary>
    void Exchange(Snapshot snapshot);
}
