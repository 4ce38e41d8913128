namespace SltDsl.Runtime;

/// <summary>The energies seen at each level of a ladder by each replicate, in units of their prior median.</summary>
/// <param name="LogBetas">log β of each level, increasing.</param>
/// <param name="LogEnergies">log(K) by level, replicate and particle.</param>
internal sealed record LevelEnergies(double[] LogBetas, double[][][] LogEnergies)
{
    /// <summary>The number of replicates.</summary>
    public int Replicates => LogEnergies[0].Length;

    /// <summary>The levels from a log β on.</summary>
    public LevelEnergies From(double logBeta)
    {
        var first = Array.FindIndex(LogBetas, l => l >= logBeta - 1e-9);
        first = first < 0 ? LogBetas.Length - 1 : first;
        return new LevelEnergies(LogBetas[first..], LogEnergies[first..]);
    }

    /// <summary>x = log(βK) of one level and replicate.</summary>
    public IEnumerable<double> LogTempered(int level, int replicate) => LogEnergies[level][replicate].Select(k => LogBetas[level] + k);
}
