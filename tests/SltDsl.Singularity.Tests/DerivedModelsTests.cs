using SltDsl.Algebra;

namespace SltDsl.Singularity.Tests;

public class DerivedModelsTests
{
    public static TheoryData<string> Names => new(DerivedModels.All.Select(m => m.Name));

    private static (DerivedModel Expected, SingularityFacts Facts) Get(string name)
    {
        var expected = DerivedModels.All.Single(m => m.Name == name);
        return (expected, Models.Analyse("slt 1;\nmodel M;\n" + expected.Text));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Dimension_and_rank_are_those_derived(string name)
    {
        var (expected, facts) = Get(name);

        Assert.Equal((expected.Dimension, expected.Rank), (facts.Dimension, facts.JacobianRank));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Symmetries_are_those_derived(string name)
    {
        var (expected, facts) = Get(name);

        // Strata on which parameters drop out accompany most products; they have tests of their own.
        var codes = facts.Diagnostics.Select(d => d.Code).Where(c => c.StartsWith("SLT10", StringComparison.Ordinal) && c is not ("SLT1009" or "SLT1014")).Distinct().Order(StringComparer.Ordinal);
        Assert.Equal(expected.Codes.Replace("SLT1014", "").Split(' ', StringSplitOptions.RemoveEmptyEntries), codes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Lambda_is_the_one_derived(string name)
    {
        var (expected, facts) = Get(name);
        var truth = facts.Truths.Single();

        Assert.True(truth.Rlct is not null, truth.Obstacle);
        Assert.True(truth.Rlct.IsExact, truth.Rlct.ToString());
        Assert.Equal((Rational.Parse(expected.Lambda), expected.Multiplicity), (truth.Rlct.Lambda, truth.Rlct.Multiplicity));
    }
}
