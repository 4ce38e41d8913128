using SltDsl.Graph.Distributions;
using SltDsl.Graph.Divergences;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language.Model;
using static SltDsl.Graph.Tests.Build;

namespace SltDsl.Graph.Tests;

public class DivergenceTests
{
    [Fact]
    public void Of_mixtures_of_normals_agrees_with_direct_integration()
    {
        double P(double y) => (0.3 * Normal(y + 0.8)) + (0.7 * Normal(y - 1.1));
        double Q(double y) => (0.5 * Normal(y + 1)) + (0.5 * Normal(y - 1));
        var direct = Integrate(y => (Q(y) * Math.Log(Q(y) / P(y))) - Q(y) + P(y), -14, 14);

        Assert.Equal(direct, Mixture("Two", [0.3, 0.7], [-0.8, 1.1]), 13);
    }

    /// <summary>K of w, mu near one component: to fourth order in mu with m1 = Σ w mu and m2 = Σ w mu², K = m1²/2 + (m2 − …)²/4 + ….</summary>
    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-6)]
    public void Of_mixtures_keeps_its_digits_near_the_truth(double t)
    {
        // Hermite expansion of p/q: m1 = 0 here, so K = m2²/(2 · 2!) (1 + O(t)).
        var k = Mixture("One", [0.5, 0.5], [-t, t]);
        Assert.InRange(k / (Math.Pow(t, 4) / 4), 1 - 1e-4, 1 + 1e-4);
    }

    [Fact]
    public void Of_mixtures_is_zero_at_the_truth() => Assert.InRange(Mixture("One", [0.25, 0.75], [0, 0]), 0, 1e-30);

    [Theory]
    [InlineData(0.5, 1.3, 2, 0.4)]
    [InlineData(0.5, 1.3, 0.5, 1.3 * (1 + 1e-9))]
    [InlineData(0.5, 1.3, 0.5 + 1e-10, 1.3)]
    public void Of_normals_is_the_closed_form(double mean, double sd, double otherMean, double otherSd)
    {
        var (m, s, y) = (Parameter("m", SltType.Real), Parameter("s", SltType.Real), Observed("y", SltType.Real));
        var flat = Family("flat");
        var truth = Truth("Q", [], (m, Real(mean)), (s, Real(sd)));
        var graph = GraphBuilder.Build(Model(Declare(m, flat), Declare(s, flat), Observe(y, Family("normal", m.Ref(), s.Ref())), truth));
        var value = new Values([], new() { ["m"] = [otherMean], ["s"] = [otherSd] }).Scalar(Divergence.Build(graph, graph.Truths[0])!);

        // log r − ½ + (1 + (Δ/s)²) / 2r² in decimals, which keep 28 digits where doubles cancel.
        var e = ((decimal)sd - (decimal)otherSd) * ((decimal)sd + (decimal)otherSd) / ((decimal)otherSd * (decimal)otherSd);
        var gap = Math.Abs(e) < 0.001m ? (e * e / 2) - (e * e * e / 3) : e - (decimal)Math.Log(1 + (double)e);
        var delta = (decimal)mean - (decimal)otherMean;
        var expected = (double)((gap / 2) + (delta * delta / (2 * (decimal)otherSd * (decimal)otherSd)));
        Assert.InRange(value / expected, 1 - 1e-6, 1 + 1e-6);
    }

    [Fact]
    public void Of_regressions_is_half_the_squared_difference_of_means_at_truths_of_other_sizes()
    {
        var (h, x) = (SizeSymbol("H"), Input("x", SltType.Real));
        var (a, b) = (Parameter("a", SltType.Vector(Size("H"))), Parameter("b", SltType.Vector(Size("H"))));
        var hidden = Call(Function.Tanh, SltType.Vector(Size("H")), Call(Function.Multiply, SltType.Vector(Size("H")), b.Ref(), x.Ref()));
        var mean = Call(Function.Dot, SltType.Real, a.Ref(), hidden);
        var normal = Family("normal", Int(0), Int(1));
        var graph = GraphBuilder.Build(Model(
            Size(h, 2), DeclareInput(x), Declare(a, normal), Declare(b, normal), Observe(Observed("y", SltType.Real), Family("normal", mean, Int(1))),
            Truth("OneUnit", [(h, 1)], (a, Vector(1)), (b, Vector(2)))));

        var values = new Values(new() { ["H"] = 2 }, new() { ["x"] = [0.3], ["a"] = [0.5, -2], ["b"] = [1, 0.7] });
        var difference = (0.5 * Math.Tanh(0.3)) - (2 * Math.Tanh(0.21)) - Math.Tanh(0.6);
        var divergence = Divergence.Build(graph, graph.Truths[0])!;
        Assert.Equal(difference * difference / 2, values.Scalar(divergence), 14);
        Assert.Equal(Level.Row, divergence.Level);
    }

    [Theory]
    [InlineData("bernoulli", 0.3, 0.45, 0.3 * -0.405465108108164 + 0.7 * 0.241162056816888)]
    [InlineData("bernoulli", 0.0, 0.25, 0.287682072451781)] // −log(0.75)
    [InlineData("poisson", 2.0, 3.0, 1 - (2 * 0.405465108108164))]
    [InlineData("exponential", 2.0, 3.0, 0.5 - 0.405465108108164)]
    [InlineData("half_normal", 1.0, 2.0, 0.693147180559945 - 0.375)]
    [InlineData("poisson_log", 0.0, 1.0, Math.E - 2)]
    [InlineData("geometric", 0.5, 0.25, 0.287682072451781)] // log 2 + log(2/3)
    public void Of_one_parameter_families_is_the_published_form(string family, double truth, double other, double expected)
    {
        var (m, y) = (Parameter("m", SltType.Real), Observed("y", SltType.Real));
        var graph = GraphBuilder.Build(Model(Declare(m, Family("flat")), Observe(y, Family(family, m.Ref())), Truth("Q", [], (m, Real(truth)))));
        var values = new Values([], new() { ["m"] = [other] });
        Assert.Equal(expected, values.Scalar(Divergence.Build(graph, graph.Truths[0])!), 13);
    }

    [Theory]
    [InlineData("normal", new[] { 0.2, 1.1 }, new[] { -0.4, 0.8 }, -20, 20)]
    [InlineData("laplace", new[] { 0.0, 1.1 }, new[] { 0.0, 0.7 }, -50, 50)]
    [InlineData("laplace", new[] { 0.0, 1.0 }, new[] { 2.0, 0.5 }, -50, 50)]
    [InlineData("half_normal", new[] { 1.1 }, new[] { 0.7 }, 0, 20)]
    [InlineData("exponential", new[] { 1.1 }, new[] { 0.7 }, 0, 60)]
    [InlineData("rayleigh", new[] { 1.1 }, new[] { 0.7 }, 1e-9, 20)]
    [InlineData("lognormal", new[] { 0.0, 0.4 }, new[] { 0.2, 0.3 }, 1e-9, 30)]
    public void Closed_forms_agree_with_direct_integration(string name, double[] truth, double[] other, double lower, double upper)
    {
        var family = (ScalarFamily)FamilyTable.Families[name];
        Scalar[] Numbers(double[] values) => [.. values.Select(v => new Number(v))];
        double Log(double y, double[] at) => Evaluate(family.LogDensity(y, Numbers(at)));
        var direct = Integrate(y => Math.Exp(Log(y, truth)) * (Log(y, truth) - Log(y, other)), lower, upper);
        var closed = Evaluate(family.Divergence!(Numbers(truth), Numbers(other)));
        Assert.InRange(closed, direct - 1e-7, direct + 1e-7);
    }

    [Fact]
    public void Of_cauchy_laws_is_the_published_form()
    {
        // Chyzak and Nielsen 2019, equation 1: log((s + s')² + (μ − μ')²) − log 4 s s'.
        var family = (ScalarFamily)FamilyTable.Families["cauchy"];
        Assert.Equal(Math.Log((9 + 4) / 8.0), Evaluate(family.Divergence!([0.0, 1.0], [2.0, 2.0])), 14);
    }

    [Fact]
    public void Of_normal_vectors_is_the_closed_form()
    {
        // ½ (tr(Σ'⁻¹ Σ) − 2 + Δᵀ Σ'⁻¹ Δ + log det Σ' / det Σ) with Σ = I, Σ' = (4, 2; 2, 5), Δ = (1, 2).
        var (m, y) = (Parameter("m", SltType.Vector(Size(2))), Observed("y", SltType.Vector(Size(2))));
        var c = Parameter("c", SltType.Matrix(Size(2), Size(2)));
        var graph = GraphBuilder.Build(Model(
            Declare(m, Family("flat")), Declare(c, Family("flat")), Observe(y, Family("multi_normal", m.Ref(), c.Ref())),
            Truth("Q", [], (m, Vector(0, 0)), (c, Matrix(new double[,] { { 1, 0 }, { 0, 1 } })))));
        var values = new Values([], new() { ["m"] = [1, 2], ["c"] = [4, 2, 2, 5] });
        Assert.Equal(0.5 * ((9 / 16.0) - 2 + (13 / 16.0) + Math.Log(16)), values.Scalar(Divergence.Build(graph, graph.Truths[0])!), 13);
    }

    [Theory]
    [InlineData("categorical", new[] { 0.2, 0.5, 0.3 }, new[] { 0.1, 0.6, 0.3 })]
    [InlineData("categorical_logit", new[] { 0.2, 0.5, -0.3 }, new[] { 0.1, 0.6, 1.3 })]
    public void Of_classes_is_the_sum_over_them(string family, double[] truth, double[] other)
    {
        var (v, y) = (Parameter("v", SltType.Vector(Size(3))), Observed("y", SltType.Int));
        var graph = GraphBuilder.Build(Model(Declare(v, Family("flat")), Observe(y, Family(family, v.Ref())), Truth("Q", [], (v, Vector(truth)))));
        double[] Probabilities(double[] a) => family == "categorical" ? a : [.. a.Select(x => Math.Exp(x) / a.Sum(Math.Exp))];
        var expected = Probabilities(truth).Zip(Probabilities(other)).Sum(p => p.First * Math.Log(p.First / p.Second));
        Assert.Equal(expected, new Values([], new() { ["v"] = other }).Scalar(Divergence.Build(graph, graph.Truths[0])!), 13);
    }

    [Fact]
    public void Of_latent_classes_is_the_sum_over_all_answers()
    {
        var (k, f) = (SizeSymbol("K"), SizeSymbol("F"));
        var (w, theta) = (Parameter("w", SltType.Vector(Size("K"))), Parameter("theta", SltType.Matrix(Size("K"), Size("F"))));
        var (z, y) = (Symbol("z", SymbolKind.Latent, SltType.Int, Level.Row), Observed("y", Array(SltType.Int, Size("F"))));
        var graph = GraphBuilder.Build(Model(
            Size(k, 2), Size(f, 3), Declare(w, Family("flat")), Declare(theta, Family("flat")),
            new LatentDeclaration(z, Int(1), k.Ref(), Family("categorical", w.Ref()), [], default),
            Observe(y, Family("bernoulli", theta.Ref().At(SltType.Vector(Size("F")), z.Ref()))),
            Truth("One", [(k, 1)], (w, Vector(1)), (theta, Matrix(new[,] { { 0.3, 0.5, 0.8 } })))));

        double[] weights = [0.25, 0.75], probabilities = [0.3, 0.5, 0.6, 0.8, 0.1, 0.9], truth = [0.3, 0.5, 0.8];
        var expected = 0.0;
        for (var cell = 0; cell < 8; cell++)
        {
            double Bernoulli(double p, int n) => ((cell >> n) & 1) == 1 ? p : 1 - p;
            var q = Enumerable.Range(0, 3).Aggregate(1.0, (product, n) => product * Bernoulli(truth[n], n));
            var model = Enumerable.Range(0, 2).Sum(c => weights[c] * Enumerable.Range(0, 3).Aggregate(1.0, (product, n) => product * Bernoulli(probabilities[(3 * c) + n], n)));
            expected += q * Math.Log(q / model);
        }

        var values = new Values(new() { ["K"] = 2, ["F"] = 3 }, new() { ["w"] = weights, ["theta"] = probabilities });
        Assert.Equal(expected, values.Scalar(Divergence.Build(graph, graph.Truths[0])!), 13);
    }

    [Fact]
    public void Of_hidden_chains_is_the_sum_over_all_sequences()
    {
        var (k, component) = (SizeSymbol("K"), Index("k"));
        var start = Parameter("start", SltType.Vector(Size("K")));
        var trans = Parameter("trans", SltType.Matrix(Size("K"), Size("K")));
        var emit = Parameter("emit", SltType.Matrix(Size("K"), Size(2)));
        var y = Observed("y", Array(SltType.Int, Size(2)));
        var law = new HiddenMarkovDistribution(start.Ref(), trans.Ref(), component, Family("categorical", emit.Ref().At(SltType.Vector(Size(2)), component.Ref())), default);
        var flat = Family("flat");
        var graph = GraphBuilder.Build(Model(
            Size(k, 2), Declare(start, flat), Declare(trans, flat), Declare(emit, flat), Observe(y, law),
            Truth("Iid", [(k, 1)], (start, Vector(1)), (trans, Matrix(new double[,] { { 1 } })), (emit, Matrix(new[,] { { 0.3, 0.7 } })))));

        double[] s = [0.4, 0.6], q = [0.3, 0.7];
        double[,] a = { { 0.9, 0.1 }, { 0.2, 0.8 } }, e = { { 0.5, 0.5 }, { 0.1, 0.9 } };
        var expected = 0.0;
        for (var cell = 0; cell < 4; cell++)
        {
            var (u, v) = (cell & 1, cell >> 1);
            var p = Enumerable.Range(0, 4).Sum(path => s[path & 1] * e[path & 1, u] * a[path & 1, path >> 1] * e[path >> 1, v]);
            expected += q[u] * q[v] * Math.Log(q[u] * q[v] / p);
        }

        var values = new Values(new() { ["K"] = 2 }, new() { ["start"] = s, ["trans"] = [.. a.Cast<double>()], ["emit"] = [.. e.Cast<double>()] });
        Assert.Equal(expected, values.Scalar(Divergence.Build(graph, graph.Truths[0])!), 13);
    }

    [Fact]
    public void Is_not_offered_where_arguments_read_observed_values()
    {
        var (phi, y, t) = (Parameter("phi", SltType.Real), Observed("y", SltType.Vector(Size(3))), Index("t"));
        var mean = Call(Function.Multiply, SltType.Real, phi.Ref(), y.Ref().At(SltType.Real, Call(Function.Subtract, SltType.Int, t.Ref(), Int(1))));
        var graph = GraphBuilder.Build(Model(
            Declare(phi, Family("flat")), Observe(y, Family("normal", mean, Int(1)), Over(t, Int(2), Int(3))), Truth("White", [], (phi, Int(0)))));
        Assert.Null(Divergence.Build(graph, graph.Truths[0]));
    }

    private static double Mixture(string truth, double[] weights, double[] means)
    {
        var k = SizeSymbol("K");
        var (w, mu) = (Parameter("w", SltType.Vector(Size("K"))), Parameter("mu", SltType.Vector(Size("K"))));
        var graph = LoweringOfModelsTests.Mixture(
            k, w, mu, Truth("One", [(k, 1)], (w, Vector(1)), (mu, Vector(0))), Truth("Two", [], (w, Vector(0.5, 0.5)), (mu, Vector(-1, 1))));
        var divergence = Divergence.Build(graph, graph.Truths.Single(t => t.Declaration.Name == truth));
        return new Values(new() { ["K"] = 2 }, new() { ["w"] = weights, ["mu"] = means }).Scalar(divergence!);
    }

    private static double Evaluate(Scalar scalar) =>
        new Instance<double>(DoubleField.Instance, new Dictionary<string, long>(), (_, _) => double.NaN).Evaluate(scalar);

    private static double Normal(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);

    private static double Integrate(Func<double, double> f, double a, double b)
    {
        const int Panels = 20_000;
        var h = (b - a) / Panels;
        return Enumerable.Range(0, Panels + 1).Sum(i => f(a + (i * h)) * (i == 0 || i == Panels ? 1 : i % 2 == 1 ? 4 : 2)) * h / 3;
    }
}
