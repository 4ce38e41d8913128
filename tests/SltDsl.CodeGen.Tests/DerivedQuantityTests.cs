using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>Quantities that follow from parameters and data, predictive draws, and data that columns over all rows give.</summary>
public sealed class DerivedQuantityTests
{
    private static ISltModelFactory Factory(string text)
    {
        var compilation = SltCompilation.Compile(new("Model.slt", text), new BindingOptions());
        Assert.True(compilation.Model is not null, string.Join("\n", compilation.Diagnostics.Select(d => d.Message)));
        return Compiled.Factory(GraphBuilder.Build(compilation.Model!));
    }

    private static DataFile File(params (string Name, double[] Values)[] columns) =>
        new("rows.json", [.. columns.Select(c => new DataColumn(c.Name, [c.Values.Length], c.Values, false))]);

    private static Dictionary<string, double[]> Derive(ISltModel model, double[] w, Dataset rows, ulong seed = 1)
    {
        var layouts = model.DerivedWith(rows);
        var values = new double[layouts.Sum(l => l.Count)];
        var random = new SltRandom(seed);
        model.Derive(w, rows, ref random, values);
        return layouts.ToDictionary(l => l.Name, l => values[l.Offset..(l.Offset + l.Count)]);
    }

    [Fact]
    public void A_value_of_each_row_and_sums_over_rows()
    {
        var model = Factory("""
            input vector[2] x ~ normal(0, 1); param real a ~ normal(0, 1); param vector[2] b ~ normal(0, 1);
            let mu = a + dot(b, x);
            observe real y ~ normal(mu, 1);
            generate real residual = y - mu;
            generate real total = sum(column(residual));
            generate vector[2] scaled = x * total;
            generate real twice = 2 * a;
            generate real spread = sd(column(y));
            generate real corner = sum(column(scaled)[:, 2]) + column(x)[2, 1];
            """).Create();
        double[] x1 = [1, 2, 3], x2 = [0.5, -1, 4], y = [1, 7, -2];
        var rows = new Dataset(3, [[.. x1, .. x2], y]);
        double a = 0.3, b1 = 2, b2 = -1;
        var derived = Derive(model, [a, b1, b2], rows);
        double[] residual = [.. Enumerable.Range(0, 3).Select(i => y[i] - (a + (b1 * x1[i]) + (b2 * x2[i])))];
        Assert.Equal(residual, derived["residual"], (p, q) => Math.Abs(p - q) < 1e-12);
        var total = Assert.Single(derived["total"]);
        Assert.Equal(residual.Sum(), total, 12);
        Assert.Equal([2 * a], derived["twice"]);
        Assert.Equal(Math.Sqrt(21), derived["spread"][0], 12);
        Assert.Equal(Enumerable.Range(0, 3).SelectMany(i => new[] { x1[i] * total, x2[i] * total }).ToArray(), derived["scaled"], (p, q) => Math.Abs(p - q) < 1e-12);
        Assert.Equal((3.5 * total) + 2, derived["corner"][0], 12);
        Assert.Equal(["twice"], model.Derived.Select(l => l.Name));
    }

    [Fact]
    public void A_prediction_of_each_row_has_the_models_law_and_others_read_it()
    {
        var model = Factory("""
            input real x ~ normal(0, 1); param real a ~ normal(0, 1); param positive s ~ exponential(1);
            observe real y ~ normal(a * x, s);
            generate real shift ~ normal(a, 2);
            generate real y_rep ~ normal(a * x + shift, s);
            generate int above = y_rep > y;
            generate real share = mean(column(above));
            generate real centre = mean(column(y_rep)) - shift;
            """).Create();
        const int Rows = 4_000;
        var rows = new Dataset(Rows, [[.. Enumerable.Range(0, Rows).Select(i => i % 2.0)], [.. Enumerable.Repeat(1.0, Rows)]]);
        var derived = Derive(model, [1.5, 0.5], rows);
        var shift = derived["shift"][0];
        Assert.NotEqual(1.5, shift);
        double[] standard = [.. derived["y_rep"].Select((y, i) => (y - shift - (1.5 * (i % 2))) / 0.5)];

        // Two tests at |z| < 4.5: 1.4e-5.
        Assert.InRange(standard.Average() * Math.Sqrt(Rows), -4.5, 4.5);
        Assert.InRange((standard.Average(z => z * z) - 1) * Math.Sqrt(Rows / 2.0), -4.5, 4.5);
        Assert.Equal(derived["y_rep"].Select(y => y > 1 ? 1.0 : 0.0), derived["above"]);
        Assert.Equal(derived["above"].Average(), derived["share"][0], 12);
        Assert.Equal(derived["y_rep"].Average() - shift, derived["centre"][0], 10);
        Assert.Equal(derived["y_rep"], Derive(model, [1.5, 0.5], rows)["y_rep"]);
        Assert.NotEqual(derived["y_rep"], Derive(model, [1.5, 0.5], rows, seed: 2)["y_rep"]);
    }

