namespace SltDsl.Runtime.Tests;

public class DiscreteDrawTests
{
    private const int Draws = 100_000;

    [Theory]
    [InlineData("Bernoulli", 0, 1, 0.3)]
    [InlineData("BernoulliLogit", 0, 1, -1.5)]
    [InlineData("Binomial", 0, 9, 9.0, 0.3)]
    [InlineData("Binomial", 0, 40, 40.0, 0.5)]
    [InlineData("Binomial", 0, 40, 40.0, 0.77)]
    [InlineData("Binomial", 0, 60, 1e9, 1e-8)]
    [InlineData("Binomial", 200, 520, 1e6, 3.5e-4)]
    [InlineData("Binomial", 696_000, 704_000, 1e6, 0.7)]
    [InlineData("BinomialLogit", 0, 40, 40.0, 0.4)]
    [InlineData("BinomialLogit", 0, 9, 9.0, -3.0)]
    [InlineData("BetaBinomial", 0, 12, 12.0, 0.5, 2.5)]
    [InlineData("BetaBinomial", 0, 300, 300.0, 2.0, 3.0)]
    [InlineData("Poisson", 0, 30, 1e-3)]
    [InlineData("Poisson", 0, 60, 9.99)]
    [InlineData("Poisson", 0, 70, 10.0)]
    [InlineData("Poisson", 0, 90, 23.4)]
    [InlineData("Poisson", 9000, 11_000, 1e4)]
    [InlineData("PoissonLog", 0, 80, 2.9)]
    [InlineData("NegativeBinomial", 0, 400, 4.5, 0.7)]
    [InlineData("NegativeBinomial", 0, 500, 150.0, 30.0)]
    [InlineData("NegativeBinomialLog", 0, 400, 1.5, 0.7)]
    [InlineData("Geometric", 0, 100, 0.3)]
    [InlineData("Geometric", 0, 30_000, 1e-3)]
    [InlineData("Geometric", 0, 0, 1.0)]
    [InlineData("Hypergeometric", 0, 5, 12.0, 5.0, 7.0)]
    [InlineData("Hypergeometric", 3, 5, 10.0, 8.0, 5.0)]
    [InlineData("Hypergeometric", 0, 200, 1e6, 1000.0, 50_000.0)]
    [InlineData("DiscreteUniform", -3, 4, -3.0, 4.0)]
    public void Scalar_families_draw_from_their_law(string family, long lowest, long highest, params double[] parameters)
    {
        var law = DiscreteLaw.All[family];
        var random = new SltRandom(30, (ulong)family.Length);
        var draws = new long[Draws];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = law.Draw(ref random, parameters);
        }

        var probabilities = new double[highest - lowest + 1];
        for (var k = lowest; k <= highest; k++)
        {
            probabilities[k - lowest] = Math.Exp(law.LogProbability(k, parameters));
        }

