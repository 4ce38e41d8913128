using SltDsl.Algebra;

namespace SltDsl.Singularity.Tests;

public class TruthFactsTests
{
    private static TruthFacts At(string example, string truth, params (string Size, long Value)[] sizes) => SingularityAnalysis.AnalyseTruth(
        Models.Example(example), truth, AnalysisOptions.Default with { Sizes = sizes.ToDictionary(s => s.Size, s => s.Value) });

    [Theory]
    [InlineData("08", "Null", "1/2", 2, "H", 1)]
    [InlineData("08", "Null", "2/3", 1, "H", 2)]
    [InlineData("06", "Rank0", "3", 2, "H", 2)]
    [InlineData("06", "Rank1", "4", 1, "H", 2)]
    [InlineData("05", "One", "3/4", 1, "K", 2)]
    [InlineData("07", "Rank1", "7/2", 2, "D1", 3)]
    [InlineData("02", "Sparse", "5/2", 1, "P", 3)]
    public void Lambda_is_the_published_value(string example, string truth, string lambda, int multiplicity, string size, long value)
    {
        var rlct = At(example, truth, (size, value)).Rlct;

        Assert.NotNull(rlct);
        Assert.Equal((Rational.Parse(lambda), multiplicity), (rlct.Lambda, rlct.Multiplicity));
    }

    [Theory]
    [InlineData("13", "OneFactor", "29/4")]
    [InlineData("12", "Iid", "7/4")]
    [InlineData("15", "Smooth", "3/2")]
    public void Bounds_hold_the_value_found_by_hand(string example, string truth, string lambda)
    {
        var rlct = At(example, truth).Rlct;

        Assert.NotNull(rlct);
        Assert.True(rlct.Lower <= Rational.Parse(lambda) && Rational.Parse(lambda) <= rlct.Upper!.Value, rlct.ToString());
    }

    [Fact]
    public void Facts_of_two_runs_are_equal()
    {
        var model = Models.Example("06");

        Assert.Equal(SingularityAnalysis.Analyse(model, AnalysisOptions.Default), SingularityAnalysis.Analyse(model, AnalysisOptions.Default));
    }
}
