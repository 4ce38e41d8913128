using SltDsl.Runtime;
using static SltDsl.Files.Tests.Reading;

namespace SltDsl.Files.Tests;

/// <summary>The files were written by Apache's C++ library (ParquetSharp 25.0.1), with Snappy compression and two row groups.</summary>
public class ParquetFileTests
{
    [Fact]
    public void Numbers_and_lists_are_read_over_row_groups()
    {
        var file = Open("rows.parquet");
        AssertColumn(file, "y", [3], 0.5, double.NaN, -1e-3);
        AssertColumn(file, "n", [3], 1, 2, 3);
        AssertColumn(file, "b", [3], 1, 0, 1);
        AssertColumn(file, "x", [3, 2], 1, 2, 3, 4, 5, 6);
        AssertColumn(file, "W", [3, 2, 2], [.. Enumerable.Range(1, 12).Select(i => (double)i)]);
        Assert.Equal((false, true), (file.Find("y")!.IsInteger, file.Find("n")!.IsInteger));
        Assert.Equal("row 3", file.Find("x")!.PlaceOf!(5));
        Refusal("SLT0704", () => file, "label");
    }

    [Fact]
    public void Headers_with_indices_form_arrays() => AssertColumn(Open("headers.parquet"), "x", [2, 2], 1, 2, 3, 4);

    /// <summary>Four values in three rows would not divide, but the first list is as long as the other two together.</summary>
    [Fact]
    public void Lists_of_different_lengths_are_placed() => Assert.Contains("row 1: the lists of `x` have different lengths", Refusal("SLT0703", () => Open("ragged.parquet"), "x"));

    [Fact]
    public void A_damaged_file_is_refused()
    {
        var bytes = File.ReadAllBytes(PathOf("rows.parquet"));
        Refusal("SLT0707", () => DataReader.Parse("rows.parquet", bytes[..^40], DataFormat.Parquet));
        Refusal("SLT0707", () => DataReader.Parse("rows.parquet", [], DataFormat.Parquet));
    }

    private static DataFile Open(string name) => DataReader.Read(PathOf(name));

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, "Files", name);
}
