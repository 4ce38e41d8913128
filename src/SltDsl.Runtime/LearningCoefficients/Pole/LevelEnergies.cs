namespace SltDsl.Runtime;

/// <summary>The energies seen at each level of a ladder by each replicate, in units of their prior median.</summary>
/// <param name="LogBetas">log β of each level, increasing.</param>
/// <param name="LogEnergies">log(K) by level, replicate and particle.</param>
internal sealed record LevelEnergies(double[] LogBetas, double[][][] LogEnergies)
{
    /// <summary>
    /// The x below which only the number of energies counts, not their values: an energy that cancels near the truth has no
    /// digits left there, and a few values of log 0 would outweigh all others.
    /// </summary>
    public const double CensoredBelow = -12;

    /// <summary>The number of replicates.</summary>
    public int Replicates => LogEnergies[0].Length;

    /// <summary>The levels within a part of the ladder.</summary>
    /// <param name="from">Where it begins, as a share of the last log β.</param>
    /// <param name="to">Where it ends.</param>
    public LevelEnergies Between(double from, double to)
    {
        var within = Enumerable.Range(0, LogBetas.Length)
            .Where(level => LogBetas[level] >= from * LogBetas[^1] && LogBetas[level] <= to * LogBetas[^1]).ToArray();
        return new LevelEnergies(Array.ConvertAll(within, level => LogBetas[level]), Array.ConvertAll(within, level => LogEnergies[level]));
    }

    /// <summary>The levels from one number up to, not including, another.</summary>
    public LevelEnergies Levels(int from, int to) => new(LogBetas[from..to], LogEnergies[from..to]);

    /// <summary>x = log(βK) of one level and replicate.</summary>
    public IEnumerable<double> LogTempered(int level, int replicate) => LogEnergies[level][replicate].Select(k => LogBetas[level] + k);
}
