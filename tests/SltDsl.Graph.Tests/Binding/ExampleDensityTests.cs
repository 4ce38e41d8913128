using SltDsl.Language.Model;

namespace SltDsl.Graph.Tests.Binding;

/// <summary>The log density of one row of each example at a point, against its formula written out here.</summary>
public sealed class ExampleDensityTests
{
    private static readonly double _logTwoPi = Math.Log(2 * Math.PI);

    [Fact]
    public void Coin() => AssertDensity("01", Math.Log(0.3), ("theta", [0.3]), ("y", [1]));

    [Fact]
    public void Linear_regression() => AssertDensity(
        "02", Normal(4, 0.5 + (2 * 1) + (0.25 * 2) + (1 * -1), 2), ("alpha", [0.5]), ("beta", [2, 0.25, 1]), ("sigma", [2]), ("x", [1, 2, -1]), ("y", [4]));

    [Fact]
    public void Softmax_regression()
    {
        double[] w = [0.1, -0.2, 0.3, 0.4, 0.5, 0.6, -0.7, 0.8, 0.9, -1.0, 1.1, 0.2], b = [0.1, 0.2, -0.3], x = [1, -1, 0.5, 2];
        double[] logits = [.. Enumerable.Range(0, 3).Select(k => b[k] + Enumerable.Range(0, 4).Sum(p => w[(4 * k) + p] * x[p]))];
        AssertDensity("03", logits[2] - Math.Log(logits.Sum(Math.Exp)), ("W", w), ("b", b), ("x", x), ("y", [3]));
    }

    [Fact]
    public void Eight_schools() => AssertDensity(
        "04", Normal(12, 4 + (3 * -0.5), 10), ("mu", [4]), ("tau", [3]), ("eta", [1, 0.2, -0.5, 2, 0, 1, 1, 1]), ("school", [3]), ("se", [10]), ("y", [12]));

    [Fact]
    public void Gaussian_mixture() => AssertDensity(
        "05", Math.Log((0.25 * Math.Exp(Normal(0.5, -1, 1))) + (0.75 * Math.Exp(Normal(0.5, 2, 1)))), ("w", [0.25, 0.75]), ("mu", [-1, 2]), ("alpha", [1]), ("y", [0.5]));

    [Fact]
    public void Reduced_rank()
    {
        double[] a = [0.1, 0.2, -0.3, 0.4, 0.5, -0.6, 0.7, 0.8], b = [1, -1, 0.5, 2, -0.2, 0.3], x = [1, 2, -1, 0.5], y = [0.3, -0.4, 0.2];
        var mean = Multiply(b, 3, 2, Multiply(a, 2, 4, x));
        AssertDensity("06", Enumerable.Range(0, 3).Sum(i => Normal(y[i], mean[i], 1)), ("A", a), ("B", b), ("x", x), ("y", y));
    }

    [Fact]
    public void Deep_linear()
    {
        var random = new Random(7);
        double[] w1 = Draw(random, 12), w2 = Draw(random, 9), w3 = Draw(random, 6), x = Draw(random, 4), y = Draw(random, 2);
        var mean = Multiply(w3, 2, 3, Multiply(w2, 3, 3, Multiply(w1, 3, 4, x)));
        AssertDensity("07", Normal(y[0], mean[0], 0.1) + Normal(y[1], mean[1], 0.1), ("W1", w1), ("W2", w2), ("W3", w3), ("x", x), ("y", y));
    }

    [Fact]
    public void Tanh_network() => AssertDensity(
        "08", Normal(0.7, (0.5 * Math.Tanh(2 * 0.3)) + (-1.5 * Math.Tanh(-1 * 0.3)), 1), ("a", [0.5, -1.5]), ("b", [2, -1]), ("x", [0.3]), ("y", [0.7]));

    [Fact]
    public void Relu_network()
    {
        double[] w = [1, -1, 0.5, 2, -0.5, 0.25, 0.1, 0.2], b = [0.1, -0.2, 0.3, -0.4], a = [1, 2, -1, 0.5], x = [0.5, -0.25];
        var hidden = Multiply(w, 4, 2, x).Select((z, i) => Math.Max(0, z + b[i])).ToArray();
        AssertDensity("09", Normal(0.2, hidden.Zip(a, (h, c) => h * c).Sum(), 0.5), ("W", w), ("b", b), ("a", a), ("x", x), ("y", [0.2]));
    }

