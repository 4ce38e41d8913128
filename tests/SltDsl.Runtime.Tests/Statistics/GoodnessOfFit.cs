namespace SltDsl.Runtime.Tests;

/// <summary>
/// Tests of draws against a law that is stated independently of them. Each fails a correct generator with probability
/// <see cref="Level"/> over seeds; the seeds are fixed.
/// </summary>
internal static class GoodnessOfFit
{
    public const double Level = 1e-6;

    private static readonly double[] _nodes = [-0.7745966692414834, 0, 0.7745966692414834];
    private static readonly double[] _weights = [5.0 / 9, 8.0 / 9, 5.0 / 9];

    /// <summary>Kolmogorov 1933.</summary>
    public static void AssertContinuous(double[] draws, Func<double, double> cdf)
    {
        Array.Sort(draws);
        AssertUniform([.. draws.Select(cdf)]);
    }

    /// <summary>
    /// As <see cref="AssertContinuous"/>, with the distribution function as the integral of a density between the draws
    /// (Gauss–Legendre, 3 points a gap), in a coordinate in which the tails are short. Also shows that the density integrates
    /// to 1.
    /// </summary>
    public static void AssertDensity(double[] draws, Func<double, double> logDensity, Coordinate coordinate)
    {
        Array.Sort(draws);
        var (cumulative, at) = (new double[draws.Length], coordinate.Of(draws[0]));
        var total = 0.0;
        for (var k = 0; k < draws.Length; k++)
        {
            var next = coordinate.Of(draws[k]);
            var half = (next - at) / 2;
            for (var i = 0; i < _nodes.Length; i++)
            {
                var x = coordinate.Inverse(at + half + (half * _nodes[i]));
                total += half == 0 ? 0 : half * _weights[i] * Math.Exp(logDensity(x) + coordinate.LogSlope(x));
            }

            (at, cumulative[k]) = (next, Math.Min(1, total));
        }

        Assert.InRange(total, 1 - (20.0 / draws.Length), 1 + 1e-9); // what lies outside the draws has probability 2/n on average
        AssertUniform(cumulative);
    }

    /// <summary>Pearson 1900, with the cells of an expected count below 10 joined with their neighbours above.</summary>
    public static void AssertDiscrete(ReadOnlySpan<long> draws, long lowest, double[] probabilities)
    {
        var counts = new double[probabilities.Length];
        foreach (var draw in draws)
        {
            Assert.True(draw >= lowest && draw - lowest < counts.Length);
            counts[draw - lowest]++;
        }

        Assert.Equal(1.0, probabilities.Sum(), 7);
        var (statistic, cells, observed, expected) = (0.0, 0, 0.0, 0.0);
        var remaining = (double)draws.Length;
        for (var i = 0; i < counts.Length; i++)
        {
            (observed, expected, remaining) = (observed + counts[i], expected + (draws.Length * probabilities[i]), remaining - (draws.Length * probabilities[i]));
            if ((expected >= 10 && remaining >= 10) || i == counts.Length - 1)
            {
                statistic += expected > 1e-9 ? (observed - expected) * (observed - expected) / expected : observed;
                (cells, observed, expected) = (cells + 1, 0, 0);
            }
        }

        if (cells > 1)
        {
            var critical = ChiSquareQuantile(cells - 1);
            Assert.True(statistic < critical, $"Chi-square {statistic:g4} over {critical:g4} with {cells - 1} degrees of freedom.");
        }
    }

    // The asymptotic bound, which is conservative.
    private static void AssertUniform(double[] sorted)
    {
        var distance = 0.0;
        for (var i = 0; i < sorted.Length; i++)
        {
            Assert.True(sorted[i] is >= 0 and <= 1);
            distance = Math.Max(distance, Math.Max(sorted[i] - ((double)i / sorted.Length), ((i + 1.0) / sorted.Length) - sorted[i]));
        }

        var critical = Math.Sqrt(-Math.Log(Level / 2) / 2 / sorted.Length);
        Assert.True(distance < critical, $"Kolmogorov distance {distance:g3} over {critical:g3}.");
    }

    // Wilson and Hilferty 1931, at 1 − Level (z = 4.753424); for one degree of freedom the exact two-sided value.
    private static double ChiSquareQuantile(int degrees)
    {
        if (degrees == 1)
        {
            return 4.891638 * 4.891638;
        }

        var h = 2.0 / (9 * degrees);
        var root = 1 - h + (4.753424 * Math.Sqrt(h));
        return degrees * root * root * root;
    }
}

/// <summary>A monotone map to a line, its inverse, and the log of dx/dt at x.</summary>
internal sealed record Coordinate(Func<double, double> Of, Func<double, double> Inverse, Func<double, double> LogSlope)
{
    public static Coordinate Identity { get; } = new(x => x, t => t, _ => 0);

    public static Coordinate Line { get; } = new(Math.Asinh, Math.Sinh, x => 0.5 * Math.Log(1 + (x * x)));

    public static Coordinate HalfLine { get; } = new(Math.Log, Math.Exp, Math.Log);

    public static Coordinate UnitInterval { get; } = new(x => Math.Log(x / (1 - x)), t => 1 / (1 + Math.Exp(-t)), x => Math.Log(x) + Math.Log(1 - x));
}
