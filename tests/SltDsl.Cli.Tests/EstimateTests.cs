using System.Text.Json;
using SltDsl.Algebra;
using SltDsl.Cli.Commands;
using SltDsl.Runtime;
using Xunit.Abstractions;

namespace SltDsl.Cli.Tests;

/// <summary>λ̂ against published and hand-derived values.</summary>
public class EstimateTests(ITestOutputHelper output)
{
    /// <summary>
    /// The example models at the truths whose λ the literature gives, with default settings. Seven cases at 3 standard errors of
    /// t with 15 degrees of freedom: 1 seed in 16 fails by chance where all is right.
    /// </summary>
    [Theory]
    [Trait("Category", "Long")]
    [InlineData("08-tanh-network.slt", "Null", 0.5, 2, "--size", "H=1")]
    [InlineData("08-tanh-network.slt", "Null", 2.0 / 3, 1)]
    [InlineData("06-reduced-rank.slt", "Rank0", 3, 2)]
    [InlineData("06-reduced-rank.slt", "Rank1", 4, 1)]
    [InlineData("05-gaussian-mixture.slt", "One", 0.75, 1)]
    [InlineData("07-deep-linear.slt", "Rank1", 3.5, 2)]
    [InlineData("02-linear-regression.slt", "Sparse", 2.5, 1)]
    public void Estimates_of_the_examples_are_within_3_standard_errors_and_2_percent(string model, string truth, double lambda, int multiplicity, params string[] more)
    {
        var start = Environment.CpuUsage.TotalTime;
        var result = Tool.Run(["rlct", Tool.Example(model), "--truth", truth, "--estimate", "--seed", "1", "--json", "--no-progress", .. more]);
        Assert.True(result.ExitCode == 0, result.Error);
        var estimate = result.Json.GetProperty("estimate");
        output.WriteLine($"{model} {truth}: λ = {lambda}, {estimate}; {(Environment.CpuUsage.TotalTime - start).TotalSeconds:0} CPU s");

        var (value, error) = (estimate.GetProperty("lambda").GetDouble(), estimate.GetProperty("standardError").GetDouble());
        Assert.True(estimate.GetProperty("trusted").GetBoolean());
        Assert.InRange((value - lambda) / error, -3, 3);
        Assert.InRange(error / lambda, 0, 0.02);
        Assert.True(estimate.GetProperty("multiplicity").GetInt32() == multiplicity || estimate.GetProperty("multiplicityProbability").GetDouble() < 0.95);
    }

    /// <summary>
    /// Thirty ideals of the reference table, in a short run: trusted estimates lie within 4 standard errors of λ, of which one may
    /// fail, because poles nearer than the forms that are fitted are not told apart (docs/methods/estimation.md).
    /// </summary>
    [Fact]
    public void Short_estimates_of_thirty_known_ideals_hold_the_exact_value()
    {
        var cases = Ideals().Where((_, i) => i % 3 == 0).Take(30).ToList();
        Assert.Equal(30, cases.Count);
        var results = cases.ConvertAll(c => Estimate(c, new EstimateOptions { Particles = 64, Doublings = 0 }));

        Assert.InRange(results.Count(r => !r.Estimate.Trusted), 0, 3);
        Assert.InRange(results.Count(r => r.Estimate.Trusted && Math.Abs(r.Deviation) > 4), 0, 1);
        Assert.DoesNotContain(results, r => r.Estimate.Trusted && r.Estimate.Multiplicity != r.Multiplicity && r.Estimate.MultiplicityProbability > 0.95);
        Assert.InRange(results.Average(r => r.Deviation), -0.75, 0.75);
    }

    /// <summary>All ideals of the reference table with at most eight variables, with default settings.</summary>
    [Fact]
    [Trait("Category", "Long")]
    public void Estimates_of_the_reference_table_hold_the_exact_value_or_are_flagged()
    {
        var seconds = new List<double>();
        var results = Ideals().Select(c =>
        {
            var start = Environment.CpuUsage.TotalTime;
            var result = Estimate(c, new EstimateOptions());
            seconds.Add((Environment.CpuUsage.TotalTime - start).TotalSeconds);
            return result;
        }).ToList();
        var trusted = results.Where(r => r.Estimate.Trusted).ToList();
        var held = trusted.Count(r => r.Lambda >= r.Estimate.Interval95.Low && r.Lambda <= r.Estimate.Interval95.High);
        output.WriteLine($"{results.Count} cases, {trusted.Count} trusted, {held} held by their 95 % interval, median {seconds.Order().ElementAt(seconds.Count / 2):0.0} CPU s");

        Assert.InRange(results.Count - trusted.Count, 0, results.Count / 20);
        Assert.InRange(trusted.Count(r => Math.Abs(r.Deviation) > 4 || Math.Abs((r.Estimate.Lambda / r.Lambda) - 1) > 0.02), 0, results.Count / 20);
        Assert.DoesNotContain(trusted, r => r.Estimate.Multiplicity != r.Multiplicity && r.Estimate.MultiplicityProbability > 0.95);
    }

    /// <summary>The ideals with a uniform prior; the tool estimates λ at no other.</summary>
    private static List<JsonElement> Ideals() =>
        JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "table.json"))).GetProperty("cases").EnumerateArray()
            .Where(c => c.GetProperty("generators").ValueKind == JsonValueKind.Array && c.GetProperty("variables").GetArrayLength() <= 8
                && c.GetProperty("prior").GetString() == "uniform on the domain").ToList();

    private Result Estimate(JsonElement entry, EstimateOptions options)
    {
        var problem = IdealProblem.Parse(
            Strings(entry.GetProperty("variables")),
            Strings(entry.GetProperty("generators")),
            entry.GetProperty("centre").ValueKind == JsonValueKind.Array ? Strings(entry.GetProperty("centre")) : null,
            entry.GetProperty("domain").EnumerateArray().Select(ends => (ends[0].GetString()!, ends[1].GetString()!)).ToList(),
            entry.GetProperty("prior").GetString());
        var estimate = LearningCoefficient.Estimate(LambdaEstimation.ProblemOf(problem)!, options);
        var lambda = (double)Rational.Parse(entry.GetProperty("lambda").GetString()!);
        var result = new Result(lambda, entry.GetProperty("m").GetInt32(), estimate);
        output.WriteLine($"{entry.GetProperty("id").GetString()}: λ = {lambda:0.0000}, m = {result.Multiplicity}; {estimate.Lambda:0.0000} ± {estimate.StandardError:0.0000} ({result.Deviation:+0.0;-0.0} se), m = {estimate.Multiplicity} at {estimate.MultiplicityProbability:0.00} {string.Join("; ", estimate.Reasons)}");
        return result;
    }

    private static List<string> Strings(JsonElement array) => array.EnumerateArray().Select(e => e.GetString()!).ToList();

    private sealed record Result(double Lambda, int Multiplicity, LambdaEstimate Estimate)
    {
        /// <summary>In standard errors.</summary>
        public double Deviation => (Estimate.Lambda - Lambda) / Estimate.StandardError;
    }
}