    [Fact]
    public void Superposition()
    {
        var random = new Random(10);
        double[] w = Draw(random, 12), b = Draw(random, 6), y = Draw(random, 6), x = [0, 0, 0.8, 0, 0, 0];
        var z = Multiply(w, 2, 6, x);
        var mean = Enumerable.Range(0, 6).Select(c => Math.Max(0, (w[c] * z[0]) + (w[6 + c] * z[1]) + b[c])).ToArray();
        AssertDensity("10", Enumerable.Range(0, 6).Sum(c => Normal(y[c], mean[c], 1)), ("W", w), ("b", b), ("x", x), ("y", y));
    }

    [Fact]
    public void Latent_class() => AssertDensity(
        "11", Math.Log((0.4 * 0.1 * 0.8 * 0.3 * 0.6) + (0.6 * 0.5 * 0.4 * 0.7 * 0.2)),
        ("w", [0.4, 0.6]), ("theta", [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8]), ("y", [1, 0, 1, 0]));

    [Fact]
    public void Hidden_markov()
    {
        double[] start = [0.3, 0.7], trans = [0.9, 0.1, 0.4, 0.6], emit = [0.5, 0.3, 0.2, 0.1, 0.1, 0.8];
        double[] y = [1, 3, 2, 2, 1, 1, 3, 3, 2, 1, 2, 3, 1, 2, 3, 3, 2, 1, 1, 2];
        double[] forward = [start[0] * emit[(int)y[0] - 1], start[1] * emit[3 + (int)y[0] - 1]];
        foreach (var symbol in y.Skip(1).Select(v => (int)v - 1))
        {
            forward =
            [
                ((forward[0] * trans[0]) + (forward[1] * trans[2])) * emit[symbol],
                ((forward[0] * trans[1]) + (forward[1] * trans[3])) * emit[3 + symbol],
            ];
        }

        AssertDensity("12", Math.Log(forward.Sum()), ("start", start), ("trans", trans), ("emit", emit), ("y", y));
    }

    [Fact]
    public void Factor_analysis()
    {
        // With loadings on the first two variables only, the covariance is a 2×2 block beside a diagonal.
        double[] loadings = new double[12], psi = [1, 2, 0.5, 0.6, 0.7, 0.8], y = [0.5, -1, 0.2, 0.4, -0.6, 1];
        (loadings[0], loadings[1], loadings[2], loadings[3]) = (0.9, 0.1, -0.4, 0.3);
        double a = 0.81 + 0.01 + 1, b = (0.9 * -0.4) + (0.1 * 0.3), c = 0.16 + 0.09 + 2, det = (a * c) - (b * b);
        var square = ((c * y[0] * y[0]) - (2 * b * y[0] * y[1]) + (a * y[1] * y[1])) / det;
        var block = -0.5 * (square + Math.Log(det)) - _logTwoPi;
        AssertDensity("13", block + Enumerable.Range(2, 4).Sum(i => Normal(y[i], 0, Math.Sqrt(psi[i]))), ("L", loadings), ("psi", psi), ("y", y));
    }

    [Fact]
    public void Autoregression()
    {
        var y = Draw(new Random(14), 200);
        var expected = Enumerable.Range(2, 198).Sum(t => Normal(y[t], 0.1 + (0.5 * y[t - 1]) + (-0.3 * y[t - 2]), 1.5));
        AssertDensity("14", expected, ("c", [0.1]), ("phi", [0.5, -0.3]), ("sigma", [1.5]), ("y", y));
    }

    [Fact]
    public void Gaussian_process()
    {
        // Points so far apart in pairs that the kernel between the pairs is 0 in doubles.
        double[] t = [0, 1, 1000, 1002, 5000, 5000.5], y = [0.3, -0.2, 1, 0.5, -0.7, 0.1];
        double amp = 1.3, rho = 0.9, sigma = 0.4, v = (amp * amp) + (sigma * sigma), expected = 0;
        for (var i = 0; i < 6; i += 2)
        {
            var k = amp * amp * Math.Exp(-Math.Pow(t[i + 1] - t[i], 2) / (2 * rho * rho));
            var det = (v * v) - (k * k);
            expected += (-0.5 * (((v * y[i] * y[i]) - (2 * k * y[i] * y[i + 1]) + (v * y[i + 1] * y[i + 1])) / det)) - (0.5 * Math.Log(det)) - _logTwoPi;
        }

        AssertDensity("15", expected, ("t", t), ("amp", [amp]), ("rho", [rho]), ("sigma", [sigma]), ("y", y));
    }

