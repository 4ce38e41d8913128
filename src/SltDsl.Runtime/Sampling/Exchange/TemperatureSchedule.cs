namespace SltDsl.Runtime;

/// <summary>Spaces inverse temperatures so that neighbours exchange equally often (Syed, Bouchard-Côté, Deligiannidis and Doucet 2022, algorithm 2).</summary>
internal static class TemperatureSchedule
{
    private const double SmallestRejection = 1e-4;

    /// <summary>β from 0 to 1, evenly spaced: before anything is known.</summary>
    public static double[] Even(int rungs) => [.. Enumerable.Range(0, rungs).Select(i => (double)i / (rungs - 1))];

    /// <summary>The schedule of <paramref name="rungs"/> levels between which the communication barrier grows by equal parts.</summary>
    /// <param name="betas">The present schedule.</param>
    /// <param name="rejections">The mean rejection between neighbours: the growth of the barrier from one to the next.</param>
    /// <param name="rungs">How many levels the new one has.</param>
    public static double[] Even(IReadOnlyList<double> betas, IReadOnlyList<double> rejections, int rungs)
    {
        var barrier = new double[betas.Count];
        for (var i = 1; i < barrier.Length; i++)
        {
            barrier[i] = barrier[i - 1] + Math.Max(rejections[i - 1], SmallestRejection);
        }

        var next = new double[rungs];
        var (at, last) = (1, barrier.Length - 1);
        for (var k = 1; k < rungs - 1; k++)
        {
            var aim = barrier[last] * k / (rungs - 1);
            while (at < last && barrier[at] < aim)
            {
                at++;
            }

            var share = (aim - barrier[at - 1]) / (barrier[at] - barrier[at - 1]);
            next[k] = betas[at - 1] + (share * (betas[at] - betas[at - 1]));
        }

        next[rungs - 1] = 1;
        return next;
    }
}
