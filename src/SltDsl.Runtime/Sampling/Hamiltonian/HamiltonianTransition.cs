namespace SltDsl.Runtime;

/// <summary>A Markov transition by Hamiltonian dynamics from the current point to the next.</summary>
internal abstract class HamiltonianTransition(HamiltonianSystem system)
{
    /// <summary>An energy error beyond which a trajectory counts as divergent (Betancourt 2017, section 6.2).</summary>
    protected const double LargestEnergyError = 1000;

    private double _stepSize = 1;

    /// <summary>The dynamics.</summary>
    public HamiltonianSystem System { get; } = system;

    /// <summary>Where the chain is.</summary>
    public PhasePoint Current { get; } = new(system.Dimension);

    /// <summary>The leapfrog step.</summary>
    public double StepSize
    {
        get => _stepSize;
        set => _stepSize = value;
    }

    /// <summary>Saves the state between two transitions, or restores it.</summary>
    public void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _stepSize);
        Current.Exchange(snapshot);
        System.Exchange(snapshot);
    }

    /// <summary>Moves the chain on.</summary>
    public abstract TransitionStatistics Advance(ref SltRandom random);
}
