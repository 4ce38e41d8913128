using System.Text.Json;

namespace SltDsl.Runtime.Tests;

/// <summary>A posterior of posteriordb (Magnusson et al.) with its reference draws' moments; its data files may not be kept in this repository.</summary>
internal sealed class ReferencePosterior
{
    private readonly string _folder;
    private readonly JsonElement _data;

    private ReferencePosterior(string folder)
    {
        _folder = folder;
        _data = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "data.json"))).RootElement;
    }

    /// <summary>Finds it in shared/ beside the repository, or skips the test.</summary>
    public static ReferencePosterior Find(string name) => new(ReferenceFolder.Find(name));

    public double[] Data(string name) => _data.GetProperty(name).EnumerateArray().Select(e => e.GetDouble()).ToArray();

    /// <summary>Mean and sd within 4 combined Monte Carlo errors of the reference, and R̂ under 1.01.</summary>
    public void AssertAgrees(string name, double[][] draws)
    {
        var parameter = JsonDocument.Parse(File.ReadAllText(Path.Combine(_folder, "reference.json"))).RootElement.GetProperty("parameters").GetProperty(name);
        double Value(string field) => parameter.GetProperty(field).GetDouble();
        var summary = QuantitySummary.Of(name, draws);

        // The reference's own error of its sd, from its effective size and the draws' kurtosis.
        var size = Math.Pow(Value("sd") / Value("mcse_mean"), 2);
        var kurtosis = SplitDraws(draws).Average(x => Math.Pow((x - summary.Mean) / summary.Sd, 4));
        var sdError = Value("sd") * Math.Sqrt((kurtosis - 1) / (4 * size));

        Assert.InRange(Math.Abs(summary.Mean - Value("mean")) / Math.Sqrt((summary.Mcse * summary.Mcse) + Math.Pow(Value("mcse_mean"), 2)), 0, 4);
        Assert.InRange(Math.Abs(summary.Sd - Value("sd")) / Math.Sqrt((summary.SdMcse * summary.SdMcse) + (sdError * sdError)), 0, 4);
        Assert.InRange(summary.RHat, 0.99, 1.01);
    }

    private static IEnumerable<double> SplitDraws(double[][] draws) => draws.SelectMany(chain => chain);
}
