namespace SltDsl.Runtime;

/// <summary>Whether an energy still has digits where a population stands: sums that cancel near the truth lose them at large β, and then imitate another law.</summary>
internal static class EnergyDigits
{
    private const double LargestRelativeChange = 0.1;
    private const double LargestShare = 0.01;

    /// <summary>Whether moving each coordinate by its last bit leaves nearly all energies that count as they are.</summary>
    public static bool Suffice(TemperedTarget target, Particle[] population, double beta)
    {
        var moved = new double[target.Dimension];
        var smallest = Math.Exp(LevelEnergies.CensoredBelow) / beta;

        // An energy of exactly zero is a plateau of rounding: the true set has no volume.
        var lost = population.Count(particle => particle.Energy <= 0
            || (particle.Energy >= smallest && (Changes(target, particle, moved, false) || Changes(target, particle, moved, true))));
        return lost <= LargestShare * population.Length;
    }

    private static bool Changes(TemperedTarget target, Particle particle, double[] moved, bool odd)
    {
        for (var i = 0; i < moved.Length; i++)
        {
            moved[i] = (i % 2 == 0) == odd ? Math.BitIncrement(particle.Position[i]) : Math.BitDecrement(particle.Position[i]);
        }

        return !(Math.Abs(target.Energy(moved) - particle.Energy) <= LargestRelativeChange * particle.Energy);
    }
}
