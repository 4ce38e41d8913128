using SltDsl.Graph.Expressions;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Distributions;

/// <summary>Families of an interval.</summary>
internal static class IntervalFamilies
{
    public static IEnumerable<Family> All =>
    [
        new ScalarFamily("uniform", [new("a"), new("b")], "Uniform", "Uniform on [a, b].")
        {
            LogDensity = (_, a) => -Log(a[1] - a[0]),
            Support = a => (a[0], a[1]),
            LogCdf = (x, a) => Log((x - a[0]) / (a[1] - a[0])),
            LogSurvival = (x, a) => Log((a[1] - x) / (a[1] - a[0])),
            Mean = a => (a[0] + a[1]) / 2,
        },
        new ScalarFamily("beta", [new("a"), new("b")], "Beta", "Beta on [0, 1], proportional to x^(a-1) (1-x)^(b-1).")
        {
            LogDensity = (x, a) => Beta(x, a[0], a[1]),
            Support = _ => (0.0, 1.0),
            LogCdf = (x, a) => Of(Primitive.LogBetaP, a[0], a[1], x),
            LogSurvival = (x, a) => Of(Primitive.LogBetaQ, a[0], a[1], x),
            Mean = a => a[0] / (a[0] + a[1]),
        },
        new ScalarFamily("beta_mean", [new("m"), new("k")], "BetaMean", "beta(m k, (1 - m) k): mean m, concentration k.")
        {
            LogDensity = (x, a) => Beta(x, a[0] * a[1], (1.0 - a[0]) * a[1]),
            Support = _ => (0.0, 1.0),
            LogCdf = (x, a) => Of(Primitive.LogBetaP, a[0] * a[1], (1.0 - a[0]) * a[1], x),
            LogSurvival = (x, a) => Of(Primitive.LogBetaQ, a[0] * a[1], (1.0 - a[0]) * a[1], x),
            Mean = a => a[0],
        },
    ];

    private static Scalar Beta(Scalar x, Scalar a, Scalar b) => XLogY(a - 1, x) + Complement(b - 1, x) - LogBeta(a, b);

    // b log(1 − x), and 0 where b is 0, also at x = 1.
    private static Scalar Complement(Scalar b, Scalar x) => When(AreEqual(b, 0), 0.0, b * Log1p(-x));
}
