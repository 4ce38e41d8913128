using static System.Math;
using static SltDsl.Runtime.SpecialFunctions;

namespace SltDsl.Runtime.Tests;

/// <summary>Draws of a family.</summary>
internal delegate long DiscreteGenerator(ref SltRandom random, double[] a);

/// <summary>The laws of the discrete scalar families: log probabilities written from their definitions.</summary>
internal sealed record DiscreteLaw(DiscreteGenerator Draw, Func<long, double[], double> LogProbability)
{
    public static IReadOnlyDictionary<string, DiscreteLaw> All { get; } = new Dictionary<string, DiscreteLaw>
    {
        ["Bernoulli"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Bernoulli(ref r, a[0]), (k, a) => Binomial(k, 1, a[0])),
        ["BernoulliLogit"] = new((ref SltRandom r, double[] a) => Runtime.Draw.BernoulliLogit(ref r, a[0]), (k, a) => Binomial(k, 1, 1 / (1 + Exp(-a[0])))),
        ["Binomial"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Binomial(ref r, (long)a[0], a[1]), (k, a) => Binomial(k, a[0], a[1])),
        ["BinomialLogit"] = new((ref SltRandom r, double[] a) => Runtime.Draw.BinomialLogit(ref r, (long)a[0], a[1]), (k, a) => Binomial(k, a[0], 1 / (1 + Exp(-a[1])))),
        ["BetaBinomial"] = new((ref SltRandom r, double[] a) => Runtime.Draw.BetaBinomial(ref r, (long)a[0], a[1], a[2]), (k, a) => LogChoose(a[0], k) + LogBeta(k + a[1], a[0] - k + a[2]) - LogBeta(a[1], a[2])),
        ["Poisson"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Poisson(ref r, a[0]), (k, a) => Poisson(k, a[0])),
        ["PoissonLog"] = new((ref SltRandom r, double[] a) => Runtime.Draw.PoissonLog(ref r, a[0]), (k, a) => Poisson(k, Exp(a[0]))),
        ["NegativeBinomial"] = new((ref SltRandom r, double[] a) => Runtime.Draw.NegativeBinomial(ref r, a[0], a[1]), (k, a) => NegativeBinomial(k, a[0], a[1])),
        ["NegativeBinomialLog"] = new((ref SltRandom r, double[] a) => Runtime.Draw.NegativeBinomialLog(ref r, a[0], a[1]), (k, a) => NegativeBinomial(k, Exp(a[0]), a[1])),
        ["Geometric"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Geometric(ref r, a[0]), (k, a) => Log(a[0]) + XLog(k, 1 - a[0])),
        ["Hypergeometric"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Hypergeometric(ref r, (long)a[0], (long)a[1], (long)a[2]), (k, a) => LogChoose(a[1], k) + LogChoose(a[0] - a[1], a[2] - k) - LogChoose(a[0], a[2])),
        ["DiscreteUniform"] = new((ref SltRandom r, double[] a) => Runtime.Draw.DiscreteUniform(ref r, (long)a[0], (long)a[1]), (_, a) => -Log(a[1] - a[0] + 1)),
    };

    public static double Poisson(double k, double mean) => XLog(k, mean) - mean - LogGamma(k + 1);

    private static double Binomial(double k, double n, double p) => LogChoose(n, k) + XLog(k, p) + (k == n ? 0 : (n - k) * Log1p(-p));

    private static double NegativeBinomial(double k, double mu, double phi) =>
        LogGamma(k + phi) - LogGamma(phi) - LogGamma(k + 1) + XLog(k, mu / (mu + phi)) + XLog(phi, phi / (mu + phi));

    // A product where differences of log gammas of n would lose digits.
    private static double LogChoose(double n, double k) => k < 0 || k > n ? double.NegativeInfinity
        : n > 1e5 && k < 1000 ? Enumerable.Range(0, (int)k).Sum(i => Log((n - i) / (i + 1)))
        : LogGamma(n + 1) - LogGamma(k + 1) - LogGamma(n - k + 1);

    private static double LogBeta(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);

    private static double XLog(double x, double y) => x == 0 ? 0 : x * Log(y);
}
