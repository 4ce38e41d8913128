namespace SltDsl.Runtime;

/// <summary>Chains of one quantity cut into halves, so that a chain that drifts disagrees with itself (Gelman et al. 2013, section 11.4).</summary>
internal static class SplitChains
{
    /// <summary>The halves of every chain; the middle draw of an odd number is left out.</summary>
    /// <param name="chains">Chains of equal length.</param>
    public static double[][] Halve(double[][] chains)
    {
        var length = CommonLength(chains);
        var half = length / 2;
        var halves = new double[2 * chains.Length][];
        for (var c = 0; c < chains.Length; c++)
        {
            halves[2 * c] = chains[c][..half];
            halves[(2 * c) + 1] = chains[c][(length - half)..];
        }

        return halves;
    }

    /// <summary>Every draw of every chain, one chain after the other.</summary>
    public static double[] Pool(double[][] chains)
    {
        var length = CommonLength(chains);
        var pooled = new double[chains.Length * length];
        for (var c = 0; c < chains.Length; c++)
        {
            chains[c].CopyTo(pooled, c * length);
        }

        return pooled;
    }

    /// <summary>The same function of every draw.</summary>
    public static double[][] Map(double[][] chains, Func<double, double> function) =>
        Array.ConvertAll(chains, chain => Array.ConvertAll(chain, draw => function(draw)));

    private static int CommonLength(double[][] chains)
    {
        if (chains.Length == 0)
        {
            throw new ArgumentException("There are no chains to compare.", nameof(chains));
        }

        var length = chains[0].Length;
        return Array.TrueForAll(chains, chain => chain.Length == length)
            ? length
            : throw new ArgumentException("Chains must have equal lengths; cut them to the shortest.", nameof(chains));
    }
}
