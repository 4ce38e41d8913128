namespace SltDsl.Graph.Tests.Binding;

/// <summary>Statements and combinators, from text to the log density of a row.</summary>
public sealed class StatementTests
{
    private static readonly double _logTwoPi = Math.Log(2 * Math.PI);

    /// <summary>Model, leaves and log density. Parameters: a = 0.5, p = 0.3, w = (0.25, 0.75), mu = (−1, 2).</summary>
    public static TheoryData<string, double[], double> Rows => new()
    {
        { "observe real y ~ normal(a, 2);", [1.5], Normal(1.5, 0.5, 2) },
        { "observe real y ~ normal(sd = 2, mu = a);", [1.5], Normal(1.5, 0.5, 2) },
        { "observe vector[2] y ~ normal(mu, 1);", [0, 1], Normal(0, -1, 1) + Normal(1, 2, 1) },
        { "observe matrix[2, 2] y ~ normal(mu, 1);", [0, 1, 2, 3], Normal(0, -1, 1) + Normal(1, 2, 1) + Normal(2, -1, 1) + Normal(3, 2, 1) },
        { "observe array[2] vector[2] y ~ multi_normal(mu, identity(2));", [0, 1, 2, 3], Normal(0, -1, 1) + Normal(1, 2, 1) + Normal(2, -1, 1) + Normal(3, 2, 1) },
        { "observe array[2] int<lower=1, upper=2> y ~ categorical(w);", [2, 1], Math.Log(0.75 * 0.25) },
        { "observe array[2] int<lower=1, upper=2> y ~ categorical([w, [0.5, 0.5]]);", [2, 1], Math.Log(0.75 * 0.5) },
        { "observe vector[3] y each t in 2:3 ~ normal(a * y[t - 1], 1);", [1, 2, 3], Normal(2, 0.5, 1) + Normal(3, 1, 1) },
        { "observe vector[3] y each t in 1:3 ~ normal(if t == 1 then 0 else a * y[t - 1], 1);", [1, 2, 3], Normal(1, 0, 1) + Normal(2, 0.5, 1) + Normal(3, 1, 1) },
        { "observe matrix[2, 3] y each i in 1:2, t in 2:3 ~ normal(mu[i] * y[i, t - 1], 1);", [1, 2, 3, 4, 5, 6], Normal(2, -1, 1) + Normal(3, -2, 1) + Normal(5, 8, 1) + Normal(6, 10, 1) },
        { "observe array[2] vector[2] y each i in 1:2 ~ normal(mu[i] * mu, 1);", [0, 1, 2, 3], Normal(0, 1, 1) + Normal(1, -2, 1) + Normal(2, -2, 1) + Normal(3, 4, 1) },
        { "observe vector[4] y each t in 1:4 ~ normal(a * sum(y[s] for s in 1:t - 1), 1);", [1, 2, 3, 4], Normal(1, 0, 1) + Normal(2, 0.5, 1) + Normal(3, 1.5, 1) + Normal(4, 3, 1) },
        { "observe vector[3] y each t in 1:3 ~ normal(fold(0, (s, v) => a * s + v, y[1:t - 1]), 1);", [1, 2, 3], Normal(1, 0, 1) + Normal(2, 1, 1) + Normal(3, 2.5, 1) },
        { "observe vector[3] y each t in 1:3 ~ normal(fold(0, (s, i) => a * s + y[i], 1:t - 1), 1);", [1, 2, 3], Normal(1, 0, 1) + Normal(2, 1, 1) + Normal(3, 2.5, 1) },
        { "observe real y ~ mixture(w, k => normal(mu[k], 1));", [0.5], Mixed(0.5) },
        { "observe vector[2] y ~ mixture(w, k => normal(mu[k], 1));", [0.5, 1], Math.Log((0.25 * Math.Exp(Normal(0.5, -1, 1) + Normal(1, -1, 1))) + (0.75 * Math.Exp(Normal(0.5, 2, 1) + Normal(1, 2, 1)))) },
        { "observe real y ~ enumerate(z in 1:2, w[z], normal(mu[z], 1));", [0.5], Mixed(0.5) },
        { "latent int<lower=1, upper=2> z ~ categorical(w); observe real y ~ normal(mu[z], 1);", [0.5], Mixed(0.5) },
        { "latent int<lower=0, upper=1> z ~ bernoulli(p); let m = if z == 1 then 2 else -1; observe real y ~ normal(m, 1);", [0.5], Math.Log((0.7 * Math.Exp(Normal(0.5, -1, 1))) + (0.3 * Math.Exp(Normal(0.5, 2, 1)))) },
        { "latent bool z ~ bernoulli(p); observe real y ~ normal(mu[1] + 3 * z, 1);", [0.5], Math.Log((0.7 * Math.Exp(Normal(0.5, -1, 1))) + (0.3 * Math.Exp(Normal(0.5, 2, 1)))) },
        { "latent array[2] int<lower=1, upper=2> z ~ categorical(w); observe vector[2] y each t in 1:2 ~ normal(mu[z[t]], 1);", [0.5, 1], Mixed(0.5) + Mixed(1) },
        { "observe vector[2] y ~ hmm(w, [[0.9, 0.1], [0.4, 0.6]], k => normal(mu[k], 1));", [0.5, 1], Chain(0.5, 1) },
        { "latent array[2] int<lower=1, upper=2> z each t in 1:2 ~ categorical(if t == 1 then w else [[0.9, 0.1], [0.4, 0.6]][z[t - 1]]); observe vector[2] y each t in 1:2 ~ normal(mu[z[t]], 1);", [0.5, 1], Chain(0.5, 1) },
        { "observe real y ~ truncate(normal(0, 1), -1, 1);", [0.5], Normal(0.5, 0, 1) - Math.Log(0.6826894921370859) },
        { "observe real y ~ truncate(normal(0, 1), hi = 1);", [0.5], Normal(0.5, 0, 1) - Math.Log(0.8413447460685429) },
        { "observe real y ~ truncate(normal(0, 1), -infinity(), 1);", [0.5], Normal(0.5, 0, 1) - Math.Log(0.8413447460685429) },
        { "observe real y ~ censor(normal(0, 1), -1, 1);", [1], Math.Log(0.15865525393145707) },
        { "observe int y ~ zero_inflated(p, poisson(2));", [0], Math.Log(0.3 + (0.7 * Math.Exp(-2))) },
        { "observe vector[2] y ~ product([normal(0, 1), normal(a, 2)]);", [0.5, 1], Normal(0.5, 0, 1) + Normal(1, 0.5, 2) },
        { "observe vector[2] y ~ product([normal(mu[i], i) for i in 1:2]);", [0.5, 1], Normal(0.5, -1, 1) + Normal(1, 2, 2) },
        { "observe real y ~ affine(normal(0, 1), a, 2);", [1.5], Normal(1.5, 0.5, 2) },
        { "input bool c ~ bernoulli(0.5); observe real y ~ if c then normal(a, 1) else normal(0, 2);", [1.5], Normal(1.5, 0, 2) },
        { "input positive v; let u = log(v); observe u ~ normal(a, 1); observe real y ~ normal(0, 1);", [0], Normal(Math.Log(2), 0.5, 1) + Normal(0, 0, 1) },
        { "data vector[2] d; observe real y ~ normal(d[1] * d[2], 1);", [6], Normal(6, 6, 1) },
        { "hyper real h = 3; observe real y ~ normal(h, 1);", [3.5], Normal(3.5, 3, 1) },
        { "input int<lower=1, upper=2> g ~ discrete_uniform(1, 2); observe real y ~ normal(mu[g], 1);", [1], Normal(1, 2, 1) },
        { "observe int y ~ binomial(5, p);", [2], Math.Log(10 * 0.09 * 0.343) },
        { "observe array[3] int y ~ multinomial(4, [0.5, 0.25, 0.25]);", [2, 1, 1], Math.Log(12 * 0.25 * 0.0625) },
        { "observe int y ~ ordered_logistic(a, mu);", [2], Math.Log((1 / (1 + Math.Exp(-1.5))) - (1 / (1 + Math.Exp(1.5)))) },
        { "observe real y ~ normal(0, 1); observe real z ~ normal(a * y, 1);", [2], Normal(2, 0, 1) + Normal(4, 1, 1) },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void A_row_has_the_density_computed_by_hand(string statements, double[] y, double expected)
    {
        var graph = Source.Graph("param real a ~ flat(); param prob p ~ flat(); param simplex[2] w ~ flat(); param vector[2] mu ~ flat();\n" + statements);
        var values = new Values([], new()
        {
            ["a"] = [0.5], ["p"] = [0.3], ["w"] = [0.25, 0.75], ["mu"] = [-1, 2], ["y"] = y, ["z"] = [4], ["c"] = [0], ["v"] = [2], ["d"] = [2, 3], ["h"] = [3], ["g"] = [2],
        });
        Assert.Equal(expected, graph.Observations.Sum(o => values.Scalar(o.LogDensity)), 12);
    }

    [Fact]
    public void Factors_multiply_the_prior()
    {
        var graph = Source.Graph("param real a ~ normal(0, 1); factor -a ^ 2; factor a ~ normal(1, 2); observe real y ~ normal(a, 1);");
        Assert.Equal(Normal(0.5, 0, 1) - 0.25 + Normal(0.5, 1, 2), graph.LogPrior.Sum(t => new Values([], new() { ["a"] = [0.5] }).Scalar(t.Value)), 12);
    }

    [Fact]
    public void Requirements_and_generated_quantities_are_evaluated()
    {
        var graph = Source.Graph("size N = 3; size M = 2 in 1:4; require N > M else \"too few\"; param real a ~ normal(0, 1); observe real y ~ normal(a, 1); generate real twice = 2 * a; generate real draw ~ normal(a, 1);");
        Assert.Equal(1, new Values(new() { ["N"] = 3, ["M"] = 2 }, []).Scalar(graph.Requirements[0].Condition));
        Assert.Equal(0, new Values(new() { ["N"] = 3, ["M"] = 4 }, []).Scalar(graph.Requirements[0].Condition));
        Assert.Equal(1, new Values([], new() { ["a"] = [0.5] }).Scalar(graph.Generated[0].Value!));
        Assert.IsType<ScalarLaw>(graph.Generated[1].Law);
    }

    [Fact]
    public void Columns_over_all_rows_make_derived_data()
    {
        var graph = Source.Graph("input real x ~ normal(0, 1); data real centre = mean(column(x)); param real a ~ normal(0, 1); observe real y ~ normal(a * (x - centre), 1);");
        var values = new Values(new() { ["row count"] = 4 }, new() { ["x"] = [1, 2, 3, 6] });
        Assert.Equal(3, values.Scalar(graph.DerivedData.Single().Tensor));
    }

    [Fact]
    public void An_explicit_truth_has_laws_for_what_is_observed()
    {
        var graph = Source.Graph("input vector[2] x ~ normal(0, 1); param real a ~ normal(0, 1); observe vector[2] y ~ normal(a * x, 1); truth Q { let s = 2 * x; input x ~ uniform(0, 1); observe y ~ normal(s, 1); }");
        Assert.Equal("y", graph.Truths[0].Observations.Single().Name);
        Assert.Equal("x", graph.Truths[0].Inputs.Single().Name);
    }

    private static double Normal(double y, double mean, double sd) => (-0.5 * Math.Pow((y - mean) / sd, 2)) - Math.Log(sd) - (0.5 * _logTwoPi);

    private static double Mixed(double y) => Math.Log((0.25 * Math.Exp(Normal(y, -1, 1))) + (0.75 * Math.Exp(Normal(y, 2, 1))));

    private static double Chain(double first, double second)
    {
        double[] start = [0.25 * Math.Exp(Normal(first, -1, 1)), 0.75 * Math.Exp(Normal(first, 2, 1))];
        return Math.Log((((start[0] * 0.9) + (start[1] * 0.4)) * Math.Exp(Normal(second, -1, 1))) + (((start[0] * 0.1) + (start[1] * 0.6)) * Math.Exp(Normal(second, 2, 1))));
    }
}