    [Fact]
    public void Vector_predictions_and_predictions_without_rows()
    {
        var model = Factory("""
            size K = 3; input simplex[K] p ~ dirichlet(ones(K)); param vector[K] m ~ normal(0, 1);
            observe int<lower=1, upper=K> y ~ categorical(p);
            generate int<lower=1, upper=K> z ~ categorical(p);
            generate vector[K] v ~ multi_normal(m + p, identity(K));
            generate vector[K] w ~ normal(m, 1e-9);
            generate vector[K] sorted = sort(p);
            """).Create();
        var rows = new Dataset(2, [[0.0, 0.2, 1.0, 0.5, 0.0, 0.3], [1, 2]]);
        var derived = Derive(model, [10, 20, 30], rows);
        Assert.Equal(2, derived["z"][0]);
        Assert.InRange(derived["v"][4], 15, 26);
        Assert.Equal([10, 20, 30], derived["w"], (a, b) => Math.Abs(a - b) < 1e-6);
        Assert.Equal([0.0, 0.0, 1.0, 0.2, 0.3, 0.5], derived["sorted"]);
        Assert.Equal([2, 3], model.DerivedWith(rows).Single(l => l.Name == "v").Extents);
    }

    [Fact]
    public void Shared_data_of_columns_are_computed_once_from_the_file()
    {
        var factory = Factory("""
            hyper real h = 2;
            input vector[2] x; data vector[2] centre = [mean(column(x)[:, j]) for j in 1:2];
            input real u; data real y_sd = h * sd(column(u));
            data real more = y_sd + 1; require more > 1;
            let z = x - centre; param real b ~ normal(0, y_sd);
            observe real y ~ normal(b * sum(z), 1);
            """);
        var file = new DataFile("rows.json",
        [
            new("x", [3, 2], [1.0, 10, 2, 20, 6, 60], false), new("u", [3], [1.0, 3, 5], false), new("y", [3], [0.0, 0, 0], false),
        ]);
        var model = factory.Create(file);
        Assert.Equal((-0.5 * Math.Pow(0.7 / 4, 2)) - Math.Log(4) - (0.5 * Math.Log(2 * Math.PI)), model.LogPrior([0.7]), 12);
        double[] sums = [.. new[] { (1, 10), (2, 20), (6, 60) }.Select(r => r.Item1 - 3.0 + r.Item2 - 30)];
        var expected = sums.Sum(s => (-0.5 * 0.49 * s * s) - (0.5 * Math.Log(2 * Math.PI)));
        Assert.Equal(expected, model.LogLikelihood([0.7], model.Load(file)), 10);
        Assert.Contains("`centre` is computed from the rows", Assert.Throws<ModelException>(() => factory.Create()).Message);
    }

    [Fact]
    public void Sizes_follow_from_others_and_from_data()
    {
        var factory = Factory("""
            size K; size L = 2 * K + 1; input int<lower=1> group; input vector[L] x;
            size G = max(column(group)) + div(K, 2);
            param vector[G] a ~ normal(0, 1);
            observe real y ~ normal(a[group] + L * sum(x), 1);
            generate int sizes = 100 * G + 10 * K + L;
            """);
        var file = new DataFile("rows.json", [new("group", [2], [4, 2], true), new("x", [2, 5], new double[10], false), new("y", [2], [0.5, 1.5], false)]);
        var model = factory.Create(file);
        Assert.Equal((2, 5, 5), (model.SizeValues["K"], model.SizeValues["L"], model.SizeValues["G"]));
        Assert.Equal([525.0], Derive(model, new double[5], model.Load(file))["sizes"]);
        Assert.Equal(7, factory.Create(null, new Dictionary<string, long> { ["K"] = 3, ["G"] = 2 }).SizeValues["L"]);
        Assert.Contains("`size L = 2 * K + 1`", Assert.Throws<DataException>(() => factory.Create(file, new Dictionary<string, long> { ["K"] = 3, ["L"] = 5 })).Message);
    }

