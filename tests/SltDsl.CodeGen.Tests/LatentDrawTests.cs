using System.Text.RegularExpressions;
using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>
/// Draws of latent variables that meet, given a row, against the density of complete data: the same text with `observe` for
/// `latent`. 8 000 equal rows, a chi-square test at the level 1e-4 with a fixed seed.
/// </summary>
public sealed class LatentDrawTests
{
    private const int Rows = 8_000;

    /// <summary>Statements, the values of each member, the observed row, and the limit of the statistic.</summary>
    public static TheoryData<string, int[][], double[][], double> Models => new()
    {
        {
            // Two chains: 64 paths, 63 degrees of freedom.
            "latent array[3] int<lower=1, upper=2> z each t in 1:3 ~ categorical(if t == 1 then [0.3, 0.7] else [[0.8, 0.2], [0.25, 0.75]][z[t - 1]]); "
            + "latent array[3] int<lower=1, upper=2> u each t in 1:3 ~ categorical(if t == 1 then [0.6, 0.4] else [[0.7, 0.3], [0.4, 0.6]][u[t - 1]]); "
            + "observe vector[3] y each t in 1:3 ~ normal(a * z[t] - u[t], 1);",
            [[1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2]], [[0.4, -0.3, 1.1]], 113
        },
        {
            // A variable that meets an array and a second observation: 16 values.
            "latent bool c ~ bernoulli(0.4); latent array[3] bool z ~ bernoulli(if c then 0.7 else 0.2); "
            + "observe vector[3] y ~ normal(a * z, 1); observe real x ~ normal(c, 1);",
            [[0, 1], [0, 1], [0, 1], [0, 1]], [[0.4, 1.3, 0.1], [0.6]], 45
        },
        {
            // Kinds of subjects with a chain each: 4 · 16 values.
            "latent array[2] int<lower=1, upper=2> c ~ categorical([0.4, 0.6]); "
            + "latent array[2, 2] int<lower=1, upper=2> z each i in 1:2, t in 1:2 ~ categorical(if t == 1 then [0.5, 0.5] else if c[i] == 1 then [0.3, 0.7] else [[0.8, 0.2], [0.4, 0.6]][z[i, t - 1]]); "
            + "observe matrix[2, 2] y each i in 1:2, t in 1:2 ~ normal(a * z[i, t], 1);",
            [[1, 2], [1, 2], [1, 2], [1, 2], [1, 2], [1, 2]], [[0.4, 1.3, 2.4, 0.1]], 113
        },
        {
            // Members that meet in a sum: 16 values.
            "latent array[4] bool z ~ bernoulli(0.4); observe real y ~ normal(a * sum(z) + z[2], 1);",
            [[0, 1], [0, 1], [0, 1], [0, 1]], [[1.9]], 45
        },
        {
            // Autoregression that switches: 8 paths.
            "latent array[3] int<lower=1, upper=2> z each t in 1:3 ~ categorical(if t == 1 then [0.3, 0.7] else [[0.8, 0.2], [0.25, 0.75]][z[t - 1]]); "
            + "observe vector[3] y each t in 2:3 ~ normal(a * z[t] + 0.5 * (y[t - 1] - z[t - 1]), 1);",
            [[1, 2], [1, 2], [1, 2]], [[0.4, 1.3, 2.0]], 29.9
        },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Latent_variables_that_meet_are_drawn_given_their_row(string statements, int[][] members, double[][] row, double limit)
    {
        double[] w = [1.2];
        var code = new List<string>();
        foreach (Match latent in Regex.Matches(statements, @"latent (?:array\[([0-9, ]+)\] )?\S+ (?:\S+ )?(\w) (?:each|~)"))
        {
            int[] extents = [.. latent.Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse)];
            for (var n = 0; n < extents.Aggregate(1, (p, e) => p * e); n++)
            {
                var positions = extents.Length == 2 ? $"[{(n / extents[1]) + 1}, {(n % extents[1]) + 1}]" : extents.Length == 1 ? $"[{n + 1}]" : "";
                code.Add($"{Math.Pow(10, code.Count)} * {latent.Groups[2].Value}{positions}");
            }
        }

        Assert.Equal(members.Length, code.Count);
        var model = Create("param real a ~ normal(0, 1); " + statements + $" generate real code = {string.Join(" + ", code)};");
        var rows = new Dataset(Rows, [.. row.Select(c => c.SelectMany(v => Enumerable.Repeat(v, Rows)).ToArray())]);
        var drawn = new double[Rows];
        var random = new SltRandom(5);
        model.Derive(w, rows, ref random, drawn);

        var complete = Create("param real a ~ normal(0, 1); " + Regex.Replace(statements, @"\blatent\b", "observe"));
        var weights = new Dictionary<double, double>();
        var columns = complete.Columns.Take(complete.Columns.Count - row.Length).Select(c => c.Count).ToArray();
        for (var n = 0; n < members.Aggregate(1, (p, m) => p * m.Length); n++)
        {
            var rest = n;
            var values = members.Select(m => Next(m, ref rest)).ToArray();
            var at = 0;
            double[][] latent = [.. columns.Select(c => values[at..(at += c)])];
            weights[values.Select((v, k) => v * Math.Pow(10, k)).Sum()] = Math.Exp(complete.LogLikelihood(w, new Dataset(1, [.. latent, .. row])));
        }

        var total = weights.Values.Sum();
        Assert.Equal(Rows * Math.Log(total), model.LogLikelihood(w, rows), Rows * 1e-11);
        Assert.All(drawn, d => Assert.Contains(d, weights.Keys));
        Assert.InRange(weights.Sum(v => Math.Pow(drawn.Count(d => d == v.Key) - (Rows * v.Value / total), 2) / (Rows * v.Value / total)), 0, limit);
    }

    private static double Next(int[] values, ref int rest)
    {
        var value = values[rest % values.Length];
        rest /= values.Length;
        return value;
    }

    private static ISltModel Create(string text) =>
        Compiled.Factory(GraphBuilder.Build(SltCompilation.Compile(new("Model.slt", text), new BindingOptions()).Model!)).Create();
}
