namespace SltDsl.Runtime.Tests;

public class SltRandomTests
{
    private const int Draws = 1_000_000;

    [Fact]
    public void The_same_seed_and_stream_give_the_same_numbers()
    {
        var (a, b, other) = (new SltRandom(5, 2), new SltRandom(5, 2), new SltRandom(5, 3));
        var first = Enumerable.Range(0, 100).Select(_ => a.NextBits()).ToArray();
        Assert.Equal(first, Enumerable.Range(0, 100).Select(_ => b.NextBits()));
        Assert.Empty(first.Intersect(Enumerable.Range(0, 100).Select(_ => other.NextBits())));
    }

    [Fact]
    public void A_copy_continues_the_same_stream()
    {
        var random = new SltRandom(1);
        random.NextNormal();
        var copy = random;
        Assert.Equal(random.NextNormal(), copy.NextNormal());
    }

    [Fact]
    public void Uniform_numbers_are_uniform()
    {
        var random = new SltRandom(11);
        GoodnessOfFit.AssertContinuous(Draw(() => random.NextUniform()), u => u);
    }

    [Fact]
    public void Normal_numbers_are_normal()
    {
        var random = new SltRandom(12);
        GoodnessOfFit.AssertContinuous(Draw(() => random.NextNormal()), z => SpecialFunctions.Erfc(-z / Math.Sqrt(2)) / 2);
    }

    /// <summary>Beyond 3.4426 the ziggurat switches to another method: P(|Z| > 3.5) = 4.652582e-4, P(|Z| > 4.5) = 6.795346e-6.</summary>
    [Theory]
    [InlineData(3.5, 4.652582e-4)]
    [InlineData(4.5, 6.795346e-6)]
    public void Tails_of_normal_numbers_have_their_probability(double from, double probability)
    {
        var random = new SltRandom(13);
        var count = Draw(() => random.NextNormal()).Count(z => Math.Abs(z) > from);
        var spread = Math.Sqrt(Draws * probability);
        Assert.InRange(count, (Draws * probability) - (5 * spread), (Draws * probability) + (5 * spread));
    }

    [Fact]
    public void Exponential_numbers_are_exponential()
    {
        var random = new SltRandom(14);
        GoodnessOfFit.AssertContinuous(Draw(() => random.NextExponential()), x => 1 - Math.Exp(-x));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Integers_are_uniform_below_their_bound(long bound)
    {
        var random = new SltRandom(15);
        var draws = Draw(() => random.NextInteger(bound)).Select(x => (long)x).ToArray();
        GoodnessOfFit.AssertDiscrete(draws, 0, [.. Enumerable.Repeat(1.0 / bound, (int)bound)]);
    }

    /// <summary>With a bound of 3/4 · 2⁶³ a remainder of 64 bits would favour the lower part.</summary>
    [Fact]
    public void Large_bounds_have_no_bias()
    {
        var random = new SltRandom(16);
        const long Bound = 3L << 61;
        var draws = Draw(() => random.NextInteger(Bound) / (Bound / 12)).Select(x => (long)x).ToArray();
        GoodnessOfFit.AssertDiscrete(draws, 0, [.. Enumerable.Repeat(1.0 / 12, 12)]);
    }

    [Fact]
    public void A_bound_below_one_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new SltRandom(1).NextInteger(0));

    [Fact]
    public void Shuffles_reach_every_order_equally_often()
    {
        var random = new SltRandom(17);
        var orders = new long[120_000];
        for (var i = 0; i < orders.Length; i++)
        {
            int[] elements = [0, 1, 2, 3];
            random.Shuffle<int>(elements);
            orders[i] = (elements[0] * 6) + (Rank(elements[1], elements[0]) * 2) + (elements[2] < elements[3] ? 0 : 1);
        }

        GoodnessOfFit.AssertDiscrete(orders, 0, [.. Enumerable.Repeat(1.0 / 24, 24)]);
    }

    private static int Rank(int element, int taken) => element > taken ? element - 1 : element;

    private static double[] Draw(Func<double> next)
    {
        var draws = new double[Draws];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = next();
        }

        return draws;
    }
}