        GoodnessOfFit.AssertDiscrete(draws, lowest, probabilities);
    }

    /// <summary>At such means the law is normal up to 1e-7: what is tested is that nothing large cancels.</summary>
    [Fact]
    public void Huge_counts_are_normal()
    {
        var random = new SltRandom(31);
        var (poisson, binomial) = (new double[Draws], new double[Draws]);
        for (var i = 0; i < Draws; i++)
        {
            poisson[i] = (Draw.Poisson(ref random, 1e17) - 1e17) / Math.Sqrt(1e17);
            binomial[i] = (Draw.Binomial(ref random, 1_000_000_000_000_000, 0.3) - 3e14) / Math.Sqrt(2.1e14);
        }

        GoodnessOfFit.AssertContinuous(poisson, ContinuousLaw.NormalCdf);
        GoodnessOfFit.AssertContinuous(binomial, ContinuousLaw.NormalCdf);
    }

    [Fact]
    public void Certain_events_happen()
    {
        var random = new SltRandom(32);
        Assert.Equal((0, 0, 7, 0), (Draw.Poisson(ref random, 0), Draw.Binomial(ref random, 7, 0), Draw.Binomial(ref random, 7, 1), Draw.Binomial(ref random, 0, 0.5)));
        Assert.Equal((0, 7), (Draw.BinomialLogit(ref random, 7, -800), Draw.BinomialLogit(ref random, 7, 800)));
        Assert.Equal((5, 0), (Draw.Hypergeometric(ref random, 5, 5, 5), Draw.Hypergeometric(ref random, 5, 0, 3)));
    }

    [Fact]
    public void Parameters_outside_their_domain_are_named()
    {
        var random = new SltRandom(1);
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Poisson(ref random, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.PoissonLog(ref random, 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Binomial(ref random, -1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Hypergeometric(ref random, 5, 6, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.DiscreteUniform(ref random, 2, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Categorical(ref random, [0.5, 0.6]));
        Assert.StartsWith("A draw from Binomial needs `p` to be from 0 to 1, and it is 1.5.", Assert.Throws<ArgumentOutOfRangeException>(() => Draw.Binomial(ref random, 3, 1.5)).Message);
    }

    [Fact]
    public void Classes_have_their_probabilities()
    {
        double[] p = [0.2, 0, 0.5, 0.3];
        double[] logits = [1000 + Math.Log(0.2), double.NegativeInfinity, 1000 + Math.Log(0.5), 1000 + Math.Log(0.3)];
        double[] cut = [-1, -1, 0.5];
        double At(double x) => 1 / (1 + Math.Exp(x));
        AssertDraws((ref SltRandom r) => Draw.Categorical(ref r, p), 1, p);
        AssertDraws((ref SltRandom r) => Draw.CategoricalLogit(ref r, logits), 1, p);
        AssertDraws((ref SltRandom r) => Draw.OrderedLogistic(ref r, 0.7, cut), 1, [At(1.7), 0, At(0.2) - At(1.7), 1 - At(0.2)]);
    }

    /// <summary>All vectors of four items in three classes, by their joint probability.</summary>
    [Fact]
    public void Counts_of_classes_have_their_joint_law()
    {
        double[] p = [0.2, 0.5, 0.3];
        double[] a = [0.5, 2, 1.5];
        var (multinomial, compound) = (new double[25], new double[25]);
        for (var i = 0; i <= 4; i++)
        {
            for (var j = 0; j <= 4 - i; j++)
            {
                double[] counts = [i, j, 4 - i - j];
                var ways = 24 / counts.Aggregate(1.0, (product, c) => product * Factorial(c));
                multinomial[(5 * i) + j] = ways * Math.Pow(p[0], i) * Math.Pow(p[1], j) * Math.Pow(p[2], counts[2]);
                compound[(5 * i) + j] = ways * Enumerable.Range(0, 3).Aggregate(1.0, (product, k) => product * Rising(a[k], counts[k])) / Rising(4, 4);
            }
        }

        AssertDraws((ref SltRandom r) => Joint((ref SltRandom s, Span<double> counts) => Draw.Multinomial(ref s, 4, p, counts), ref r), 0, multinomial);
        AssertDraws((ref SltRandom r) => Joint((ref SltRandom s, Span<double> counts) => Draw.DirichletMultinomial(ref s, 4, a, counts), ref r), 0, compound);
    }

    private delegate long Generator(ref SltRandom random);

    private delegate void Filler(ref SltRandom random, Span<double> value);

    private static long Joint(Filler fill, ref SltRandom random)
    {
        Span<double> counts = stackalloc double[3];
        fill(ref random, counts);
        Assert.Equal(4, counts[0] + counts[1] + counts[2]);
        return (5 * (long)counts[0]) + (long)counts[1];
    }

    private static void AssertDraws(Generator generator, long lowest, double[] probabilities)
    {
        var random = new SltRandom(33);
        var draws = new long[Draws];
        for (var i = 0; i < draws.Length; i++)
        {
            draws[i] = generator(ref random);
        }

        GoodnessOfFit.AssertDiscrete(draws, lowest, probabilities);
    }

    private static double Factorial(double n) => n <= 1 ? 1 : n * Factorial(n - 1);

    private static double Rising(double a, double n) => n == 0 ? 1 : (a + n - 1) * Rising(a, n - 1);
}
