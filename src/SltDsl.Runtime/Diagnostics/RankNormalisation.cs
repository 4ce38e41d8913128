using MathNet.Numerics.Distributions;

namespace SltDsl.Runtime;

/// <summary>Replaces draws by the normal scores of their ranks (Vehtari et al. 2021, equation 14), so that heavy tails do not hide disagreement.</summary>
internal static class RankNormalisation
{
    /// <summary>Normal scores over all chains together; equal draws share their mean rank.</summary>
    public static double[][] Normalise(double[][] chains)
    {
        var pooled = SplitChains.Pool(chains);
        var order = new int[pooled.Length];
        for (var i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        Array.Sort((double[])pooled.Clone(), order);
        var scores = new double[pooled.Length];
        for (var first = 0; first < order.Length;)
        {
            var next = first + 1;
            while (next < order.Length && pooled[order[next]] == pooled[order[first]])
            {
                next++;
            }

            var meanRank = 0.5 * (first + 1 + next);
            var score = Normal.InvCDF(0, 1, (meanRank - 0.375) / (pooled.Length + 0.25));
            for (; first < next; first++)
            {
                scores[order[first]] = score;
            }
        }

        var length = chains[0].Length;
        return Enumerable.Range(0, chains.Length).Select(c => scores[(c * length)..((c + 1) * length)]).ToArray();
    }
}
