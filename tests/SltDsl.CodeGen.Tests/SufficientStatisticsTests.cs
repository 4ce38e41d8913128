using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>Sums over rows from cross products, against the rows one by one.</summary>
public class SufficientStatisticsTests
{
    private const int Rows = 600;

    private static readonly Dictionary<string, string> _models = new()
    {
        ["regression"] = """
            size P = 3;
            input vector[P] x ~ normal(0, 1);
            param real alpha ~ normal(0, 1);
            param vector[P] beta ~ normal(0, 1);
            param positive sigma ~ half_normal(1);
            observe real y ~ normal(alpha + dot(beta, x), sigma);
            """,
        ["years near 2000"] = """
            input real year ~ normal(1990, 20);
            param real alpha ~ normal(0, 10);
            param real beta ~ normal(0, 1);
            param positive sigma ~ half_normal(1);
            observe real y ~ normal(alpha + beta * year, sigma);
            """,
        ["derived columns"] = """
            input real x ~ normal(0, 1);
            param vector[4] beta ~ normal(0, 1);
            observe real y ~ normal(beta[1] + beta[2] * x + beta[3] * x ^ 2 + beta[4] * exp(x), 0.5);
            """,
        ["deep linear"] = """
            size H = 2;
            input vector[4] x ~ normal(0, 1);
            param matrix[H, 4] A ~ normal(0, 1);
            param matrix[H, H] B ~ normal(0, 1);
            param matrix[3, H] C ~ normal(0, 1);
            observe vector[3] y ~ normal(C * B * A * x, 1);
            """,
        ["series"] = """
            size T = 50;
            param real c ~ normal(0, 1);
            param vector[2] phi ~ normal(0, 0.5);
            param real slope ~ normal(0, 1);
            param positive sigma ~ half_normal(1);
            observe vector[T] y each t in 3:T ~ normal(c + slope * t / T + phi[1] * y[t - 1] + phi[2] * y[t - 2], sigma);
            """,
        ["a line for each group"] = """
            size J = 5;
            input int<lower=1, upper=J> group ~ categorical(rep(1 / J, J));
            input real x ~ normal(0, 1);
            param vector[J] alpha ~ normal(0, 1);
            param vector[J] beta ~ normal(0, 1);
            param vector<lower=0>[J] sigma ~ half_normal(1);
            observe real y ~ normal(alpha[group] + beta[group] * x, sigma[group]);
            """,
        ["two groupings"] = """
            input int<lower=1, upper=3> a ~ categorical(rep(1 / 3, 3));
            input int<lower=1, upper=4> b ~ categorical(rep(1 / 4, 4));
            param vector[3] alpha ~ normal(0, 1);
            param vector[4] beta ~ normal(0, 1);
            observe real y ~ normal(alpha[a] + beta[b], 0.5);
            """,
        ["a scale for each output"] = """
            input real x ~ normal(0, 1);
            param vector[3] b ~ normal(0, 1);
            param vector<lower=0>[3] sigma ~ half_normal(1);
            observe vector[3] y ~ normal(b * x, sigma);
            """,
    };

    public static TheoryData<string> Models => [.. _models.Keys];

    // Models whose rows repeat, and one with vectors of the data over several blocks of rows and some left over.
    private static readonly Dictionary<string, string> _others = new()
    {
        ["coin"] = """
            param prob p ~ beta(2, 3);
            observe int<lower=0, upper=1> y ~ bernoulli(p);
            """,
        ["counts at few doses"] = """
            input int<lower=1, upper=4> dose ~ categorical(rep(1 / 4, 4));
            param real a ~ normal(0, 1);
            param real b ~ normal(0, 0.3);
            observe int<lower=0> n ~ poisson_log(a + b * dose);
            """,
        ["network and labels"] = """
            size H = 5;
            input vector[9] x ~ normal(0, 1);
            param matrix[H, 9] W ~ normal(0, 1);
            param matrix[3, H] A ~ normal(0, 1);
            param vector[9] v ~ normal(0, 1);
            observe int<lower=1, upper=3> y ~ categorical_logit(A * tanh(W * x) + dot(v, x));
            """,
    };

