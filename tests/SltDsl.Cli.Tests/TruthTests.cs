using System.Text.Json;

namespace SltDsl.Cli.Tests;

/// <summary>λ and m of the examples at their truths, as published or derived by hand.</summary>
public sealed class TruthTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Aoyagi and Watanabe 2005 (reduced rank), Aoyagi 2024 (deep linear), Watanabe 2009 (tanh network, mixture), d/2 where regular.
    [Theory]
    [InlineData("08-tanh-network.slt", "Null", "1/2", 2, 2, "1", "--size", "H=1")]
    [InlineData("08-tanh-network.slt", "Null", "2/3", 1, 4, "2")]
    [InlineData("06-reduced-rank.slt", "Rank0", "3", 2, 14, "7")]
    [InlineData("06-reduced-rank.slt", "Rank1", "4", 1, 14, "7")]
    [InlineData("05-gaussian-mixture.slt", "One", "3/4", 1, 3, "3/2")]
    [InlineData("07-deep-linear.slt", "Rank1", "7/2", 2, 27, "27/2")]
    [InlineData("02-linear-regression.slt", "Sparse", "5/2", 1, 5, "5/2")]
    public void Exact_values_are_those_of_the_literature(string model, string truth, string lambda, int multiplicity, int dimension, string regular, params string[] more)
    {
        var result = Tool.Run(["rlct", Tool.Example(model), "--truth", truth, "--json", .. more]);
        Assert.True(result.ExitCode == 0, result.Error);
        var answer = result.Json;
        Assert.Equal(truth, answer.GetProperty("truth").GetString());
        Assert.Equal("exact", answer.GetProperty("lambda").GetProperty("status").GetString());
        Assert.Equal(lambda, answer.GetProperty("lambda").GetProperty("value").GetString());
        Assert.Equal(multiplicity, answer.GetProperty("multiplicity").GetProperty("value").GetInt32());
        Assert.Equal(dimension, answer.GetProperty("dimension").GetInt32());
        Assert.Equal(regular, answer.GetProperty("regularLambda").GetString());
        Assert.NotEmpty(answer.GetProperty("evidence").GetProperty("theorem").GetString()!);
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("estimate").ValueKind);
    }

    [Fact]
    public void Without_a_truth_all_are_answered()
    {
        var answer = Tool.Run("rlct", Tool.Example("06-reduced-rank.slt"), "--json").Json;
        Assert.Equal("ReducedRank", answer.GetProperty("model").GetString());
        Assert.Equal(["Rank0", "Rank1"], answer.GetProperty("truths").EnumerateArray().Select(t => t.GetProperty("truth").GetString()));
    }

    [Fact]
    public void A_person_reads_value_theorem_and_the_regular_value()
    {
        var result = Tool.Run("rlct", Tool.Example("06-reduced-rank.slt"), "--truth", "Rank0");
        Assert.StartsWith("ReducedRank at Rank0: λ = 3, m = 2   (exact; d/2 = 7)\n  by ", result.Output);
    }

    [Fact]
    public void A_mistyped_truth_suggests_the_nearest()
    {
        var result = Tool.Run("rlct", Tool.Example("06-reduced-rank.slt"), "--truth", "Rank");
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("did you mean `Rank0`?", result.Error);
    }

    [Fact]
    public void An_estimate_at_a_regular_truth_lies_within_3_standard_errors()
    {
        // λ = d/2 = 1/2; seed fixed, so the test cannot fail by chance once it has passed.
        var model = _folder.Write("n.slt", "model N;\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(a, 1);\ntruth Zero { set a = 0; }\n");
        var result = Tool.Run("rlct", model, "--truth", "Zero", "--estimate", "--seed", "1", "--json", "--no-progress");
        Assert.True(result.ExitCode == 0, result.Error);
        var estimate = result.Json.GetProperty("estimate");
        var (lambda, error) = (estimate.GetProperty("lambda").GetDouble(), estimate.GetProperty("standardError").GetDouble());
        Assert.InRange(lambda, 0.5 - (3 * error), 0.5 + (3 * error));
        Assert.InRange(error, 0, 0.02);
        Assert.Equal(1, estimate.GetProperty("multiplicity").GetInt32());
        Assert.True(estimate.GetProperty("interval95")[0].GetDouble() < lambda);
        Assert.Equal(1UL, estimate.GetProperty("seed").GetUInt64());
        Assert.Equal((lambda - 0.5) / error, result.Json.GetProperty("distance").GetDouble(), 1e-9);

        var text = Tool.Run("rlct", model, "--truth", "Zero", "--estimate", "--seed", "1", "--no-progress").Output;
        Assert.Matches(@"trusted, seed 1, \d+\.\d s; [0-3]\.\d standard errors (above|below) λ", text);
    }

    [Fact]
    public void An_estimate_of_an_ideal_agrees_with_its_exact_value()
    {
        var answer = Tool.Run("rlct", "--ideal", "x*y", "--estimate", "--seed", "2", "--json", "--no-progress").Json;
        var estimate = answer.GetProperty("estimate");
        Assert.Equal("1/2", answer.GetProperty("lambda").GetProperty("value").GetString());
        Assert.Equal(0.5, estimate.GetProperty("lambda").GetDouble(), 3 * estimate.GetProperty("standardError").GetDouble());
        Assert.Equal(2, estimate.GetProperty("multiplicity").GetInt32());
    }

    [Fact]
    public void Info_lists_parameters_symmetries_null_directions_and_truths()
    {
        var info = Tool.Run("info", Tool.Example("06-reduced-rank.slt"), "--json").Json;
        Assert.Equal(14, info.GetProperty("dimension").GetInt32());
        Assert.Equal(10, info.GetProperty("jacobianRank").GetInt32());
        Assert.Equal(4, info.GetProperty("nullDirections").GetArrayLength());
        Assert.Equal(2, info.GetProperty("sizes").GetProperty("H").GetInt64());
        var symmetry = Assert.Single(info.GetProperty("symmetries").EnumerateArray());
        Assert.Equal("SLT1004", symmetry.GetProperty("code").GetString());
        Assert.Equal(4, symmetry.GetProperty("dimension").GetInt32());
        Assert.Equal(["A", "B"], symmetry.GetProperty("parameters").EnumerateArray().Select(p => p.GetString()));
        var a = info.GetProperty("parameters")[0];
        Assert.Equal("matrix[H, M]", a.GetProperty("type").GetString());
        Assert.Equal([2L, 4L], a.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64()));
        Assert.Equal("3", info.GetProperty("truths")[0].GetProperty("lambda").GetProperty("value").GetString());
    }

    [Fact]
    public void Info_follows_sizes_that_are_given()
    {
        var info = Tool.Run("info", Tool.Example("06-reduced-rank.slt"), "--size", "H=1", "--json").Json;
        Assert.Equal(7, info.GetProperty("dimension").GetInt32());
        Assert.Equal(6, info.GetProperty("jacobianRank").GetInt32());
    }

    [Fact]
    public void Silenced_findings_stay_in_the_json_with_their_reason()
    {
        var diagnostics = Tool.Run("check", Tool.Example("12-hmm.slt"), "--json").Json.GetProperty("diagnostics").EnumerateArray().ToList();
        var silenced = Assert.Single(diagnostics, d => d.GetProperty("suppressed").GetBoolean());
        Assert.Equal("SLT1006", silenced.GetProperty("code").GetString());
        Assert.NotEmpty(silenced.GetProperty("reason").GetString()!);
    }
}
