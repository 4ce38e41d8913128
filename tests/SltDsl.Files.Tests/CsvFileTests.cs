using static SltDsl.Files.DataFormat;
using static SltDsl.Files.Tests.Reading;

namespace SltDsl.Files.Tests;

public class CsvFileTests
{
    [Fact]
    public void Headers_with_indices_form_arrays()
    {
        var file = Read(Csv, "y,x[2],x[1],\"W[1,1]\",\"W[1,2]\",z.1,z.2,kid.score\n1,3,2,4,5,6,7,8\n-1,-3,-2,-4,-5,-6,-7,-8\n");
        AssertColumn(file, "y", [2], 1, -1);
        AssertColumn(file, "x", [2, 2], 2, 3, -2, -3);
        AssertColumn(file, "W", [2, 1, 2], 4, 5, -4, -5);
        AssertColumn(file, "z", [2, 2], 6, 7, -6, -7);
        AssertColumn(file, "kid.score", [2], 8, -8);
        Assert.Equal("line 3, column 2", file.Find("x")!.PlaceOf!(3));
    }

    [Theory]
    [InlineData(',')]
    [InlineData(';')]
    [InlineData('\t')]
    public void The_delimiter_is_found_from_the_header(char delimiter) => AssertColumn(Read(Csv, "a,b\n1,2.5\n".Replace(',', delimiter)), "b", [1], 2.5);

    [Fact]
    public void Missing_infinite_and_logical_cells_are_numbers()
    {
        var file = Read(Csv, "y,n\n,1\nNA,2\nNaN,3\nInf,4\n-inf,5\nTRUE,6\nfalse,7\n");
        AssertColumn(file, "y", [7], double.NaN, double.NaN, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1, 0);
        Assert.True(file.Find("n")!.IsInteger);
    }

    [Fact]
    public void A_single_column_may_miss_values_but_does_not_end_in_them()
    {
        AssertColumn(Read(Csv, "y\n1\n\n2\n\n\n"), "y", [3], 1, double.NaN, 2);
        AssertColumn(Read(Csv, "y,z\n1,2\n\n3,4\n\n"), "y", [2], 1, 3);
    }

    [Fact]
    public void Places_count_comments_and_line_breaks_within_cells()
    {
        var file = Read(Csv, "# made by hand\ny,name\n1,\"a\nb\"\n# note\n2,c\n");
        Assert.Equal("line 6, column 1", file.Find("y")!.PlaceOf!(1));
    }

    [Fact]
    public void Text_matters_only_where_it_is_used()
    {
        var file = Read(Csv, "school,y\nA,28\nB,x8\n");
        Assert.Equal("data, line 2, column 1: expected a number for `school`, found `A`", Refusal("SLT0704", () => file, "school"));
        Assert.Equal("data, line 3, column 2: expected a number for `y`, found `x8`", Refusal("SLT0704", () => file, "y"));
    }

    [Fact]
    public void Numbers_past_double_precision_are_refused() =>
        Assert.StartsWith("data, line 3, column 1: `1e999` is out of the range", Refusal("SLT0707", () => Read(Csv, "y\n1\n1e999\n"), "y"));

    [Theory]
    [InlineData("a,b\n1,2\n3\n", "data, line 3: 1 cells under a header of 2")]
    [InlineData("a,b\n1,2,3\n", "data, line 2: 3 cells under a header of 2")]
    [InlineData("a,b,a\n1,2,3\n", "data: the header `a` appears twice")]
    [InlineData("a.1,a[1]\n1,2\n", "data: the header `a[1]` appears twice")]
    [InlineData("x[1],x[3]\n1,2\n", "data: there is no header `x[2]`, and `x[3]` makes `x` an array of 3")]
    [InlineData("x[1],x\n1,2\n", "data: the headers `x[1]` and `x` give `x` different numbers of indices")]
    [InlineData("x[1],x[1000000000]\n1,2\n", "data: there is no header `x[2]`")]
    [InlineData("1,2\n3,4\n", "data, line 1: expected a header with names, found `1,2`")]
    [InlineData("y\n\"1\n", "data, line 2: not CSV: ")]
    public void Malformed_tables_are_placed(string text, string expected) => Assert.StartsWith(expected, Refusal("SLT0707", () => Read(Csv, text)));

    [Fact]
    public void A_header_alone_is_a_table_without_rows() => AssertColumn(Read(Csv, "y,x\n"), "y", [0]);
}
