namespace SltDsl.Runtime.Tests;

public class DataSchemaTests
{
    private static readonly DataEntry _x = new("x", DataRole.Input, DataElement.Real, ["P"], 3);
    private static readonly DataEntry _y = new("y", DataRole.Observed, DataElement.Real, [], 4);
    private static readonly DataSchema _regression = new("regression.slt", [new("P")], [], [_x, _y]);

    [Fact]
    public void Many_rows_are_stored_element_by_element()
    {
        var file = File(Array("x", [3, 2], 1, 2, 3, 4, 5, 6), Array("y", [3], 7, 8, 9));
        var sizes = _regression.ResolveSizes(file);
        var data = _regression.ReadRows(file, sizes);
        Assert.Equal(2, sizes["P"]);
        Assert.Equal(3, data.Rows);
        Assert.Equal([1, 3, 5, 2, 4, 6], data.Columns[0]);
        Assert.Equal([7, 8, 9], data.Columns[1]);
    }

    [Fact]
    public void One_row_has_every_declared_rank()
    {
        var file = File(Array("x", [2], 1, 2), Array("y", [], 7));
        var data = _regression.ReadRows(file, _regression.ResolveSizes(file));
        Assert.Equal((1, 2, 1), (data.Rows, data.Columns[0].Length, data.Columns[1].Length));
    }

    [Fact]
    public void A_mixture_of_ranks_names_both_readings()
    {
        var error = Fails("SLT0701", () => _regression.ResolveSizes(File(Array("x", [2], 1, 2), Array("y", [3], 7, 8, 9))));
        Assert.Contains("read as one row, `y` needs 0 axes (`observe real y`, line 4) and has 1 axis (length 3)", error);
        Assert.Contains("read as many rows, `x` needs 2 axes (`input vector[P] x`, line 3) and has 1 axis (length 2)", error);
    }

    [Fact]
    public void A_missing_column_names_what_was_meant()
    {
        var file = File(Array("X", [3, 2], 1, 2, 3, 4, 5, 6), Array("y", [3], 7, 8, 9));
        var error = Fails("SLT0702", () => _regression.ReadRows(file, new Dictionary<string, long> { ["P"] = 2 }));
        Assert.Contains("did you mean `X`?", error);
        Assert.Contains("line 3", error);
    }

    [Fact]
    public void A_column_may_have_another_name_in_the_file()
    {
        var schema = _regression with { Columns = [_x with { Column = "design" }, _y] };
        var file = File(Array("design", [1, 2], 1, 2), Array("y", [1], 7));
        Assert.Equal([1, 2], schema.ReadRows(file, schema.ResolveSizes(file)).Columns[0]);
    }

    [Fact]
    public void Names_that_are_not_declared_are_listed()
    {
        var file = File(Array("x", [1, 1], 1), Array("z", [1], 0), Array("P", [], 1), Array("y", [1], 7));
        Assert.Equal(["z"], _regression.ReadRows(file, _regression.ResolveSizes(file)).Ignored);
    }

    [Fact]
    public void Rows_must_have_one_common_number()
    {
        var error = Fails("SLT0703", () => Read(Array("x", [3, 1], 1, 2, 3), Array("y", [2], 7, 8)));
        Assert.Contains("`x` has 3 rows and `y` has 2", error);
    }

    [Fact]
    public void A_given_size_must_fit_the_data()
    {
        var file = File(Array("x", [1, 2], 1, 2), Array("y", [1], 7));
        var sizes = _regression.ResolveSizes(file, new Dictionary<string, long> { ["P"] = 3 });
        Assert.Contains("the length of `x` is 2, and P = 3", Fails("SLT0703", () => _regression.ReadRows(file, sizes)));
    }

    [Fact]
    public void An_integer_entry_gives_a_size_before_lengths_do()
    {
        var file = File(Array("P", [], 5), Array("x", [1, 2], 1, 2), Array("y", [1], 7));
        Assert.Equal(5, _regression.ResolveSizes(file)["P"]);
        Fails("SLT0704", () => _regression.ResolveSizes(File(Array("P", [], 2.5))));
    }

    [Fact]
    public void Lengths_that_disagree_are_named()
    {
        var schema = new DataSchema("m.slt", [new("J")], [new("sigma", DataRole.Shared, DataElement.Real, ["J"], 2)], [new("y", DataRole.Observed, DataElement.Real, ["J"], 3)]);
        var error = Fails("SLT0703", () => schema.ResolveSizes(File(Array("sigma", [3], 1, 2, 3), Array("y", [2], 1, 2))));
        Assert.Contains("`J` is 3 by the length of `sigma` and 2 by that of `y`", error);
    }

