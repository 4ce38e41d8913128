using SltDsl.Graph.Expressions;
using SltDsl.Language;
using static SltDsl.Graph.Distributions.Formulas;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Distributions;

/// <summary>Families of a half line.</summary>
internal static class PositiveFamilies
{
    private static readonly Func<IReadOnlyList<Scalar>, (Scalar?, Scalar?)> _fromZero = _ => (0.0, null);

    public static IEnumerable<Family> All =>
    [
        new ScalarFamily("half_normal", [new("s")], "HalfNormal", "The absolute value of a normal(0, s).")
        {
            LogDensity = (x, a) => Math.Log(2) - (0.5 * Square(x / a[0])) - Log(a[0]) - HalfLogTwoPi,
            Support = _fromZero,
            LogCdf = (x, a) => Log(Erf(x / a[0] * Math.Sqrt(0.5))),
            LogSurvival = (x, a) => Math.Log(2) + LogNormalCdf(-(x / a[0])),
            Mean = a => a[0] * Math.Sqrt(2 / Math.PI),
            Divergence = (q, p) => NormalDivergence(0.0, q[0], 0.0, p[0]),
        },
        new ScalarFamily("half_cauchy", [new("s")], "HalfCauchy", "The absolute value of a cauchy(0, s).")
        {
            LogDensity = (x, a) => Math.Log(2 / Math.PI) - Log1p(Square(x / a[0])) - Log(a[0]),
            Support = _fromZero,
            LogCdf = (x, a) => Log(Of(Primitive.Atan, x / a[0]) * (2 / Math.PI)),
            LogSurvival = (x, a) => Log(Of(Primitive.Atan, a[0] / x) * (2 / Math.PI)),
            Divergence = (q, p) => Log1p(Square(q[0] - p[0]) / (4.0 * q[0] * p[0])),
        },
        new ScalarFamily("half_student_t", [new("nu"), new("s")], "HalfStudentT", "The absolute value of a student_t(nu, 0, s).")
        {
            LogDensity = (x, a) => Math.Log(2) + LocationScaleFamilies.StudentT(x / a[1], a[0]) - Log(a[1]),
            Support = _fromZero,
            LogCdf = (x, a) => StudentTDistribution.LogWithin(x / a[1], a[0]),
            LogSurvival = (x, a) => StudentTDistribution.LogOutside(x / a[1], a[0]),
        },
        new ScalarFamily("lognormal", [new("mu"), new("sd")], "LogNormal", "exp of a normal(mu, sd).")
        {
            LogDensity = (x, a) => (-0.5 * Square((Log(x) - a[0]) / a[1])) - Log(x) - Log(a[1]) - HalfLogTwoPi,
            Support = _fromZero,
            LogCdf = (x, a) => LogNormalCdf((Log(x) - a[0]) / a[1]),
            LogSurvival = (x, a) => LogNormalCdf((a[0] - Log(x)) / a[1]),
            Mean = a => Exp(a[0] + (0.5 * Square(a[1]))),
            Divergence = (q, p) => NormalDivergence(q[0], q[1], p[0], p[1]),
        },
        new ScalarFamily("exponential", [new("rate")], "Exponential", "Exponential with a rate; the mean is 1 / rate.")
        {
            LogDensity = (x, a) => Log(a[0]) - (a[0] * x),
            Support = _fromZero,
            LogCdf = (x, a) => LogComplement(-(a[0] * x)),
            LogSurvival = (x, a) => -(a[0] * x),
            Mean = a => 1.0 / a[0],
            Divergence = (q, p) => LogGap((p[0] - q[0]) / q[0]),
        },
        new ScalarFamily("gamma", [new("shape"), new("rate")], "Gamma", "Gamma with shape and rate; the mean is shape / rate.")
        {
            LogDensity = (x, a) => Gamma(x, a[0], a[1]),
            Support = _fromZero,
            LogCdf = (x, a) => Of(Primitive.LogGammaP, a[0], a[1] * x),
            LogSurvival = (x, a) => Of(Primitive.LogGammaQ, a[0], a[1] * x),
            Mean = a => a[0] / a[1],
        },
        new ScalarFamily("inv_gamma", [new("shape"), new("rate")], "InverseGamma", "The inverse of a gamma(shape, rate).")
        {
            LogDensity = (x, a) => (a[0] * Log(a[1])) - LogGamma(a[0]) - ((a[0] + 1) * Log(x)) - (a[1] / x),
            Support = _fromZero,
            LogCdf = (x, a) => Of(Primitive.LogGammaQ, a[0], a[1] / x),
            LogSurvival = (x, a) => Of(Primitive.LogGammaP, a[0], a[1] / x),
            Mean = a => a[1] / (a[0] - 1),
        },
        new ScalarFamily("chi_square", [new("nu")], "ChiSquare", "The sum of nu squared standard normals.")
        {
            LogDensity = (x, a) => Gamma(x, a[0] / 2, 0.5),
            Support = _fromZero,
            LogCdf = (x, a) => Of(Primitive.LogGammaP, a[0] / 2, 0.5 * x),
            LogSurvival = (x, a) => Of(Primitive.LogGammaQ, a[0] / 2, 0.5 * x),
            Mean = a => a[0],
        },
        new ScalarFamily("inv_chi_square", [new("nu")], "InverseChiSquare", "The inverse of a chi_square(nu).")
        {
            LogDensity = (x, a) => (a[0] / 2 * -Math.Log(2)) - LogGamma(a[0] / 2) - (((a[0] / 2) + 1) * Log(x)) - (0.5 / x),
            Support = _fromZero,
            LogCdf = (x, a) => Of(Primitive.LogGammaQ, a[0] / 2, 0.5 / x),
            LogSurvival = (x, a) => Of(Primitive.LogGammaP, a[0] / 2, 0.5 / x),
            Mean = a => 1.0 / (a[0] - 2),
        },
        new ScalarFamily("weibull", [new("a"), new("s")], "Weibull", "Weibull with shape a and scale s.")
        {
            LogDensity = (x, a) => Log(a[0] / a[1]) + XLogY(a[0] - 1, x / a[1]) - Power(x / a[1], a[0]),
            Support = _fromZero,
            LogCdf = (x, a) => LogComplement(-Power(x / a[1], a[0])),
            LogSurvival = (x, a) => -Power(x / a[1], a[0]),
            Mean = a => a[1] * Exp(LogGamma(1.0 + (1.0 / a[0]))),
        },
        new ScalarFamily("frechet", [new("a"), new("s")], "Frechet", "Fréchet with shape a and scale s.")
        {
            LogDensity = (x, a) => Log(a[0] / a[1]) - ((a[0] + 1) * Log(x / a[1])) - Power(x / a[1], -a[0]),
            Support = _fromZero,
            LogCdf = (x, a) => -Power(x / a[1], -a[0]),
            LogSurvival = (x, a) => LogComplement(-Power(x / a[1], -a[0])),
        },
        new ScalarFamily("rayleigh", [new("s")], "Rayleigh", "The length of a plane vector of two normal(0, s).")
        {
            LogDensity = (x, a) => Log(x) - (2.0 * Log(a[0])) - (0.5 * Square(x / a[0])),
            Support = _fromZero,
            LogCdf = (x, a) => LogComplement(-0.5 * Square(x / a[0])),
            LogSurvival = (x, a) => -0.5 * Square(x / a[0]),
            Mean = a => a[0] * Math.Sqrt(Math.PI / 2),
            Divergence = (q, p) => LogGap(((q[0] - p[0]) * (q[0] + p[0])) / Square(p[0])),
        },
        new ScalarFamily("pareto", [new("min"), new("a")], "Pareto", "Pareto of the values from min, with tail exponent a.")
        {
            LogDensity = (x, a) => Log(a[1] / a[0]) - ((a[1] + 1) * Log(x / a[0])),
            Support = a => (a[0], null),
            LogCdf = (x, a) => LogComplement(-(a[1] * Log(x / a[0]))),
            LogSurvival = (x, a) => -(a[1] * Log(x / a[0])),
            Mean = a => a[0] * a[1] / (a[1] - 1),
        },
    ];

    private static Scalar Gamma(Scalar x, Scalar shape, Scalar rate) =>
        (shape * Log(rate)) - LogGamma(shape) + XLogY(shape - 1, x) - (rate * x);
}
