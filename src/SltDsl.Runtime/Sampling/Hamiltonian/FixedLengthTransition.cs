namespace SltDsl.Runtime;

/// <summary>A trajectory of a random number of leapfrog steps, accepted or refused at its end (Neal 2011, section 3.2).</summary>
internal sealed class FixedLengthTransition(HamiltonianSystem system, int mostSteps) : HamiltonianTransition(system)
{
    private readonly PhasePoint _proposal = new(system.Dimension);

    public override TransitionStatistics Advance(ref SltRandom random)
    {
        System.Refresh(Current, ref random);
        var before = HamiltonianSystem.Energy(Current);
        _proposal.CopyFrom(Current);
        var steps = 1 + (int)random.NextInteger(mostSteps);
        var taken = 0;
        var energy = before;
        while (taken < steps && energy - before <= LargestEnergyError)
        {
            System.Leapfrog(_proposal, StepSize);
            energy = HamiltonianSystem.Energy(_proposal);
            taken++;
        }

        var divergent = !(energy - before <= LargestEnergyError);
        var acceptance = divergent ? 0 : Math.Min(1, Math.Exp(before - energy));
        if (random.NextUniform() < acceptance)
        {
            Current.CopyFrom(_proposal);
        }

        return new TransitionStatistics(acceptance, StepSize, 0, taken, divergent, false, HamiltonianSystem.Energy(Current), Current.LogDensity);
    }
}
