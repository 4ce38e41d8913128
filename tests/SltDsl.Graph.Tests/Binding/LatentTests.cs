using System.Text.RegularExpressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Tests.Binding;

/// <summary>
/// Latent variables against enumeration: the same text with `observe` for `latent` has the density of complete data, and the sum of
/// that over all values of the latent variables is the density of the row.
/// </summary>
public sealed class LatentTests
{
    private const string Names = """
        size T = 4; size K = 2;
        param real a ~ flat(); param simplex[2] w ~ flat(); param vector[2] mu ~ flat(); param vector[3] nu ~ flat(); param simplex[3] v ~ flat();
        param row_stochastic_matrix[2, 2] A ~ flat(); param row_stochastic_matrix[3, 3] B ~ flat(); param array[2] cov_matrix[2] S ~ wishart(3, identity(2));
        data array[4] int<lower=1, upper=4> g;

        """;

    private const string Chain = "latent array[T] int<lower=1, upper=2> z each t in 1:T ~ categorical(if t == 1 then w else A[z[t - 1]]); ";

    /// <summary>What meets, and the statements.</summary>
    public static TheoryData<string, string> Models => new()
    {
        { "two chains in one observation", Chain + "latent array[T] int<lower=1, upper=3> u each t in 1:T ~ categorical(if t > 1 then B[u[t - 1]] else v); observe vector[T] y each t in 1:T ~ normal(mu[z[t]] + nu[u[t]], 1);" },
        { "a chain and independent members", Chain + "latent array[T] bool o ~ bernoulli(0.2); observe vector[T] y each t in 1:T ~ normal(mu[z[t]], if o[t] then 10 else 1);" },
        { "a chain observed twice", Chain + "observe vector[T] y each t in 1:T ~ normal(mu[z[t]], 1); observe array[T] int<lower=0, upper=1> x each t in 1:T ~ bernoulli(w[z[t]]);" },
        { "a chain that drives another", Chain + "latent array[T] int<lower=1, upper=2> u each t in 1:T ~ categorical(if t == 1 then w else if z[t] == 1 then A[u[t - 1]] else [0.5, 0.5]); observe vector[T] y each t in 1:T ~ normal(mu[u[t]], 1);" },
        { "autoregression that switches", Chain + "observe vector[T] y each t in 2:T ~ normal(mu[z[t]] + a * (y[t - 1] - mu[z[t - 1]]), 1);" },
        { "a chain of second order", "latent array[T] int<lower=1, upper=2> z each t in 1:T ~ categorical(if t == 1 then w else if t == 2 then A[z[t - 1]] else if z[t - 2] == 1 then A[z[t - 1]] else w); observe vector[T] y ~ normal(mu[z], 1);" },
        { "a duration: chain of pairs with transitions of their own steps", "latent array[T] int<lower=0, upper=2> z each t in 1:T ~ binomial(2, if t == 1 then 0.5 else inv_logit(a * z[t - 1] + mu[K] / t)); observe vector[T] y ~ normal(a * z, 1);" },
        { "a mixture of chains", "latent int<lower=1, upper=2> c ~ categorical(w); latent array[T] int<lower=1, upper=2> z each t in 1:T ~ categorical(if t == 1 then w else if c == 1 then A[z[t - 1]] else A[3 - z[t - 1]]); observe vector[T] y each t in 1:T ~ normal(c * mu[z[t]], 1); observe real x ~ normal(c, 1);" },
        { "words of documents", "latent array[2, 3] int<lower=1, upper=2> z each d in 1:2, n in 1:3 ~ categorical(A[d]); observe array[2, 3] int<lower=1, upper=3> y each d in 1:2, n in 1:3 ~ categorical(B[z[d, n]]);" },
        { "words of documents without each", "latent array[2, 3] int<lower=1, upper=2> z ~ categorical(w); observe matrix[2, 3] y ~ normal(a * z, 1);" },
        { "a chain for each subject, of its own kind", "latent array[2] int<lower=1, upper=2> c ~ categorical(w); latent array[2, 3] int<lower=1, upper=2> z each i in 1:2, t in 1:3 ~ categorical(if t == 1 then A[c[i]] else if c[i] == 1 then A[z[i, t - 1]] else w); observe matrix[2, 3] y each i in 1:2, t in 1:3 ~ normal(mu[z[i, t]], 1); observe vector[2] x each i in 1:2 ~ normal(mu[c[i]], 2);" },
        { "independent subjects observed thrice", "latent array[3] int<lower=1, upper=2> c ~ categorical(w); latent array[3] int<lower=1, upper=2> d each i in 1:3 ~ categorical(A[c[i]]); observe vector[3] y ~ normal(mu[c], 1); observe vector[3] x ~ normal(mu[d], 2); observe vector[3] u each i in 1:3 ~ normal(c[i] * mu[d[i]], 3);" },
        { "arrays of different length under one variable", "latent int<lower=1, upper=2> c ~ categorical(w); latent array[2] int<lower=1, upper=2> z ~ categorical(A[c]); latent array[3] int<lower=1, upper=2> u ~ categorical(A[3 - c]); observe vector[2] y ~ normal(mu[z], 1); observe vector[3] x ~ normal(mu[u], 1);" },
        { "a sum of members", "latent array[4] bool z ~ bernoulli(w[1]); observe real y ~ normal(sum(z), 1); observe real x ~ normal(z[1] - z[3], 2);" },
        { "members by data", "latent array[4] int<lower=1, upper=2> z ~ categorical(w); observe vector[4] y each i in 1:4 ~ normal(mu[z[g[i]]], 1);" },
        { "a member ahead", "latent array[T] int<lower=1, upper=2> z ~ categorical(w); observe vector[3] y each t in 1:3 ~ normal(mu[z[t]] + a * z[t + 1], 1);" },
        { "a chain and its number of changes", Chain + "observe vector[T] y ~ normal(mu[z], 1); observe real x ~ normal(sum(z[t] != z[t - 1] for t in 2:T), 1);" },
        { "a fold over members", "latent array[3] int<lower=1, upper=2> z ~ categorical(w); observe real y ~ normal(fold(0, (s, k) => a * s + mu[k], z), 1);" },
        { "covariances by member", "latent array[3] int<lower=1, upper=2> z ~ categorical(w); observe array[3] vector[2] y each t in 1:3 ~ multi_normal_chol(mu * z[t], cholesky(S[z[t]]));" },
        { "shared expressions of members", "latent array[3] int<lower=1, upper=2> z ~ categorical(w); let q = softmax([a * z[t] for t in 1:3]); let r = [mu[z[t]] ^ 2 for t in 1:3]; observe vector[3] y each t in 1:3 ~ normal(r[t], 1 + exp(r[t] / 9));" },
        { "choices between families", Chain + "observe array[T] int<lower=0> y each t in 1:T ~ if z[t] == 1 then poisson(2) else zero_inflated(0.3, poisson(5));" },
        { "elements of a product", "latent array[2] int<lower=1, upper=2> z ~ categorical(w); observe vector[2] y ~ product([normal(mu[z[1]], 1), cauchy(mu[z[2]], 2)]);" },
        { "affine and cut elements", "latent array[2] int<lower=1, upper=2> z ~ categorical(w); observe vector[2] y each i in 1:2 ~ truncate(normal(mu[z[i]], 1), -8, 8);" },
        { "single variables, several observations", "latent int<lower=1, upper=3> z ~ categorical(v); latent bool u ~ bernoulli(if z == 1 then 0.9 else 0.4); observe real y ~ normal(z + a * u, 1); observe real x ~ normal(z, 2);" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void The_density_of_a_row_is_the_sum_over_all_values_of_the_latent_variables(string meets, string statements)
    {
        var graph = Source.Graph(Names + statements);
        var complete = Source.Graph(Names + Regex.Replace(statements, @"\blatent\b", "observe"));
        var random = new Random(meets.Length);
        var latent = complete.Observations.Where(o => graph.Observations.All(g => g.Declaration.Symbol.Name != o.Declaration.Symbol.Name)).ToArray();
        var leaves = new Dictionary<string, double[]>
        {
            ["a"] = [0.7], ["w"] = [0.3, 0.7], ["mu"] = [-1, 1.5], ["nu"] = [0.5, -0.4, 2], ["v"] = [0.2, 0.5, 0.3], ["A"] = [0.9, 0.1, 0.25, 0.75],
            ["B"] = [0.6, 0.3, 0.1, 0.2, 0.7, 0.1, 0.1, 0.2, 0.7], ["S"] = [2, 0.5, 0.5, 1, 1, -0.3, -0.3, 3], ["g"] = [2, 2, 4, 1],
        };
        var sizes = new Dictionary<string, long> { ["T"] = 4, ["K"] = 2 };
        foreach (var observed in graph.Observations)
        {
            leaves[observed.Declaration.Symbol.Name] = [.. Enumerable.Range(0, Count(observed.Declaration.Symbol, sizes)).Select(_ =>
                observed.Declaration.Symbol.Type.Element == ElementKind.Real ? (random.NextDouble() * 4) - 1 : 1)];
        }

        var total = 0.0;
        Enumerate(0);
        Assert.Equal(Math.Log(total), Sum(graph), 11);

        void Enumerate(int n)
        {
            if (n == latent.Length)
            {
                total += Math.Exp(Sum(complete));
                return;
            }

            var name = latent[n].Declaration.Symbol.Name;
            var declared = Assert.Single(graph.Model.Declarations.OfType<LatentDeclaration>(), l => l.Symbol.Name == name);
            var (low, high) = ((int)((Literal)declared.Lower).Value, (int)((Literal)declared.Upper).Value);
            var members = Count(declared.Symbol, sizes);
            for (var code = 0; code < Math.Pow(high - low + 1, members); code++)
            {
                leaves[name] = [.. Enumerable.Range(0, members).Select(m => low + (code / Math.Pow(high - low + 1, m)) % (high - low + 1)).Select(Math.Floor)];
                Enumerate(n + 1);
            }
        }

        double Sum(ModelGraph of)
        {
            var values = new Values(sizes, leaves);
            return of.Observations.Sum(o => values.Scalar(o.LogDensity));
        }
    }

    [Theory]
    [InlineData("size N; latent array[N] bool z ~ bernoulli(0.5); observe real y ~ normal(sum(z[i] for i in 1:2), 1);", "normal(sum(z[i] for i in 1:2), 1)")]
    [InlineData("latent array[20, 9] bool z each t in 1:20, m in 1:9 ~ bernoulli(if t == 1 then 0.5 else 0.1 + 0.8 * z[t - 1, m]); observe matrix[20, 9] y ~ normal(z, 1);", "normal(z, 1)")]
    public void Too_many_joint_states_are_refused_with_their_place(string text, string place)
    {
        var error = Assert.Throws<UnsupportedConstructException>(() => Source.Graph(text));
        Assert.Equal("SLT0407", error.Diagnostic.Code);
        Assert.Equal(place, text.Substring(error.Span.Start, error.Span.Length));
    }

    private static int Count(Symbol symbol, Dictionary<string, long> sizes) => (int)symbol.Type.Extents.Aggregate(1L, (product, extent) => product * extent.Evaluate(sizes));
}
