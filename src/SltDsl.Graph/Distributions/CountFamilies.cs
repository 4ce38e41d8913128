using SltDsl.Graph.Expressions;
using SltDsl.Language;
using static SltDsl.Graph.Distributions.Formulas;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Distributions;

/// <summary>Families of integers with scalar parameters.</summary>
internal static class CountFamilies
{
    private static readonly Func<IReadOnlyList<Scalar>, (Scalar?, Scalar?)> _fromZero = _ => (0, null);
    private static readonly Func<IReadOnlyList<Scalar>, (Scalar?, Scalar?)> _upToFirst = a => (0, a[0]);

    public static IEnumerable<Family> All =>
    [
        new ScalarFamily("bernoulli", [new("p")], "Bernoulli", "1 with probability p, else 0.")
        {
            LogDensity = (x, a) => When(AreEqual(x, 1), Log(a[0]), Log1p(-a[0])),
            Support = _ => (0, 1),
            Mean = a => a[0],
            Divergence = (q, p) => BernoulliDivergence(q[0], p[0]),
            IsDiscrete = true,
        },
        new ScalarFamily("bernoulli_logit", [new("a")], "BernoulliLogit", "1 with probability inv_logit(a), else 0.")
        {
            LogDensity = (x, a) => -Softplus(When(AreEqual(x, 1), -a[0], a[0])),
            Support = _ => (0, 1),
            Mean = a => Logistic(a[0]),
            Divergence = (q, p) => BernoulliDivergence(Logistic(q[0]), Logistic(p[0])),
            IsDiscrete = true,
        },
        new ScalarFamily("binomial", [new("n"), new("p")], "Binomial", "The number of successes in n trials of probability p.")
        {
            LogDensity = (x, a) => LogChoose(a[0], x) + XLogY(x, a[1]) + When(AreEqual(x, a[0]), 0.0, (a[0] - x) * Log1p(-a[1])),
            Support = _upToFirst,
            LogCdf = (x, a) => Of(Primitive.LogBetaQ, x + 1, a[0] - x, a[1]),
            LogSurvival = (x, a) => Of(Primitive.LogBetaP, x + 1, a[0] - x, a[1]),
            Mean = a => a[0] * a[1],
            Divergence = (q, p) => q[0] * BernoulliDivergence(q[1], p[1]),
            IsDiscrete = true,
        },
        new ScalarFamily("binomial_logit", [new("n"), new("a")], "BinomialLogit", "The number of successes in n trials of probability inv_logit(a).")
        {
            LogDensity = (x, a) => LogChoose(a[0], x) - (x * Softplus(-a[1])) - ((a[0] - x) * Softplus(a[1])),
            Support = _upToFirst,
            LogCdf = (x, a) => Of(Primitive.LogBetaQ, x + 1, a[0] - x, Logistic(a[1])),
            LogSurvival = (x, a) => Of(Primitive.LogBetaP, x + 1, a[0] - x, Logistic(a[1])),
            Mean = a => a[0] * Logistic(a[1]),
            Divergence = (q, p) => q[0] * BernoulliDivergence(Logistic(q[1]), Logistic(p[1])),
            IsDiscrete = true,
        },
        new ScalarFamily("beta_binomial", [new("n"), new("a"), new("b")], "BetaBinomial", "Binomial of n trials whose probability is beta(a, b).")
        {
            LogDensity = (x, a) => LogChoose(a[0], x) + LogBeta(x + a[1], a[0] - x + a[2]) - LogBeta(a[1], a[2]),
            Support = _upToFirst,
            Mean = a => a[0] * a[1] / (a[1] + a[2]),
            IsDiscrete = true,
        },
        new ScalarFamily("poisson", [new("m")], "Poisson", "Poisson with mean m.")
        {
            LogDensity = (x, a) => XLogY(x, a[0]) - a[0] - LogGamma(x + 1),
            Support = _fromZero,
            LogCdf = (x, a) => Of(Primitive.LogGammaQ, x + 1, a[0]),
            LogSurvival = (x, a) => Of(Primitive.LogGammaP, x + 1, a[0]),
            Mean = a => a[0],
            Divergence = (q, p) => CellDivergence(q[0], p[0]),
            IsDiscrete = true,
        },
        new ScalarFamily("poisson_log", [new("a")], "PoissonLog", "Poisson with mean exp(a).")
        {
            LogDensity = (x, a) => (x * a[0]) - Exp(a[0]) - LogGamma(x + 1),
            Support = _fromZero,
            LogCdf = (x, a) => Of(Primitive.LogGammaQ, x + 1, Exp(a[0])),
            LogSurvival = (x, a) => Of(Primitive.LogGammaP, x + 1, Exp(a[0])),
            Mean = a => Exp(a[0]),
            Divergence = (q, p) => Exp(q[0]) * LogGap(Expm1(p[0] - q[0])),
            IsDiscrete = true,
        },
        new ScalarFamily("neg_binomial_2", [new("mu"), new("phi")], "NegativeBinomial", "Negative binomial with mean mu and variance mu + mu^2 / phi.")
        {
            LogDensity = (x, a) => NegativeBinomial(x, a[1]) + XLogY(x, a[0] / (a[0] + a[1])) - (a[1] * Log1p(a[0] / a[1])),
            Support = _fromZero,
            LogCdf = (x, a) => Of(Primitive.LogBetaP, a[1], x + 1, a[1] / (a[0] + a[1])),
            LogSurvival = (x, a) => Of(Primitive.LogBetaQ, a[1], x + 1, a[1] / (a[0] + a[1])),
            Mean = a => a[0],
            IsDiscrete = true,
        },
        new ScalarFamily("neg_binomial_2_log", [new("eta"), new("phi")], "NegativeBinomialLog", "Negative binomial with mean exp(eta) and variance mean + mean^2 / phi.")
        {
            LogDensity = (x, a) => NegativeBinomial(x, a[1]) - (x * Softplus(Log(a[1]) - a[0])) - (a[1] * Softplus(a[0] - Log(a[1]))),
            Support = _fromZero,
            LogCdf = (x, a) => Of(Primitive.LogBetaP, a[1], x + 1, Logistic(Log(a[1]) - a[0])),
            LogSurvival = (x, a) => Of(Primitive.LogBetaQ, a[1], x + 1, Logistic(Log(a[1]) - a[0])),
            Mean = a => Exp(a[0]),
            IsDiscrete = true,
        },
        new ScalarFamily("geometric", [new("p")], "Geometric", "The number of failures before the first success of probability p.")
        {
            LogDensity = (x, a) => Log(a[0]) + When(AreEqual(x, 0), 0.0, x * Log1p(-a[0])),
            Support = _fromZero,
            LogCdf = (x, a) => LogComplement((x + 1) * Log1p(-a[0])),
            LogSurvival = (x, a) => (x + 1) * Log1p(-a[0]),
            Mean = a => (1.0 - a[0]) / a[0],
            Divergence = (q, p) => BernoulliDivergence(q[0], p[0]) / q[0],
            IsDiscrete = true,
        },
        new ScalarFamily("hypergeometric", [new("N"), new("K"), new("n")], "Hypergeometric", "The number of marked items among n drawn from N of which K are marked.")
        {
            LogDensity = (x, a) => LogChoose(a[1], x) + LogChoose(a[0] - a[1], a[2] - x) - LogChoose(a[0], a[2]),
            Support = a => (Max(0, a[2] - (a[0] - a[1])), Min(a[1], a[2])),
            Mean = a => a[2] * a[1] / a[0],
            IsDiscrete = true,
        },
        new ScalarFamily("discrete_uniform", [new("a"), new("b")], "DiscreteUniform", "Uniform on the integers from a to b.")
        {
            LogDensity = (_, a) => -Log(a[1] - a[0] + 1),
            Support = a => (a[0], a[1]),
            LogCdf = (x, a) => Log((x - a[0] + 1) / (a[1] - a[0] + 1)),
            LogSurvival = (x, a) => Log((a[1] - x) / (a[1] - a[0] + 1)),
            Mean = a => (a[0] + a[1]) / 2,
            IsDiscrete = true,
        },
    ];

    private static Scalar BernoulliDivergence(Scalar q, Scalar p) => CellDivergence(q, p) + CellDivergence(1.0 - q, 1.0 - p);

    private static Scalar NegativeBinomial(Scalar x, Scalar phi) => LogGamma(x + phi) - LogGamma(phi) - LogGamma(x + 1);
}
