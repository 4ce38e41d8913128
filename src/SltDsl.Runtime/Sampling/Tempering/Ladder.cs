namespace SltDsl.Runtime;

/// <summary>The inverse temperatures of a tempered run, found once by its first replicate and then kept by all.</summary>
internal sealed class Ladder
{
    private readonly List<double> _betas = [];
    private readonly double[] _stops;
    private bool _fixed;

    /// <param name="stops">Inverse temperatures that must be levels, increasing; the ladder ends at the last.</param>
    public Ladder(params double[] stops) => _stops = stops;

    /// <summary>The inverse temperatures, increasing, without the prior's β = 0.</summary>
    public IReadOnlyList<double> Betas => _betas;

    /// <summary>Whether the ladder is known, so that its last level is the end.</summary>
    public bool IsFixed => _fixed;

    /// <summary>Ends the ladder at its last level.</summary>
    public void End() => _fixed = true;

    /// <summary>Takes the last level back and ends the ladder before it.</summary>
    public void EndBeforeLast()
    {
        _betas.RemoveAt(_betas.Count - 1);
        _fixed = true;
    }

    /// <summary>The next β, or null at the end.</summary>
    /// <param name="level">How many levels lie behind.</param>
    /// <param name="beta">The present β.</param>
    /// <param name="energies">The population's energies, which set the step while the ladder is being found.</param>
    public double? Next(int level, double beta, ReadOnlySpan<double> energies)
    {
        if (_fixed)
        {
            return level < _betas.Count ? _betas[level] : null;
        }

        var stop = Array.FindIndex(_stops, b => b > beta);
        if (stop < 0)
        {
            return null;
        }

        var next = LadderStep.Next(beta, _stops[stop], energies);
        _betas.Add(next);
        return next;
    }
}

/// <summary>How far β may rise at once: until half of the population's weight is lost, and at most eightfold.</summary>
internal static class LadderStep
{
    private const double RelativeSize = 0.5;
    private const double LargestRatio = 8;

    /// <summary>The next β: by bisection, the relative effective size of the weights exp(−(β′ − β)K) is one half.</summary>
    public static double Next(double beta, double last, ReadOnlySpan<double> energies)
    {
        var lowest = double.PositiveInfinity;
        foreach (var energy in energies)
        {
            lowest = Math.Min(lowest, energy);
        }

        var largest = beta > 0 ? beta * (LargestRatio - 1) : last;
        var rest = last - beta;
        largest = Math.Min(largest, rest);
        if (Size(largest, lowest, energies) >= RelativeSize)
        {
            return largest == rest ? last : beta + largest;
        }

        // Over many decades from the prior, hence in the logarithm.
        double low = Math.Log(largest) - 1000, high = Math.Log(largest);
        while (high - low > 1e-3)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Size(Math.Exp(middle), lowest, energies) >= RelativeSize ? (middle, high) : (low, middle);
        }

        return beta + Math.Exp(low);
    }

    private static double Size(double step, double lowest, ReadOnlySpan<double> energies)
    {
        double sum = 0, squares = 0;
        foreach (var energy in energies)
        {
            var weight = Math.Exp(-step * (energy - lowest));
            sum += weight;
            squares += weight * weight;
        }

        return sum * sum / squares / energies.Length;
    }
}