    [Fact]
    public void A_missing_value_in_a_column_is_said()
    {
        var factory = Factory("input real x; param real a ~ normal(0, 1); observe real y ~ normal(a * x, 1); data real m = mean(column(y)); factor a ~ normal(m, 1);");
        var thrown = Assert.Throws<DataException>(() => factory.Create(File(("x", [1, 2]), ("y", [1, double.NaN]))));
        Assert.Contains("`m` of Model is NaN", thrown.Message);
    }

    [Fact]
    public void A_latent_variable_is_drawn_given_its_row()
    {
        // Two variables that meet in one observation, and a second observation of the first: 8 000 equal rows against Bayes' theorem.
        var model = Factory("""
            param real a ~ normal(0, 1);
            latent int<lower=1, upper=3> z ~ categorical([0.2, 0.5, 0.3]);
            latent bool u ~ bernoulli(if z == 1 then 0.9 else 0.4);
            let mu = z + a * u;
            observe real y ~ normal(mu, 1);
            observe real v ~ normal(z, 2);
            generate int state = 10 * z + u;
            generate real again ~ normal(mu, 1e-9);
            """).Create();
        const int Rows = 8_000;
        const double A = 1.5, Y = 2.2, V = 3.1;
        var rows = new Dataset(Rows, [[.. Enumerable.Repeat(Y, Rows)], [.. Enumerable.Repeat(V, Rows)]]);
        var derived = Derive(model, [A], rows);
        double[] prior = [0.2, 0.5, 0.3];
        var joint = new Dictionary<double, double>();
        for (var z = 1; z <= 3; z++)
        {
            for (var u = 0; u <= 1; u++)
            {
                var p = z == 1 ? 0.9 : 0.4;
                joint[(10 * z) + u] = prior[z - 1] * (u == 1 ? p : 1 - p) * Math.Exp((-0.5 * Math.Pow(Y - z - (A * u), 2)) - (Math.Pow(V - z, 2) / 8));
            }
        }

        var total = joint.Values.Sum();
        var chiSquare = joint.Sum(j => Math.Pow(derived["state"].Count(s => s == j.Key) - (Rows * j.Value / total), 2) / (Rows * j.Value / total));
        Assert.InRange(chiSquare, 0, 25.7); // 5 degrees of freedom: 1e-4.
        Assert.Equal(derived["state"].Select(s => Math.Floor(s / 10) + (A * (s % 10))), derived["again"], (p, q) => Math.Abs(p - q) < 1e-6);

        var density = Math.Log(total) - Math.Log(2 * Math.PI) - Math.Log(2);
        Assert.Equal(Rows * density, model.LogLikelihood([A], rows), Rows * 1e-11);
        Assert.Equal(["state", "again"], model.DerivedWith(rows).Select(l => l.Name));
    }

