using static System.Math;
using static SltDsl.Runtime.SpecialFunctions;

namespace SltDsl.Runtime.Tests;

/// <summary>Draws of a family.</summary>
internal delegate double ContinuousGenerator(ref SltRandom random, double[] a);

/// <summary>The laws of the continuous scalar families, written from their definitions: a distribution function, or a log density.</summary>
internal sealed record ContinuousLaw(ContinuousGenerator Draw, Func<double, double[], double>? Cdf = null, Func<double[], Func<double, double>>? LogDensity = null, Coordinate? Coordinate = null)
{
    public static IReadOnlyDictionary<string, ContinuousLaw> All { get; } = new Dictionary<string, ContinuousLaw>
    {
        ["Normal"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Normal(ref r, a[0], a[1]), (x, a) => NormalCdf((x - a[0]) / a[1])),
        ["StudentT"] = new((ref SltRandom r, double[] a) => Runtime.Draw.StudentT(ref r, a[0], a[1], a[2]), LogDensity: a => Scaled(StudentT(a[0]), a[1], a[2])),
        ["Cauchy"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Cauchy(ref r, a[0], a[1]), (x, a) => 0.5 + (Atan((x - a[0]) / a[1]) / PI)),
        ["Laplace"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Laplace(ref r, a[0], a[1]), (x, a) => x < a[0] ? Exp((x - a[0]) / a[1]) / 2 : 1 - (Exp((a[0] - x) / a[1]) / 2)),
        ["Logistic"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Logistic(ref r, a[0], a[1]), (x, a) => 1 / (1 + Exp((a[0] - x) / a[1]))),
        ["Gumbel"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Gumbel(ref r, a[0], a[1]), (x, a) => Exp(-Exp((a[0] - x) / a[1]))),
        ["SkewNormal"] = new((ref SltRandom r, double[] a) => Runtime.Draw.SkewNormal(ref r, a[0], a[1], a[2]), LogDensity: a => Scaled(z => SkewNormal(z, a[2]), a[0], a[1])),
        ["VonMises"] = new((ref SltRandom r, double[] a) => Runtime.Draw.VonMises(ref r, a[0], a[1]), LogDensity: a => VonMises(a[0], a[1]), Coordinate: Coordinate.Identity),
        ["HalfNormal"] = new((ref SltRandom r, double[] a) => Runtime.Draw.HalfNormal(ref r, a[0]), (x, a) => (2 * NormalCdf(x / a[0])) - 1),
        ["HalfCauchy"] = new((ref SltRandom r, double[] a) => Runtime.Draw.HalfCauchy(ref r, a[0]), (x, a) => 2 / PI * Atan(x / a[0])),
        ["HalfStudentT"] = new((ref SltRandom r, double[] a) => Runtime.Draw.HalfStudentT(ref r, a[0], a[1]), LogDensity: a => Scaled(StudentT(a[0]), 0, a[1], Log(2)), Coordinate: Coordinate.HalfLine),
        ["LogNormal"] = new((ref SltRandom r, double[] a) => Runtime.Draw.LogNormal(ref r, a[0], a[1]), (x, a) => NormalCdf((Log(x) - a[0]) / a[1])),
        ["Exponential"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Exponential(ref r, a[0]), (x, a) => 1 - Exp(-a[0] * x)),
        ["Gamma"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Gamma(ref r, a[0], a[1]), LogDensity: a => Gamma(a[0], a[1]), Coordinate: Coordinate.HalfLine),
        ["InverseGamma"] = new((ref SltRandom r, double[] a) => Runtime.Draw.InverseGamma(ref r, a[0], a[1]), LogDensity: a => OfInverse(Gamma(a[0], a[1])), Coordinate: Coordinate.HalfLine),
        ["ChiSquare"] = new((ref SltRandom r, double[] a) => Runtime.Draw.ChiSquare(ref r, a[0]), LogDensity: a => Gamma(a[0] / 2, 0.5), Coordinate: Coordinate.HalfLine),
        ["InverseChiSquare"] = new((ref SltRandom r, double[] a) => Runtime.Draw.InverseChiSquare(ref r, a[0]), LogDensity: a => OfInverse(Gamma(a[0] / 2, 0.5)), Coordinate: Coordinate.HalfLine),
        ["Weibull"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Weibull(ref r, a[0], a[1]), (x, a) => 1 - Exp(-Pow(x / a[1], a[0]))),
        ["Frechet"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Frechet(ref r, a[0], a[1]), (x, a) => Exp(-Pow(x / a[1], -a[0]))),
        ["Rayleigh"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Rayleigh(ref r, a[0]), (x, a) => 1 - Exp(-x * x / (2 * a[0] * a[0]))),
        ["Pareto"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Pareto(ref r, a[0], a[1]), (x, a) => 1 - Pow(a[0] / x, a[1])),
        ["Uniform"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Uniform(ref r, a[0], a[1]), (x, a) => (x - a[0]) / (a[1] - a[0])),
        ["Beta"] = new((ref SltRandom r, double[] a) => Runtime.Draw.Beta(ref r, a[0], a[1]), LogDensity: a => Beta(a[0], a[1]), Coordinate: Coordinate.UnitInterval),
        ["BetaMean"] = new((ref SltRandom r, double[] a) => Runtime.Draw.BetaMean(ref r, a[0], a[1]), LogDensity: a => Beta(a[0] * a[1], (1 - a[0]) * a[1]), Coordinate: Coordinate.UnitInterval),
    };

    /// <summary>The draws have this law at these parameters.</summary>
    public void Assert(double[] draws, double[] parameters)
    {
        if (Cdf is not null)
        {
            GoodnessOfFit.AssertContinuous(draws, x => Cdf(x, parameters));
        }
        else
        {
            GoodnessOfFit.AssertDensity(draws, LogDensity!(parameters), Coordinate ?? Coordinate.Line);
        }
    }

    public static double NormalCdf(double z) => Erfc(-z / Sqrt(2)) / 2;

    private static Func<double, double> StudentT(double nu)
    {
        var constant = LogGamma((nu + 1) / 2) - LogGamma(nu / 2) - (Log(nu * PI) / 2);
        return z => constant - ((nu + 1) / 2 * Log1p(z * z / nu));
    }

    private static double SkewNormal(double z, double a) => Log(2) - (z * z / 2) - (Log(2 * PI) / 2) + LogNormalCdf(a * z);

    private static Func<double, double> VonMises(double mu, double k)
    {
        var constant = -Log(2 * PI) - LogBesselI0(k);
        return x => constant + (k * Cos(x - mu));
    }

    private static Func<double, double> Gamma(double shape, double rate)
    {
        var constant = (shape * Log(rate)) - LogGamma(shape);
        return x => constant + ((shape - 1) * Log(x)) - (rate * x);
    }

    private static Func<double, double> Beta(double a, double b)
    {
        var constant = LogGamma(a + b) - LogGamma(a) - LogGamma(b);
        return x => constant + ((a - 1) * Log(x)) + ((b - 1) * Log1p(-x));
    }

    private static Func<double, double> Scaled(Func<double, double> standard, double location, double scale, double constant = 0) =>
        x => constant + standard((x - location) / scale) - Log(scale);

    private static Func<double, double> OfInverse(Func<double, double> logDensity) => x => logDensity(1 / x) - (2 * Log(x));
}
