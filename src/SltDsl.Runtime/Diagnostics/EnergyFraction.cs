namespace SltDsl.Runtime;

/// <summary>
/// E-BFMI, the energy Bayesian fraction of missing information of a Hamiltonian sampler (Betancourt 2016): how much of the
/// energy's spread one momentum draw renews. Below 0.3 the chain creeps through the tails.
/// </summary>
public static class EnergyFraction
{
    /// <summary>Σ (Eₙ − Eₙ₋₁)² / Σ (Eₙ − Ē)² of one chain; NaN when the energy does not vary.</summary>
    /// <param name="energies">The Hamiltonian at each draw, in order.</param>
    public static double Of(ReadOnlySpan<double> energies)
    {
        var mean = 0.0;
        foreach (var energy in energies)
        {
            mean += energy / energies.Length;
        }

        double steps = 0, spread = 0;
        for (var n = 0; n < energies.Length; n++)
        {
            spread += (energies[n] - mean) * (energies[n] - mean);
            if (n > 0)
            {
                steps += (energies[n] - energies[n - 1]) * (energies[n] - energies[n - 1]);
            }
        }

        return steps / spread;
    }
}
