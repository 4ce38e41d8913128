using System.Text.Json;

namespace SltDsl.Cli.Tests;

public sealed class DensityTests : IDisposable
{
    private const string Normal = "model N;\nparam real mu ~ normal(1, 2);\nparam positive s ~ exponential(1);\nobserve real y ~ normal(mu, s);\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Densities_and_gradient_are_those_of_the_formula()
    {
        double[] rows = [0.5, -1.25, 2];
        var (mu, s) = (0.3, 1.7);
        var answer = Density(Normal, "y\n0.5\n-1.25\n2\n", "{\"mu\": 0.3, \"s\": 1.7}");
        double LogNormal(double x, double m, double sd) => (-0.5 * Math.Log(2 * Math.PI)) - Math.Log(sd) - (0.5 * (x - m) * (x - m) / (sd * sd));
        var likelihood = rows.Sum(y => LogNormal(y, mu, s));
        var prior = LogNormal(mu, 1, 2) - s;
        Assert.Equal(likelihood, answer.GetProperty("logLikelihood").GetDouble(), 1e-12);
        Assert.Equal(prior, answer.GetProperty("logPrior").GetDouble(), 1e-12);
        Assert.Equal(likelihood + prior, answer.GetProperty("logPosterior").GetDouble(), 1e-12);
        var gradient = answer.GetProperty("gradient");
        Assert.Equal(rows.Sum(y => (y - mu) / (s * s)) - ((mu - 1) / 4), gradient.GetProperty("mu").GetDouble(), 1e-12);
        Assert.Equal(rows.Sum(y => ((y - mu) * (y - mu) / (s * s * s)) - (1 / s)) - 1, gradient.GetProperty("s").GetDouble(), 1e-12);
    }

    [Fact]
    public void A_missing_observation_contributes_nothing()
    {
        const string Point = "{\"mu\": 0.3, \"s\": 1.7}";
        Assert.Equal(
            Density(Normal, "y\n0.5\n2\n", Point).GetProperty("logLikelihood").GetDouble(),
            Density(Normal, "y\n0.5\nnan\n2\n", Point).GetProperty("logLikelihood").GetDouble(),
            1e-12);
    }

    [Fact]
    public void The_last_entry_of_a_simplex_has_no_derivative_of_its_own()
    {
        const string Model = "model S;\nparam simplex[3] p ~ dirichlet([2, 3, 4]);\nobserve int<lower=1, upper=3> y ~ categorical(p);\n";
        var answer = Density(Model, "y\n1\n1\n3\n", "{\"p\": [0.2, 0.3, 0.5]}");
        var gradient = answer.GetProperty("gradient").GetProperty("p");
        // log posterior = (2 + 1) log p1 + 2 log p2 + (1 + 3) log(1 − p1 − p2) + const
        Assert.Equal((3 / 0.2) - (4 / 0.5), gradient[0].GetDouble(), 1e-10);
        Assert.Equal((2 / 0.3) - (4 / 0.5), gradient[1].GetDouble(), 1e-10);
        Assert.Equal(JsonValueKind.Null, gradient[2].ValueKind);
    }

    [Fact]
    public void The_upper_triangle_of_a_covariance_matrix_follows_from_the_lower()
    {
        const string Model = "model C;\nparam cov_matrix[2] S ~ inv_wishart(4, identity(2));\nobserve vector[2] y ~ multi_normal(zeros(2), S);\n";
        var gradient = Density(Model, "{\"y\": [[1, 0.5], [0.2, -1]]}", "{\"S\": [[2, 0.3], [0.3, 1]]}", "rows.json").GetProperty("gradient").GetProperty("S");
        Assert.Equal(JsonValueKind.Null, gradient[0][1].ValueKind);
        Assert.Equal(JsonValueKind.Number, gradient[1][0].ValueKind);
        Assert.Equal(JsonValueKind.Number, gradient[0][0].ValueKind);
        Assert.Equal(JsonValueKind.Number, gradient[1][1].ValueKind);
    }

    [Fact]
    public void Sizes_and_hyperparameters_are_taken_from_the_command_line()
    {
        const string Model = "model H;\nsize K = 2 in 1:4;\nhyper real a = 1 in [0.1, 10];\nparam vector[K] m ~ normal(0, a);\nobserve real y ~ normal(sum(m), 1);\n";
        var answer = Density(Model, "y\n0\n", "{\"m\": [0, 0, 0]}", "rows.csv", "--size", "K=3", "--hyper", "a=0.5");
        Assert.Equal(3 * (Math.Log(2) - (0.5 * Math.Log(2 * Math.PI))), answer.GetProperty("logPrior").GetDouble(), 1e-12);
    }

    [Fact]
    public void A_compiled_model_is_kept_and_a_damaged_one_made_anew_under_two_processes()
    {
        var (model, data, point) = (_folder.Write("n.slt", Normal), _folder.Write("rows.csv", "y\n1\n"), _folder.Write("p.json", "{\"mu\": 0, \"s\": 1}"));
        string[] args = ["density", model, "--data", data, "--at", point, "--json"];
        var expected = Tool.Run(args).Output;
        var entry = new DirectoryInfo(Environment.GetEnvironmentVariable("SLT_CACHE")!).GetFiles().OrderByDescending(f => f.LastWriteTimeUtc).First();
        File.WriteAllText(entry.FullName, "damaged");
        var results = Enumerable.Range(0, 2).AsParallel().WithDegreeOfParallelism(2).Select(_ => Tool.Start("", args)).ToList();
        Assert.All(results, result => Assert.Equal((0, expected), (result.ExitCode, result.Output)));
        Assert.NotEqual("damaged", File.ReadAllText(entry.FullName));
    }

    [Theory]
    [InlineData("has no value for `s`", "{\"mu\": 0}")]
    [InlineData("names `sigma`", "{\"mu\": 0, \"s\": 1, \"sigma\": 2}")]
    [InlineData("no number at `mu`", "{\"mu\": [0], \"s\": 1}")]
    [InlineData("no number at `mu`", "{\"mu\": \"a\", \"s\": 1}")]
    [InlineData("outside the parameter space", "{\"mu\": 0, \"s\": -1}")]
    [InlineData("is not JSON (line 1, column ", "{\"mu\": 0,")]
    public void A_wrong_point_names_the_place(string message, string point)
    {
        var result = Tool.Run("density", _folder.Write("n.slt", Normal), "--data", _folder.Write("rows.csv", "y\n1\n"), "--at", _folder.Write("p.json", point));
        Assert.Equal(3, result.ExitCode);
        Assert.Contains("p.json", result.Error);
        Assert.Contains(message, result.Error);
    }

    [Theory]
    [InlineData("`--size KK`", "--size", "KK=1")]
    [InlineData("`--size K` is not a name with a value", "--size", "K")]
    [InlineData("`--hyper a=x` is not", "--hyper", "a=x")]
    public void A_wrong_size_or_hyperparameter_is_wrong_usage(string message, params string[] args)
    {
        var (model, data, point) = (_folder.Write("n.slt", Normal), _folder.Write("rows.csv", "y\n1\n"), _folder.Write("p.json", "{\"mu\": 0, \"s\": 1}"));
        var result = Tool.Run(["density", model, "--data", data, "--at", point, .. args]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
    }

    private JsonElement Density(string model, string data, string point, string name = "rows.csv", params string[] more)
    {
        var result = Tool.Run(["density", _folder.Write("m.slt", model), "--data", _folder.Write(name, data), "--at", _folder.Write("p.json", point), "--gradient", "--json", .. more]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Json;
    }
}
