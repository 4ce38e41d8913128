using static SltDsl.Files.DataFormat;
using static SltDsl.Files.Tests.Reading;

namespace SltDsl.Files.Tests;

public class JsonLinesFileTests
{
    [Fact]
    public void Each_line_is_a_row()
    {
        var file = Read(JsonLines, "{\"x\": [1, 2], \"y\": 0.5}\n\n{\"y\": null, \"x\": [3, 4]}\r\n{\"x\": [5, 6], \"y\": NaN}");
        AssertColumn(file, "x", [3, 2], 1, 2, 3, 4, 5, 6);
        AssertColumn(file, "y", [3], 0.5, double.NaN, double.NaN);
        Assert.Equal("line 3, column 22", file.Find("x")!.PlaceOf!(3));
    }

    [Fact]
    public void A_null_stands_for_a_whole_array_also_before_its_length_is_known()
    {
        var file = Read(JsonLines, "{\"x\": null}\n{\"x\": [[1, 2]]}\n{\"x\": null}");
        AssertColumn(file, "x", [3, 1, 2], double.NaN, double.NaN, 1, 2, double.NaN, double.NaN);
    }

    [Theory]
    [InlineData("{\"y\": 1}\n{\"z\": 1}", "data, line 2: `z` is not in the lines before")]
    [InlineData("{\"y\": 1, \"z\": 2}\n{\"z\": 1}", "data, line 2: there is no `y`, which line 1 has")]
    [InlineData("{\"y\": 1}\n{\"y\": 1, \"y\": 2}", "data, line 2: `y` appears twice")]
    [InlineData("{\"y\": 1}\n[1]", "data, line 2: expected an object")]
    [InlineData("{\"y\": 1}\n{\"y\": }", "data, line 2, column 7: not JSON: ")]
    [InlineData("{\"y\": 1}\n{\"y\": 1} {", "data, line 2, column 10: not JSON: ")]
    public void Malformed_rows_are_placed(string text, string expected) => Assert.StartsWith(expected, Refusal("SLT0707", () => Read(JsonLines, text)));

    [Fact]
    public void Rows_of_different_shapes_are_placed() =>
        Assert.StartsWith("data, line 2, column 7: `x` has another shape than on line 1", Refusal("SLT0703", () => Read(JsonLines, "{\"x\": [1, 2]}\n{\"x\": [1]}"), "x"));
}
