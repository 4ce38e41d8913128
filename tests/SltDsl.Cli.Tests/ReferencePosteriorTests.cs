using System.Text.Json;
using SltDsl.Cli.Compilation;
using SltDsl.Cli.Output;
using SltDsl.Runtime;
using SltDsl.Runtime.Tests;

namespace SltDsl.Cli.Tests;

/// <summary>
/// The twelve reference posteriors with default settings: every mean and sd within 4 combined Monte Carlo errors of the reference
/// draws, and R̂ under 1.01. 150 comparisons at 4 errors: a false alarm in about 1 of 100 seeds; the seed is fixed. The data are not
/// part of this repository.
/// </summary>
public sealed class ReferencePosteriorTests
{
    [SkippableTheory]
    [InlineData("arK", "arK-arK")]
    [InlineData("blr", "sblrc-blr")]
    [InlineData("earn_height", "earnings-earn_height")]
    [InlineData("eight_schools", "eight_schools-eight_schools_noncentered")]
    [InlineData("garch11", "garch-garch11")]
    [InlineData("gp_regr", "gp_pois_regr-gp_regr")]
    [InlineData("hmm_example", "hmm_example-hmm_example")]
    [InlineData("kidscore_momiq", "kidiq-kidscore_momiq")]
    [InlineData("kilpisjarvi", "kilpisjarvi_mod-kilpisjarvi")]
    [InlineData("low_dim_gauss_mix", "low_dim_gauss_mix-low_dim_gauss_mix")]
    [InlineData("mesquite", "mesquite-mesquite")]
    [InlineData("nes", "nes1976-nes")]
    public void Means_and_sds_are_those_of_the_reference(string model, string reference)
    {
        var folder = ReferenceFolder.Find(reference);
        var terminal = new Terminal(TextReader.Null, TextWriter.Null, TextWriter.Null);
        var request = new ModelRequest(Path.Combine(AppContext.BaseDirectory, "posteriors", $"{model}.slt"), new Dictionary<string, long>(), new Dictionary<string, double>(), Path.Combine(folder, "data.json"));
        using var session = ModelSession.Open(terminal, request);
        var rows = session.Rows();
        var posterior = SampledPosterior.Of(session.Model, rows, Nuts.Sample(session.Model.Posterior(rows), seed: 1));
        var names = posterior.Layouts.SelectMany(layout => Enumerable.Range(0, layout.Count).Select(layout.ElementName)).ToList();

        using var moments = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "reference.json")));
        foreach (var parameter in moments.RootElement.GetProperty("parameters").EnumerateObject())
        {
            var element = names.IndexOf(parameter.Name);
            Assert.True(element >= 0, $"{model} has no quantity {parameter.Name}");
            AssertAgrees(posterior.Summaries[element], posterior.Quantities.Coordinate(element), parameter.Value);
        }
    }

    private static void AssertAgrees(QuantitySummary summary, double[][] chains, JsonElement reference)
    {
        double Value(string field) => reference.GetProperty(field).GetDouble();

        // The reference's own error of its sd, from its effective size and the draws' kurtosis.
        var size = Math.Pow(Value("sd") / Value("mcse_mean"), 2);
        var kurtosis = chains.SelectMany(chain => chain).Average(x => Math.Pow((x - summary.Mean) / summary.Sd, 4));
        var sdError = Value("sd") * Math.Sqrt((kurtosis - 1) / (4 * size));
        Assert.True(Math.Abs(summary.Mean - Value("mean")) <= 4 * double.Hypot(summary.Mcse, Value("mcse_mean")), $"mean of {summary}, reference {reference}");
        Assert.True(Math.Abs(summary.Sd - Value("sd")) <= 4 * double.Hypot(summary.SdMcse, sdError), $"sd of {summary}, reference {reference}");
        Assert.True(summary.RHat < 1.01, $"{summary}");
    }
}
