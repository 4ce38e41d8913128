using SltDsl.Cli.Output;
using SltDsl.Cli.Output.Json;

namespace SltDsl.Cli.Tests;

/// <summary>λ̂ beside what is proved: their distance, and what is said when both cannot be right.</summary>
public class ProvedAndEstimatedTests
{
    [Theory]
    [InlineData("exact", "1/2", "1/2", 0.52, 2.0)]
    [InlineData("exact", "1/2", "1/2", 0.45, -5.0)]
    [InlineData("bounded", "1/2", "3/4", 0.6, 0.0)]
    [InlineData("bounded", "1/2", "3/4", 0.77, 2.0)]
    [InlineData("bounded", "1/2", null, 100, 0.0)]
    [InlineData("bounded", "1/2", null, 0.48, -2.0)]
    public void The_distance_is_in_standard_errors(string status, string lower, string? upper, double lambda, double distance) =>
        Assert.Equal(distance, ProvedAndEstimated.Distance(new(status, null, lower, upper), Estimate(lambda, trusted: true))!.Value, 1e-9);

    [Fact]
    public void Nothing_proved_or_no_error_has_no_distance()
    {
        Assert.Null(ProvedAndEstimated.Distance(new("undecided", null, "0", null), Estimate(1, trusted: true)));
        Assert.Null(ProvedAndEstimated.Distance(new("exact", "infinity", "infinity", "infinity"), Estimate(1, trusted: true)));
        Assert.Null(ProvedAndEstimated.Distance(new("exact", "1", "1", "1"), Estimate(1, trusted: true) with { StandardError = double.PositiveInfinity }));
    }

    [Theory]
    [InlineData(0.45, true, true)]
    [InlineData(0.47, true, false)]
    [InlineData(0.45, false, false)]
    public void A_trusted_contradiction_is_reported_as_a_defect(double lambda, bool trusted, bool told)
    {
        var error = new StringWriter();
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, error);
        ProvedAndEstimated.Report(new MessageWriter(terminal), "`Q`", new("exact", "1/2", "1/2", "1/2"), Estimate(lambda, trusted));
        Assert.Equal(told, error.ToString().Contains("one of the two is a defect of slt", StringComparison.Ordinal));
        Assert.Equal(told, error.ToString().Contains("5.0 standard errors", StringComparison.Ordinal));
    }

    private static EstimateDocument Estimate(double lambda, bool trusted) => new(lambda, 0.01, [0, 1], 1, 1, trusted, [], 1, 0, 0, 0, 1);
}
