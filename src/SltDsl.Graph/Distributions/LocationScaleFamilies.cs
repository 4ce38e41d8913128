using SltDsl.Graph.Expressions;
using SltDsl.Language;
using static SltDsl.Graph.Distributions.Formulas;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Distributions;

/// <summary>Families of the whole line with a location and a scale.</summary>
internal static class LocationScaleFamilies
{
    private static readonly double _logPi = Math.Log(Math.PI);

    private static readonly EquatableArray<FamilyParameter> _location = [new("mu"), new("s")];

    public static IEnumerable<Family> All =>
    [
        new ScalarFamily("normal", [new("mu"), new("sd")], "Normal", "Normal with mean mu and standard deviation sd.")
        {
            LogDensity = (x, a) => (-0.5 * Square(Standard(x, a))) - Log(a[1]) - HalfLogTwoPi,
            LogCdf = (x, a) => LogNormalCdf(Standard(x, a)),
            LogSurvival = (x, a) => LogNormalCdf(-Standard(x, a)),
            Centre = a => a[0],
            Mean = a => a[0],
            QuadratureScale = a => a[1],
            Divergence = (q, p) => NormalDivergence(q[0], q[1], p[0], p[1]),
        },
        new ScalarFamily("student_t", [new("nu"), new("mu"), new("s")], "StudentT", "Student's t with nu degrees of freedom, location mu and scale s.")
        {
            LogDensity = (x, a) => StudentT((x - a[1]) / a[2], a[0]) - Log(a[2]),
            LogCdf = (x, a) => StudentTDistribution.LogCdf((x - a[1]) / a[2], a[0]),
            LogSurvival = (x, a) => StudentTDistribution.LogCdf((a[1] - x) / a[2], a[0]),
            Centre = a => a[1],
            Mean = a => a[1],
        },
        new ScalarFamily("cauchy", _location, "Cauchy", "Cauchy with location mu and scale s.")
        {
            LogDensity = (x, a) => -Log1p(Square(Standard(x, a))) - Log(a[1]) - _logPi,
            LogCdf = (x, a) => CauchyLogCdf(Standard(x, a)),
            LogSurvival = (x, a) => CauchyLogCdf(-Standard(x, a)),
            Centre = a => a[0],
            // KL = log((s + s')² + (μ − μ')²) − log 4 s s' (Chyzak and Nielsen 2019).
            Divergence = (q, p) => Log1p((Square(q[1] - p[1]) + Square(q[0] - p[0])) / (4.0 * q[1] * p[1])),
        },
        new ScalarFamily("laplace", _location, "Laplace", "Laplace (double exponential) with location mu and scale s.")
        {
            LogDensity = (x, a) => -Abs(Standard(x, a)) - Log(2.0 * a[1]),
            LogCdf = (x, a) => LaplaceLogCdf(Standard(x, a)),
            LogSurvival = (x, a) => LaplaceLogCdf(-Standard(x, a)),
            Centre = a => a[0],
            Mean = a => a[0],
            Divergence = LaplaceDivergence,
        },
        new ScalarFamily("logistic", _location, "Logistic", "Logistic with location mu and scale s.")
        {
            LogDensity = (x, a) => -Standard(x, a) - (2.0 * Softplus(-Standard(x, a))) - Log(a[1]),
            LogCdf = (x, a) => -Softplus(-Standard(x, a)),
            LogSurvival = (x, a) => -Softplus(Standard(x, a)),
            Centre = a => a[0],
            Mean = a => a[0],
        },
        new ScalarFamily("gumbel", _location, "Gumbel", "Gumbel (of maxima) with location mu and scale s.")
        {
            LogDensity = (x, a) => -Standard(x, a) - Exp(-Standard(x, a)) - Log(a[1]),
            LogCdf = (x, a) => -Exp(-Standard(x, a)),
            LogSurvival = (x, a) => LogComplement(-Exp(-Standard(x, a))),
            Mean = a => a[0] + (0.57721566490153286061 * a[1]),
        },
        new ScalarFamily("skew_normal", [new("mu"), new("s"), new("a")], "SkewNormal", "Skew normal (Azzalini 1985) with location mu, scale s and shape a.")
        {
            LogDensity = (x, a) => Math.Log(2) - (0.5 * Square(Standard(x, a))) - HalfLogTwoPi - Log(a[1]) + LogNormalCdf(a[2] * Standard(x, a)),
            Mean = a => a[0] + (a[1] * Math.Sqrt(2 / Math.PI) * a[2] / Sqrt(1.0 + Square(a[2]))),
        },
        new ScalarFamily("von_mises", [new("mu"), new("k")], "VonMises", "Von Mises on the circle [-pi, pi] with mean direction mu and concentration k.")
        {
            LogDensity = (x, a) => (a[1] * Cos(x - a[0])) - Math.Log(2 * Math.PI) - Of(Primitive.LogBesselI0, a[1]),
        },
        new ScalarFamily("flat", [], "None", "Density 1 on the declared set; improper where the set is unbounded.")
        {
            LogDensity = (_, _) => 0.0,
            Identifiability = Identifiability.None,
        },
        new ScalarFamily("dirac", [new("v")], "Dirac", "The value v with probability 1.")
        {
            LogDensity = (x, a) => When(AreEqual(x, a[0]), 0.0, -Infinity),
            Mean = a => a[0],
        },
    ];

    /// <summary>The log density of Student's t with unit scale.</summary>
    public static Scalar StudentT(Scalar z, Scalar nu) =>
        LogGamma((nu + 1) / 2) - LogGamma(nu / 2) - (0.5 * (Log(nu) + _logPi)) - ((nu + 1) / 2 * Log1p(Square(z) / nu));

    // ½ + atan(z)/π, and atan(−1/z)/π in the lower tail, where the sum would cancel.
    private static Scalar CauchyLogCdf(Scalar z) =>
        Log(When(Less(z, -1.0), Of(Primitive.Atan, -1.0 / z) / Math.PI, 0.5 + (Of(Primitive.Atan, z) / Math.PI)));

    private static Scalar LaplaceLogCdf(Scalar z) => When(Less(z, 0.0), z - Math.Log(2), Log1p(-0.5 * Exp(-z)));

    private static Scalar Standard(Scalar x, IReadOnlyList<Scalar> a) => (x - a[0]) / a[1];

    // log(s'/s) + |Δ|/s' + (s/s') exp(−|Δ|/s) − 1, arranged as a gap in the scales and one in the locations.
    private static Scalar LaplaceDivergence(IReadOnlyList<Scalar> q, IReadOnlyList<Scalar> p)
    {
        var ratio = q[1] / p[1];
        var distance = Abs(q[0] - p[0]) / q[1];
        return LogGap((q[1] - p[1]) / p[1]) + (ratio * LogGap(Expm1(-distance)));
    }
}