    [Fact]
    public void Modular_addition()
    {
        var random = new Random(16);
        double[] u = Draw(random, 84), v = Draw(random, 84), r = Draw(random, 84);
        var hidden = Enumerable.Range(0, 12).Select(d => Math.Max(0, u[(7 * d) + 2] + v[(7 * d) + 4])).ToArray();
        var logits = Multiply(r, 7, 12, hidden);
        AssertDensity("16", logits[5] - Math.Log(logits.Sum(Math.Exp)), ("U", u), ("V", v), ("R", r), ("a", [3]), ("b", [5]), ("c", [6]));
    }

    [Fact]
    public void Priors_add_up_to_the_written_densities()
    {
        var graph = GraphBuilder.Build(Source.Example("04"));
        var values = new Values(Sizes(graph.Model), new() { ["mu"] = [4], ["tau"] = [3], ["eta"] = [1, 0, 0, 0, 0, 0, 0, -1] });
        var expected = Normal(4, 0, 5) + Math.Log(2 / (Math.PI * 5 * (1 + (9.0 / 25)))) + (2 * Normal(1, 0, 1)) + (6 * Normal(0, 0, 1));
        Assert.Equal(expected, graph.LogPrior.Sum(p => values.Scalar(p.Value)), 12);
    }

    [Fact]
    public void Truths_have_the_values_that_are_set_at_their_sizes()
    {
        var graph = GraphBuilder.Build(Source.Example("02"));
        var sparse = graph.Truths.Single();
        var values = new Values(Sizes(graph.Model), []);
        Assert.Equal([2.0, 0, 0], values.All(sparse.Parameters.Single(p => p.Name == "beta").Tensor));

        var rank1 = GraphBuilder.Build(Source.Example("06")).Truths.Last();
        Assert.Equal([("H", 1L)], rank1.Sizes.Select(s => (s.Size.Name, s.Value)));
        Assert.Equal([1.0, 1, 1, 1], new Values(new() { ["M"] = 4, ["N"] = 3, ["H"] = 1 }, []).All(rank1.Parameters[0].Tensor));
    }

    [Fact]
    public void Phases_hold_where_their_conditions_do()
    {
        var graph = GraphBuilder.Build(Source.Example("10"));
        double[] Gon(int k, double r) =>
        [
            .. Enumerable.Range(1, 6).Select(j => j <= k ? r * Math.Cos(2 * Math.PI * j / k) : 0),
            .. Enumerable.Range(1, 6).Select(j => j <= k ? r * Math.Sin(2 * Math.PI * j / k) : 0),
        ];
        var at = new Values(Sizes(graph.Model), new() { ["W"] = Gon(5, 1.25), ["b"] = [-0.4, -0.4, -0.4, -0.4, -0.4, -0.5] });
        Assert.Equal([0.0, 1, 0], graph.Phases.Select(p => at.Scalar(p.Condition)));
    }

    private static void AssertDensity(string example, double expected, params (string Name, double[] Values)[] leaves)
    {
        var graph = GraphBuilder.Build(Source.Example(example));
        var values = new Values(Sizes(graph.Model), leaves.ToDictionary(l => l.Name, l => l.Values));
        var actual = graph.Observations.Sum(o => values.Scalar(o.LogDensity));
        Assert.True(Math.Abs(actual - expected) <= 1e-11 * Math.Max(1, Math.Abs(expected)), $"{actual:R} instead of {expected:R}");
    }

    private static Dictionary<string, long> Sizes(BoundModel model) => model.Sizes.ToDictionary(s => s.Symbol.Name, s => s.AnalysedValue);

    private static double Normal(double y, double mean, double sd) => (-0.5 * Math.Pow((y - mean) / sd, 2)) - Math.Log(sd) - (0.5 * _logTwoPi);

    private static double[] Multiply(double[] matrix, int rows, int columns, double[] vector) =>
        [.. Enumerable.Range(0, rows).Select(i => Enumerable.Range(0, columns).Sum(j => matrix[(i * columns) + j] * vector[j]))];

    private static double[] Draw(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => (2 * random.NextDouble()) - 1)];
}
