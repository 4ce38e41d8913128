namespace SltDsl.Runtime.Tests;

/// <summary>Chains that a few lines of any language can make again, so that other implementations can be compared number by number.</summary>
internal static class SampleChains
{
    /// <summary>Cubes of autoregressive chains x ← phi x + e, chain c shifted by c · shift, from the C library's old linear congruential generator.</summary>
    public static double[][] CubedAutoregression(int chains, int length, double phi, double shift)
    {
        var state = 12345L;
        double Uniform()
        {
            state = ((state * 1103515245) + 12345) % 2147483648;
            return (state + 0.5) / 2147483648;
        }

        return Enumerable.Range(0, chains).Select(c =>
        {
            var x = 0.0;
            return Enumerable.Range(0, length).Select(_ =>
            {
                x = (phi * x) + (Uniform() + Uniform() + Uniform() - 1.5);
                return (x * x * x) + (shift * c);
            }).ToArray();
        }).ToArray();
    }

    /// <summary>Stationary Gaussian autoregressive chains of variance 1.</summary>
    public static double[][] Autoregression(int chains, int length, double phi, ulong seed)
    {
        var random = new SltRandom(seed);
        var result = new double[chains][];
        for (var c = 0; c < chains; c++)
        {
            result[c] = new double[length];
            var x = random.NextNormal();
            for (var i = 0; i < length; i++)
            {
                x = (phi * x) + (Math.Sqrt(1 - (phi * phi)) * random.NextNormal());
                result[c][i] = x;
            }
        }

        return result;
    }
}
