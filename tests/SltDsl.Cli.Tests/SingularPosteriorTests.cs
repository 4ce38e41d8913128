namespace SltDsl.Cli.Tests;

/// <summary>Diagnostics of singular posteriors name the direction that the data do not see, and what has converged.</summary>
public sealed class SingularPosteriorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private const string ReducedRank = "model R;\nsize H = 2;\ninput vector[2] x ~ normal(0, 1);\nparam matrix[H, 2] A ~ normal(0, 10);\nparam matrix[2, H] B ~ normal(0, 10);\n{0}observe vector[2] y ~ normal(B * A * x, 0.1);\n";

    [Fact]
    public void The_ridge_of_a_factorisation_is_why_the_factors_do_not_converge()
    {
        var named = Sample(string.Format(System.Globalization.CultureInfo.InvariantCulture, ReducedRank, "let C = B * A;\n"), "named");
        Assert.Matches("the ridge .*A → G·A, B → B·G⁻¹.* is why R̂ of `A`.* is high; `C` has converged", named);
        var unnamed = Sample(string.Format(System.Globalization.CultureInfo.InvariantCulture, ReducedRank, ""), "unnamed");
        Assert.Contains("`B * A` is what the data see: name it with a `let`", unnamed);
    }

    [Fact]
    public void Relabelling_is_named_for_a_mixture()
    {
        var model = _folder.Write("mix.slt", "model Mix;\nparam vector[2] mu ~ normal(0, 5);\nobserve real y ~ mixture([0.5, 0.5], k => normal(mu[k], 1));\n");
        var data = _folder.Write("mix.csv", "y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => i % 2 == 0 ? "-4\n" : "4\n")));
        var result = Tool.Run("sample", model, "--data", data, "--seed", "2", "--draws", "200", "--warmup", "200", "-q", "-o", Path.Combine(_folder.Path, "mix"));
        Assert.Contains("2! relabellings", result.Error);
        Assert.Contains("is why R̂ of `mu` is high", result.Error);
    }

    private string Sample(string text, string name)
    {
        var random = new Random(1);
        double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
        var rows = Enumerable.Range(0, 30).Select(_ =>
        {
            var (x1, x2) = (Normal(), Normal());
            return FormattableString.Invariant($"{x1},{x2},{(2 * x1) + (0.1 * Normal())},{x1 - (3 * x2) + (0.1 * Normal())}\n");
        });
        var result = Tool.Run("sample", _folder.Write($"{name}.slt", text), "--data", _folder.Write("rows.csv", "x[1],x[2],y[1],y[2]\n" + string.Concat(rows)), "--seed", "1", "--draws", "300", "--warmup", "200", "--max-tree-depth", "7", "-q", "-o", Path.Combine(_folder.Path, name));
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Error;
    }
}
