using static SltDsl.Files.DataFormat;
using static SltDsl.Files.Tests.Reading;

namespace SltDsl.Files.Tests;

public class JsonFileTests
{
    [Fact]
    public void Nested_arrays_become_extents()
    {
        var file = Read(Json, """{"N": 3, "y": [1, 2.5, -3e2], "W": [[1, 2, 3], [4, 5, 6]], "none": []}""");
        AssertColumn(file, "N", [], 3);
        AssertColumn(file, "y", [3], 1, 2.5, -300);
        AssertColumn(file, "W", [2, 3], 1, 2, 3, 4, 5, 6);
        AssertColumn(file, "none", [0]);
        Assert.Equal([true, false, true], file.Columns.Take(3).Select(c => c.IsInteger));
    }

    [Fact]
    public void Missing_and_infinite_values_have_the_spellings_of_Stan_and_of_Python()
    {
        var file = Read(Json, """{"y": [null, NaN, "NaN", Infinity, -Infinity, "Inf", "-inf", true, false], "s": "a NaN \" NaN"}""");
        AssertColumn(file, "y", [9], double.NaN, double.NaN, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.PositiveInfinity, double.NegativeInfinity, 1, 0);
        Assert.Contains("found the text \"a NaN \" NaN\"", Refusal("SLT0704", () => file, "s"));
    }

    [Fact]
    public void The_place_of_an_element_is_known()
    {
        var file = Read(Json, "{\n  \"é\": 1, \"y\": [NaN,\n    5, 6]}");
        Assert.Equal("line 2, column 17", file.Find("y")!.PlaceOf!(0));
        Assert.Equal("line 3, column 8", file.Find("y")!.PlaceOf!(2));
    }

    [Fact]
    public void Values_that_are_not_numbers_matter_only_where_they_are_used()
    {
        var file = Read(Json, """{"title": "schools", "meta": {"y": [1]}, "y": [1, "x", 3]}""");
        Assert.Equal("data, line 1, column 11: expected a number or an array of numbers for `title`, found the text \"schools\"", Refusal("SLT0704", () => file, "title"));
        Assert.Contains("found an object", Refusal("SLT0704", () => file, "meta"));
        Assert.StartsWith("data, line 1, column 51: expected a number", Refusal("SLT0704", () => file, "y"));
    }

    [Theory]
    [InlineData("""{"W": [[1, 2], [3]]}""", "line 1, column 16: element 2 of an array of `W` has length 1 and the ones before it length 2")]
    [InlineData("""{"W": [[1, 2], 3]}""", "element 2 of an array of `W` has no axis and the ones before it length 2")]
    public void Ragged_arrays_are_placed(string text, string expected) => Assert.Contains(expected, Refusal("SLT0703", () => Read(Json, text), "W"));

    [Fact]
    public void Numbers_past_double_precision_are_refused() =>
        Assert.Equal("data, line 1, column 11: a number of `y` is out of the range of double precision, up to 1.8e308", Refusal("SLT0707", () => Read(Json, """{"y": [1, 1e999]}"""), "y"));

    [Theory]
    [InlineData("{\"y\": [1, 2", "data, line 1, column 12: not JSON: ")]
    [InlineData("{\"y\": [1, 2]]}", "data, line 1, column 13: not JSON: ")]
    [InlineData("{\"y\": 1} x", "data, line 1, column 10: not JSON: ")]
    [InlineData("{\n\"y\": 1,\n\"z\" 2}", "data, line 3, column 5: not JSON: ")]
    [InlineData("[1, 2]", "data, line 1, column 1: expected an object with a number or array for each name")]
    [InlineData("{\"y\": 1,\n \"y\": 2}", "data, line 2, column 2: `y` appears twice")]
    public void Malformed_text_is_placed(string text, string expected) => Assert.StartsWith(expected, Refusal("SLT0707", () => Read(Json, text)));

    [Fact]
    public void Ten_thousand_brackets_are_an_error_and_no_crash() =>
        Assert.Contains("depth", Refusal("SLT0707", () => Read(Json, "{\"y\": " + new string('[', 10_000) + new string(']', 10_000) + "}")));

    [Fact]
    public void Objects_line_by_line_are_rows()
    {
        var file = Read(Json, "{\"y\": 1}\n{\"y\": 2}\n");
        AssertColumn(file, "y", [2], 1, 2);
    }
}