    [Fact]
    public void Latent_arrays_are_drawn_given_their_row()
    {
        var model = Factory("""
            param real a ~ normal(0, 1);
            latent array[3] int<lower=1, upper=2> z each t in 1:3 ~ categorical(if t == 1 then [0.3, 0.7] else [[0.9, 0.1], [0.25, 0.75]][z[t - 1]]);
            observe vector[3] y each t in 1:3 ~ normal(a * z[t], 1);
            latent array[2] int<lower=0, upper=2> c ~ binomial(2, 0.4);
            observe vector[2] v ~ normal(c, 1);
            observe vector[2] w ~ normal(2 * c, 2);
            generate int path = z[1] + 10 * z[2] + 100 * z[3];
            generate int pair = c[1] + 10 * c[2];
            """).Create();
        const int Rows = 8_000;
        const double A = 1.2;
        double[] y = [0.9, 2.5, 1.4], v = [0.3, 1.2], w = [1.7, 3.0];
        var rows = new Dataset(Rows, [.. new[] { y, v, w }.Select(c => c.SelectMany(x => Enumerable.Repeat(x, Rows)).ToArray())]);
        var derived = Derive(model, [A], rows);
        double[] start = [0.3, 0.7];
        double[][] next = [[0.9, 0.1], [0.25, 0.75]];
        var paths = new Dictionary<double, double>();
        for (var code = 0; code < 8; code++)
        {
            int[] z = [1 + (code & 1), 1 + ((code >> 1) & 1), 1 + (code >> 2)];
            paths[z[0] + (10 * z[1]) + (100 * z[2])] = start[z[0] - 1] * next[z[0] - 1][z[1] - 1] * next[z[1] - 1][z[2] - 1]
                * Math.Exp(-0.5 * z.Select((s, t) => Math.Pow(y[t] - (A * s), 2)).Sum());
        }

        double[] binomial = [0.36, 0.48, 0.16];
        var pairs = new Dictionary<double, double>();
        for (var code = 0; code < 9; code++)
        {
            int[] c = [code % 3, code / 3];
            pairs[c[0] + (10 * c[1])] = c.Select((k, i) => binomial[k] * Math.Exp((-0.5 * Math.Pow(v[i] - k, 2)) - (Math.Pow(w[i] - (2 * k), 2) / 8))).Aggregate((p, q) => p * q);
        }

        // 7 and 8 degrees of freedom, 1e-4 each.
        Assert.InRange(ChiSquare(paths, derived["path"]), 0, 29.9);
        Assert.InRange(ChiSquare(pairs, derived["pair"]), 0, 31.8);
        var expected = Math.Log(paths.Values.Sum()) + Math.Log(pairs.Values.Sum()) - (7 * 0.5 * Math.Log(2 * Math.PI)) - (2 * Math.Log(2));
        Assert.Equal(Rows * expected, model.LogLikelihood([A], rows), Rows * 1e-11);
    }

    [Fact]
    public void A_chain_with_transitions_of_its_steps_and_a_given_first_element()
    {
        // Cormack, Jolly and Seber: alive until a last step, seen with a probability of the step.
        var model = Factory("""
            param vector<lower=0, upper=1>[2] phi ~ beta(1, 1); param vector<lower=0, upper=1>[2] p ~ beta(1, 1);
            latent array[3] int<lower=1, upper=2> z each t in 1:3 ~ categorical(if t == 1 then [1, 0] else [[phi[t - 1], 1 - phi[t - 1]], [0, 1]][z[t - 1]]);
            observe array[3] int<lower=0, upper=1> y each t in 2:3 ~ bernoulli(if z[t] == 1 then p[t - 1] else 0);
            generate int alive = sum(z[t] == 1 for t in 1:3);
            """).Create();
        double[] phi = [0.8, 0.6], p = [0.7, 0.4];
        double Chance(int y2, int y3) => new[] { 1, 2, 3 }.Sum(last => Path(last, y2, y3));
        double Path(int last, int y2, int y3)
        {
            var survival = last switch { 1 => 1 - phi[0], 2 => phi[0] * (1 - phi[1]), _ => phi[0] * phi[1] };
            double Seen(int y, bool isAlive, double chance) => isAlive ? (y == 1 ? chance : 1 - chance) : 1 - y;
            return survival * Seen(y2, last >= 2, p[0]) * Seen(y3, last >= 3, p[1]);
        }

        const int Rows = 8_000;
        var rows = new Dataset(Rows, [[.. Enumerable.Repeat(1.0, Rows), .. Enumerable.Repeat(0.0, 2 * Rows)]]);
        double[] w = [.. phi, .. p];
        Assert.Equal(Rows * Math.Log(Chance(0, 0)), model.LogLikelihood(w, rows), Rows * 1e-11);
        Assert.Equal(Math.Log(Chance(1, 0)), model.LogLikelihood(w, new Dataset(1, [[1, 1, 0]])), 1e-12);
        Assert.Equal(Math.Log(Chance(0, 1)), model.LogLikelihood(w, new Dataset(1, [[1, 0, 1]])), 1e-12);

        // 2 degrees of freedom, 1e-4.
        Assert.InRange(ChiSquare(new[] { 1, 2, 3 }.ToDictionary(last => (double)last, last => Path(last, 0, 0)), Derive(model, w, rows)["alive"]), 0, 18.4);
    }

    private static double ChiSquare(Dictionary<double, double> weights, double[] draws)
    {
        var total = weights.Values.Sum();
        Assert.All(draws, d => Assert.Contains(d, weights.Keys));
        return weights.Sum(j => Math.Pow(draws.Count(s => s == j.Key) - (draws.Length * j.Value / total), 2) / (draws.Length * j.Value / total));
    }
}
