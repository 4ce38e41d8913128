using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>What emitted models make of data files: the declarations reach the runtime's checks.</summary>
public class EmittedDataTests
{
    private const string Text = """
        size J;
        param real m ~ normal(0, 1);
        data vector<lower=0>[J] scale;
        input int<lower=1, upper=J> group;
        @column("kid.score")
        @missing(-9)
        observe real<lower=-2, upper=scale[group]> y ~ normal(m * scale[group], 1);
        """;

    [Fact]
    public void Sizes_names_and_missing_observations_are_read_as_declared()
    {
        var file = File(Array("scale", [2], 5, 6), Array("group", [3], 1, 2, 2), Array("kid.score", [3], 4, -9, double.NaN), Array("note", [1], 0));
        var model = Factory().Create(file);
        var data = model.Load(file);
        Assert.Equal(2, model.SizeValues["J"]);
        Assert.Equal([1, 2, 2], data.Columns[0]);
        Assert.Equal([4, double.NaN, double.NaN], data.Columns[1]);
        Assert.Equal(["note"], data.Ignored);

        // Missing rows contribute factor 1: what is left is log N(4 | 5 m, 1) at m = 1.
        var pointwise = new double[3];
        var total = model.LogLikelihood([1], data, pointwise);
        Assert.Equal(-0.5 - (0.5 * Math.Log(2 * Math.PI)), total, 14);
        Assert.Equal([total, 0, 0], pointwise);
    }

    [Theory]
    [InlineData("SLT0706", "`kid.score[1]` is 5.5, above the declared upper bound 5", 1.0, 5.5)]
    [InlineData("SLT0706", "`kid.score[1]` is -3, below the declared lower bound -2", 1.0, -3.0)]
    [InlineData("SLT0706", "`group[1]` is 3, above the declared upper bound 2", 3.0, 0.0)]
    [InlineData("SLT0704", "`group[1]` is 1.5, and declared int", 1.5, 0.0)]
    [InlineData("SLT0705", "`group[1]` is missing", double.NaN, 0.0)]
    public void Values_are_checked_against_their_declarations(string code, string expected, double group, double score)
    {
        var file = File(Array("scale", [2], 5, 6), Array("group", [1], group), Array("kid.score", [1], score));
        var model = Factory().Create(file);
        var error = Assert.Throws<DataException>(() => model.Load(file));
        Assert.Equal(code, error.Code);
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Shared_data_are_checked_when_the_model_is_made()
    {
        var error = Assert.Throws<DataException>(() => Factory().Create(File(Array("scale", [2], 5, -6))));
        Assert.Contains("`scale[2]` is -6, below the declared lower bound 0", error.Message);
    }

    private static ISltModelFactory Factory() => Compiled.Factory(new Example(Text, []).Graph());

    private static DataFile File(params DataColumn[] columns) => new("data.json", columns);

    private static DataColumn Array(string name, int[] extents, params double[] values) => new(name, extents, values, false);
}
