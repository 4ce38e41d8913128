using SltDsl.Graph.Expressions;
using static SltDsl.Graph.Distributions.Formulas;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Distributions;

/// <summary>Families of classes 1:K, and of their counts. A class is read as its number, from 1.</summary>
internal static class CategoricalFamilies
{
    public static IEnumerable<Family> All =>
    [
        new TensorFamily("categorical", [new("p", 1)], 0, "Categorical", "A class of 1:K with probabilities p.")
        {
            LogDensity = c => WithinClasses(c, c.Length(), k => Log(c.Arguments[0].At(k))),
            Divergence = (q, p) => q.Sum(k => CellDivergence(q.Arguments[0].At(k), p.Arguments[0].At(k))),
            IsDiscrete = true,
        },
        new TensorFamily("categorical_logit", [new("a", 1)], 0, "CategoricalLogit", "A class of 1:K with probabilities softmax(a).")
        {
            LogDensity = c => WithinClasses(c, c.Length(), k => c.Arguments[0].At(k) - LogTotal(c)),
            Divergence = CategoricalLogitDivergence,
            Identifiability = Identifiability.UpToShift,
            IsDiscrete = true,
        },
        new TensorFamily("ordered_logistic", [new("eta"), new("cut", 1)], 0, "OrderedLogistic", "The number of the interval between increasing cut points in which eta plus logistic noise falls.")
        {
            LogDensity = c => WithinClasses(c, c.Length(1) + 1, k => OrderedLogistic(c, k)),
            Divergence = (q, p) => q.Workshop.Sum("k", q.Length(1) + 1, k => CellDivergence(Exp(OrderedLogistic(q, k)), Exp(OrderedLogistic(p, k)))),
            Identifiability = Identifiability.Partly,
            IsDiscrete = true,
        },
        new TensorFamily("multinomial", [new("n"), new("p", 1)], 1, "Multinomial", "The counts of n classes drawn with probabilities p.")
        {
            LogDensity = c => When(
                AreEqual(c.Sum(k => c.Value.At(k), 1), c.Arguments[0].Body),
                LogGamma(c.Arguments[0].Body + 1) + c.Sum(k => XLogY(c.Value.At(k), c.Arguments[1].At(k)) - LogGamma(c.Value.At(k) + 1), 1),
                -Infinity),
            Divergence = (q, p) => q.Arguments[0].Body * q.Sum(k => CellDivergence(q.Arguments[1].At(k), p.Arguments[1].At(k)), 1),
            IsDiscrete = true,
        },
        new TensorFamily("dirichlet_multinomial", [new("n"), new("a", 1)], 1, "DirichletMultinomial", "Multinomial whose probabilities are dirichlet(a).")
        {
            LogDensity = DirichletMultinomial,
            IsDiscrete = true,
        },
    ];

    private static Scalar WithinClasses(TensorCase c, Scalar count, Func<Scalar, Scalar> logProbability)
    {
        var value = c.Value.Body;
        return When(And(LessOrEqual(1, value), LessOrEqual(value, count)), logProbability(value - 1), -Infinity);
    }

    private static Scalar LogTotal(TensorCase c)
    {
        var total = c.Workshop.Reduce(ReduceKind.LogSumExp, "k", c.Length(), k => c.Arguments[0].At(k));
        return c.Shared(total, "logTotal");
    }

    private static Scalar CategoricalLogitDivergence(TensorCase q, TensorCase p)
    {
        var (totalQ, totalP) = (LogTotal(q), LogTotal(p));
        return q.Sum(k =>
        {
            var log = q.Arguments[0].At(k) - totalQ;
            return Exp(log) * LogGap(Expm1(p.Arguments[0].At(k) - totalP - log));
        });
    }

    // With z = eta − cut: log σ(−z₁), log σ(z_k) + log(1 − exp(cut_k − cut_{k+1})) − …, log σ(z_{K−1}).
    private static Scalar OrderedLogistic(TensorCase c, Scalar k)
    {
        var eta = c.Arguments[0].Body;
        var cuts = c.Length(1);
        Scalar Cut(Scalar i) => c.Arguments[1].At(i);
        var between = Log(-Expm1(Cut(k - 1) - Cut(k))) - Softplus(eta - Cut(k)) - Softplus(Cut(k - 1) - eta);
        return When(AreEqual(k, 0), -Softplus(eta - Cut(k)), When(AreEqual(k, cuts), -Softplus(Cut(k - 1) - eta), between));
    }

    private static Scalar DirichletMultinomial(TensorCase c)
    {
        var n = c.Arguments[0].Body;
        var total = c.Shared(c.Sum(k => c.Arguments[1].At(k), 1), "total");
        var cells = c.Sum(k => LogGamma(c.Value.At(k) + c.Arguments[1].At(k)) - LogGamma(c.Arguments[1].At(k)) - LogGamma(c.Value.At(k) + 1), 1);
        return When(AreEqual(c.Sum(k => c.Value.At(k), 1), n), LogGamma(n + 1) + LogGamma(total) - LogGamma(n + total) + cells, -Infinity);
    }
}
