using System.Text;
using SltDsl.Runtime;
using static SltDsl.Files.Tests.Reading;

namespace SltDsl.Files.Tests;

public sealed class DataReaderTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("slt-data-");

    [Fact]
    public void The_extension_gives_the_format_and_else_the_content()
    {
        AssertColumn(DataReader.Read(Write("a.json", "{\"y\": [1]}")), "y", [1], 1);
        AssertColumn(DataReader.Read(Write("a.jsonl", "{\"y\": 1}")), "y", [1], 1);
        AssertColumn(DataReader.Read(Write("a.csv", "y\n1\n")), "y", [1], 1);
        AssertColumn(DataReader.Read(Write("json", "\uFEFF {\"y\": [1]}")), "y", [1], 1);
        AssertColumn(DataReader.Read(Write("lines", "{\"y\": 1}\n{\"y\": 2}\n")), "y", [2], 1, 2);
        AssertColumn(DataReader.Read(Write("csv", "y\n1\n")), "y", [1], 1);
    }

    [Fact]
    public void A_missing_file_and_a_directory_are_named()
    {
        var missing = Path.Combine(_folder.FullName, "none.json");
        Assert.Equal($"{missing} does not exist", Refusal("SLT0707", () => DataReader.Read(missing)));
        Assert.Equal($"{_folder.FullName} is a directory; give a data file", Refusal("SLT0707", () => DataReader.Read(_folder.FullName)));
    }

    [Theory]
    [InlineData("a.json", "")]
    [InlineData("a.csv", " \n\n")]
    [InlineData("a.jsonl", "\n")]
    public void An_empty_file_is_refused(string name, string content) => Assert.Contains("is empty", Refusal("SLT0707", () => DataReader.Read(Write(name, content))));

    [Fact]
    public void A_binary_file_and_other_encodings_are_refused()
    {
        Assert.Contains("is a binary file", Refusal("SLT0707", () => DataReader.Read(Write("a.csv", [0x7F, 0x45, 0, 1]))));
        Assert.Contains("is not UTF-8 text", Refusal("SLT0707", () => DataReader.Read(Write("a.csv", [.. "y\n"u8, 0xE9, 0x0A]))));
        Assert.Contains("is a binary file", Refusal("SLT0707", () => DataReader.Read(Write("a.csv", Encoding.Unicode.GetBytes("y\n1\n")))));
    }

    /// <summary>Half a million cells within a time that a quadratic reader would miss by far.</summary>
    [Fact]
    public void Large_files_are_read_in_linear_time()
    {
        var text = new StringBuilder("y,x[1]\n");
        for (var i = 0; i < 250_000; i++)
        {
            text.Append(i).Append(",0.5\n");
        }

        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(250_000, Read(DataFormat.Csv, text.ToString()).Find("x")!.Values.Length);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void What_is_written_is_read_back()
    {
        ValueLayout[] columns = [new("n", [], 0, IsInteger: true), new("W", [2, 2], 1), new("y", [], 5)];
        var data = new Dataset(2, [[1, -20], [0.1, 1e300, 2, 3, 4, 5, 1.0 / 3, -7], [double.NaN, double.NegativeInfinity]]);
        var (lines, csv) = (new StringWriter(), new StringWriter());
        DataWriter.WriteJsonLines(lines, columns, data);
        DataWriter.WriteCsv(csv, columns, data);
        Assert.StartsWith("{\"n\":1,\"W\":[[0.1,2],[4,0.3333333333333333]],\"y\":null}\n", lines.ToString());
        Assert.StartsWith("n,\"W[1,1]\",\"W[1,2]\",\"W[2,1]\",\"W[2,2]\",y\n1,0.1,2,4,0.3333333333333333,\n", csv.ToString());
        foreach (var file in new[] { Read(DataFormat.JsonLines, lines.ToString()), Read(DataFormat.Csv, csv.ToString()) })
        {
            AssertColumn(file, "n", [2], 1, -20);
            AssertColumn(file, "W", [2, 2, 2], 0.1, 2, 4, 1.0 / 3, 1e300, 3, 5, -7);
            AssertColumn(file, "y", [2], double.NaN, double.NegativeInfinity);
            Assert.True(file.Find("n")!.IsInteger);
        }
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private string Write(string name, string content) => Write(name, Encoding.UTF8.GetBytes(content));

    private string Write(string name, byte[] content)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllBytes(path, content);
        return path;
    }
}