    [Fact]
    public void A_size_is_solved_from_a_polynomial_length()
    {
        Extent fewer = new("2 * K - 1", [new(2, "K"), new(-1)]);
        var schema = new DataSchema("m.slt", [new("K"), new("M")], [], [new("cut", DataRole.Input, DataElement.Real, [fewer], 2), new("z", DataRole.Observed, DataElement.Real, [new("K * M", [new(1, "K", "M")])], 3)]);
        var sizes = schema.ResolveSizes(File(Array("z", [12], new double[12]), Array("cut", [5], new double[5])));
        Assert.Equal((3, 4), (sizes["K"], sizes["M"]));
    }

    [Fact]
    public void A_size_without_any_source_says_how_to_give_it()
    {
        var error = Assert.Throws<ModelException>(() => _regression.ResolveSizes(null));
        Assert.Contains("`size P` of regression.slt has no value; pass --size P=…", error.Message);
    }

    [Fact]
    public void A_misspelt_size_is_answered_with_the_right_one()
    {
        var schema = _regression with { Sizes = [new("Features")] };
        var error = Assert.Throws<ModelException>(() => schema.ResolveSizes(null, new Dictionary<string, long> { ["Feature"] = 2 }));
        Assert.Contains("did you mean `Features`?", error.Message);
    }

    [Fact]
    public void The_models_own_size_and_the_files_may_not_differ_in_silence()
    {
        var schema = _regression with { Sizes = [new("P", 2)] };
        var file = File(Array("P", [], 3));
        Assert.Contains("`P` is 3, and 2 in regression.slt", Fails("SLT0703", () => schema.ResolveSizes(file)));
        Assert.Equal(3, schema.ResolveSizes(file, new Dictionary<string, long> { ["P"] = 3 })["P"]);
        Assert.Throws<ModelException>(() => (_regression with { Sizes = [new("P", 2, IsConstant: true)] }).ResolveSizes(null, new Dictionary<string, long> { ["P"] = 3 }));
    }

    [Fact]
    public void A_missing_value_may_only_be_an_observation()
    {
        var data = Read(Array("x", [2, 1], 1, 2), Array("y", [2], double.NaN, 8));
        Assert.True(double.IsNaN(data.Columns[1][0]));
        Assert.Contains("data.json, element 1: `x[2,1]` is missing", Fails("SLT0705", () => Read(Array("x", [2, 1], 1, double.NaN), Array("y", [2], 7, 8))));
        Fails("SLT0705", () => Read(Array("x", [1, 1], 1), Array("y", [1], double.PositiveInfinity)));
    }

    [Fact]
    public void A_code_may_stand_for_a_missing_observation()
    {
        var schema = _regression with { Columns = [_x, _y with { Element = DataElement.Integer, MissingCode = -9.5 }] };
        var data = schema.ReadRows(File(Array("x", [2, 1], 1, 2), Array("y", [2], -9.5, 8)), new Dictionary<string, long> { ["P"] = 1 });
        Assert.Equal([double.NaN, 8], data.Columns[1]);
    }

    [Theory]
    [InlineData(DataElement.Integer, 1.5, "is 1.5, and declared int")]
    [InlineData(DataElement.Integer, 1e17, "write an integer of at most 2^53")]
    [InlineData(DataElement.Boolean, 2, "is 2, and declared bool")]
    public void Elements_have_their_declared_kind(DataElement element, double value, string expected)
    {
        var schema = _regression with { Columns = [_y with { Element = element }], Sizes = [] };
        Assert.Contains(expected, Fails("SLT0704", () => schema.ReadRows(File(Array("y", [2], 1, value)), new Dictionary<string, long>())));
    }

    [Fact]
    public void Bounds_may_depend_on_what_was_read_before()
    {
        var n = new DataEntry("n", DataRole.Input, DataElement.Integer, [], 2);
        var y = new DataEntry("y", DataRole.Observed, DataElement.Integer, [], 3) { IsBounded = true };
        var schema = new DataSchema("binomial.slt", [], [], [n, y]);
        Dataset Load(double second) => schema.ReadRows(File(Array("n", [2], 5, 9), Array("y", [2], 5, second)), new Dictionary<string, long>(), (_, data, row, _) => (0, data.Columns[0][row]));
        Assert.Equal([5, 9], Load(9).Columns[1]);
        Assert.Equal([5, double.NaN], Load(double.NaN).Columns[1]);
        Assert.Contains("`y[2]` is 10, above the declared upper bound 9", Fails("SLT0706", () => Load(10)));
        Assert.Contains("`y[2]` is -1, below the declared lower bound 0", Fails("SLT0706", () => Load(-1)));
    }