    public static TheoryData<string> Others => [.. _others.Keys];

    [Theory, MemberData(nameof(Models)), MemberData(nameof(Others))]
    public void Sums_over_rows_are_those_of_the_rows(string name)
    {
        var model = new Example(_models.GetValueOrDefault(name) ?? _others[name], []).Model();
        var random = new SltRandom(5);
        var values = new double[model.Parameters.Sum(p => p.Count)];
        model.DrawPrior(ref random, values);
        var data = model.Simulate(values, Rows, ref random);
        for (var trial = 0; trial < 10; trial++)
        {
            model.DrawPrior(ref random, values);
            Agree(model, data, values);
        }
    }

    [Fact]
    public void Rows_without_an_observation_do_not_count()
    {
        var model = new Example(_models["regression"], []).Model();
        var random = new SltRandom(6);
        var values = new double[5];
        model.DrawPrior(ref random, values);
        var data = model.Simulate(values, Rows, ref random);
        for (var row = 0; row < Rows; row += 7)
        {
            data.Columns[1][row] = double.NaN;
        }

        Agree(model, new Dataset(Rows, data.Columns), values);
    }

    [Theory]
    [InlineData("observe int<lower=0, upper=1> y ~ bernoulli_logit(w * x);")]
    [InlineData("observe real y ~ student_t(4, w * x, 1);")]
    [InlineData("observe real y ~ normal(tanh(w * x), 1);")]
    [InlineData("observe real y ~ normal(w, exp(w * x));")]
    public void Other_sums_have_no_cross_products(string observation)
    {
        var text = $"input real x ~ normal(0, 1);\nparam real w ~ normal(0, 1);\n{observation}";
        var graph = new Example(text, []).Graph();
        var code = ModelEmitter.Emit(graph, new EmitOptions("Emitted", "model.slt"));
        Assert.DoesNotContain("cross products", code);
        Assert.Contains("Rows that are equal count together.", code);
    }

    [Fact]
    public void Linear_models_have_them()
    {
        Assert.All(_models.Values, text =>
            Assert.Contains("cross products", ModelEmitter.Emit(new Example(text, []).Graph(), new EmitOptions("Emitted", "model.slt"))));
    }

    // The pointwise values come from the rows themselves, and so does the gradient of few rows.
    private static void Agree(ISltModel model, Dataset data, double[] values)
    {
        var pointwise = new double[data.Rows];
        var byRows = model.LogLikelihood(values, data, pointwise);
        var scale = pointwise.Sum(Math.Abs);
        Assert.Equal(pointwise.Sum(), byRows, 1e-12 * scale);
        Assert.Equal(byRows, model.LogLikelihood(values, data), 1e-12 * scale);

        var point = new double[model.Dimension];
        model.ToPoint(values, Coordinates.Natural, point);
        var gradient = new double[point.Length];
        model.Posterior(data, 1, Coordinates.Natural).LogDensityAndGradient(point, gradient);
        var (expected, magnitude, one, prior) = (new double[point.Length], new double[point.Length], new double[point.Length], new double[point.Length]);
        model.Prior(Coordinates.Natural).LogDensityAndGradient(point, prior);
        for (var row = 0; row < data.Rows; row++)
        {
            var single = new Dataset(1, [.. data.Columns.Select(c => c.Where((_, i) => i % data.Rows == row).ToArray())]);
            model.Posterior(single, 1, Coordinates.Natural).LogDensityAndGradient(point, one);
            for (var i = 0; i < point.Length; i++)
            {
                expected[i] += one[i] - prior[i];
                magnitude[i] += Math.Abs(one[i] - prior[i]);
            }
        }

        for (var i = 0; i < point.Length; i++)
        {
            Assert.Equal(expected[i] + prior[i], gradient[i], 1e-11 * (magnitude[i] + Math.Abs(prior[i])));
        }
    }
}