    [Theory]
    [InlineData(DataStructure.Simplex, new[] { 0.5, 0.25, 0.25 }, new[] { 0.5, 0.25, 0.2 })]
    [InlineData(DataStructure.Ordered, new[] { -1.0, 0, 2 }, new[] { 0.0, 0, 2 })]
    [InlineData(DataStructure.PositiveOrdered, new[] { 0.0, 1, 2 }, new[] { -1.0, 0, 2 })]
    [InlineData(DataStructure.UnitVector, new[] { 0.6, 0, -0.8 }, new[] { 0.6, 0.1, 0.8 })]
    [InlineData(DataStructure.SumToZero, new[] { 1.0, 0, -1 }, new[] { 1.0, 0, 1 })]
    public void Vectors_lie_in_their_declared_set(DataStructure structure, double[] member, double[] stranger)
    {
        var schema = new DataSchema("m.slt", [], [], [new("v", DataRole.Input, DataElement.Real, [3], 2) { Structure = structure }]);
        var none = new Dictionary<string, long>();
        Assert.Equal(2, schema.ReadRows(File(Array("v", [2, 3], [.. member, .. member])), none).Rows);
        Fails("SLT0706", () => schema.ReadRows(File(Array("v", [2, 3], [.. member, .. stranger])), none));
    }

    [Theory]
    [InlineData(DataStructure.Covariance, new[] { 2.0, 0.5, 0.5, 1 }, new[] { 1.0, 2, 2, 1 })]
    [InlineData(DataStructure.Covariance, new[] { 2.0, 0.5, 0.5, 1 }, new[] { 2.0, 0.5, 0.4, 1 })]
    [InlineData(DataStructure.Correlation, new[] { 1, 0.5, 0.5, 1 }, new[] { 2.0, 0.5, 0.5, 1 })]
    [InlineData(DataStructure.CholeskyCovariance, new[] { 2.0, 0, 0.5, 1 }, new[] { 2.0, 0.5, 0.5, 1 })]
    [InlineData(DataStructure.CholeskyCorrelation, new[] { 1.0, 0, 0.6, 0.8 }, new[] { 1.0, 0, 0.6, 0.9 })]
    [InlineData(DataStructure.RowStochastic, new[] { 1.0, 0, 0.6, 0.4 }, new[] { 1.0, 0, 1.6, -0.6 })]
    public void Matrices_lie_in_their_declared_set(DataStructure structure, double[] member, double[] stranger)
    {
        var schema = new DataSchema("m.slt", [], [new("S", DataRole.Shared, DataElement.Real, [2, 2], 2) { Structure = structure }], []);
        var none = new Dictionary<string, long>();
        Assert.Equal(member, schema.ReadShared(File(Array("S", [2, 2], member)), none).Columns[0]);
        Fails("SLT0706", () => schema.ReadShared(File(Array("S", [2, 2], stranger)), none));
    }

    [Fact]
    public void A_second_file_adds_names_and_is_named_in_messages()
    {
        var joined = File(Array("y", [1], 7)).Join(new DataFile("shared.json", [Array("x", [1, 1], double.NaN)]));
        var error = Fails("SLT0705", () => _regression.ReadRows(joined, _regression.ResolveSizes(joined)));
        Assert.StartsWith("shared.json, element 0", error);
        Fails("SLT0707", () => joined.Join(File(Array("y", [1], 7))));
    }

    [Fact]
    public void A_file_without_rows_is_refused() => Assert.Contains("no rows", Fails("SLT0701", () => Read(Array("x", [0, 1]), Array("y", [0]))));

    private static Dataset Read(params DataColumn[] columns) => _regression.ReadRows(File(columns), new Dictionary<string, long> { ["P"] = 1 });

    private static string Fails(string code, Action action)
    {
        var error = Assert.Throws<DataException>(action);
        Assert.Equal(code, error.Code);
        return error.Message;
    }

    private static DataFile File(params DataColumn[] columns) => new("data.json", columns);

    private static DataColumn Array(string name, int[] extents, params double[] values) =>
        new(name, extents, values, values.All(v => v == Math.Floor(v))) { PlaceOf = element => $"element {element}" };
}
