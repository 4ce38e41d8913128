namespace SltDsl.Cli.Tests;

/// <summary>Bad input ends in one clear message with the place and the exit code, never in a stack trace.</summary>
public sealed class BadInputTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_missing_file_suggests_its_neighbour()
    {
        _folder.Write("mixture.slt", "");
        AssertFails(2, "mixtrue.slt` does not exist; did you mean `mixture.slt`?", "check", Path.Combine(_folder.Path, "mixtrue.slt"));
    }

    [Fact]
    public void A_directory_is_not_a_file()
    {
        _folder.Write("a.slt", "");
        AssertFails(2, $"`{_folder.Path}` is a directory, not a file", "check", _folder.Path);
        AssertFails(2, Path.Combine(_folder.Path, "*.slt"), "check", _folder.Path);
    }

    [Fact]
    public void A_binary_file_is_not_text()
    {
        var path = _folder.Write("binary.slt", [0x7f, 0x45, 0x4c, 0x46, 0, 0, 1, 0xff, 0xfe]);
        AssertFinds("SLT0010", path, $"{path}:1:5");
    }

    [Fact]
    public void Broken_syntax_in_the_middle_is_one_error_there()
    {
        var path = _folder.Write("broken.slt", "model M;\nparam real a ~ normal(0, 1);\nparam real b ~ normal(0,, 1);\nobserve real y ~ normal(a, 1);\n");
        AssertFinds("SLT0001", path, $"{path}:3:25");
    }

    [Fact]
    public void Ten_thousand_parentheses_are_nested_too_deeply()
    {
        var path = _folder.Write("deep.slt", $"model M;\nparam real a ~ normal(0, 1);\nlet b = {new string('(', 10_000)}a{new string(')', 10_000)};\nobserve real y ~ normal(a, 1);\n");
        AssertFinds("SLT0011", path, $"{path}:3:");
    }

    [Fact]
    public void An_empty_file_observes_nothing() => AssertFinds("SLT0606", _folder.Write("empty.slt", ""), "empty.slt:1:1");

    [Fact]
    public void An_unknown_name_suggests_the_nearest()
    {
        var path = _folder.Write("name.slt", "model M;\nparam real alpha ~ normal(0, 1);\nobserve real y ~ normal(alhpa, 1);\n");
        AssertFinds("SLT0101", path, $"{path}:3:25");
        Assert.Contains("did you mean `alpha`?", Tool.Run("check", path).Output);
    }

    [Fact]
    public void Shapes_that_do_not_match_are_one_error_with_both_sizes()
    {
        var path = _folder.Write("shape.slt", "model M;\nsize H = 2;\nsize N = 3;\nparam matrix[N, H] A ~ normal(0, 1);\ninput vector[N] x;\nobserve vector[N] y ~ normal(A * x, 1);\n");
        AssertFinds("SLT0301", path, $"{path}:6:");
        Assert.Contains("`H`", Tool.Run("check", path).Output);
    }

    [Fact]
    public void A_truth_outside_its_constraint_is_an_error_at_the_truth()
    {
        var path = _folder.Write("truth.slt", "model M;\nparam positive s ~ half_normal(1);\nobserve real y ~ normal(0, s);\ntruth Q { set s = -1; }\n");
        AssertFinds("SLT0602", path, $"{path}:4:");
    }

    [Theory]
    [InlineData("\nsize N = 1_000_000_000; param vector[N] a ~ normal(0, 1);\nobserve real y ~ normal(a[1], 1);\n")]
    [InlineData("size N = 100_000;\nparam matrix[N, N] a ~ normal(0, 1);\nobserve real y ~ normal(a[1, 1], 1);\n")]
    public void A_thousand_million_elements_are_too_many(string model)
    {
        var path = _folder.Write("size.slt", $"model M;\n{model}");
        AssertFinds("SLT0306", path, $"{path}:3:");
    }

    [Theory]
    [InlineData(3, "SLT0702", "`y`", "rows.csv", "z\n1\n")]
    [InlineData(3, "SLT0704", "line 3", "rows.csv", "y\n1\ntext\n")]
    [InlineData(3, "SLT0705", "line 3", "rows.csv", "y\n1\ninf\n")]
    [InlineData(3, "SLT0707", "rows.csv", "rows.csv", "")]
    [InlineData(3, "SLT0707", "rows.json", "rows.json", "{\"y\": [1, 2")]
    [InlineData(3, "SLT0701", "`y`", "rows.json", "{\"y\": [[1, 2], [3, 4]]}")]
    public void Data_that_do_not_fit_name_the_place(int exitCode, string code, string place, string name, string text)
    {
        var (model, data) = (_folder.Write("m.slt", "model M;\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(a, 1);\n"), _folder.Write(name, text));
        AssertFails(exitCode, $"error[{code}]: ", "sample", model, "--data", data, "--seed", "1", "-o", Path.Combine(_folder.Path, "run"));
        AssertFails(exitCode, place, "sample", model, "--data", data, "--seed", "1", "-o", Path.Combine(_folder.Path, "run"));
        Assert.False(Directory.Exists(Path.Combine(_folder.Path, "run")));
    }

    [Fact]
    public void An_input_that_is_not_a_number_is_an_error_at_its_place()
    {
        var model = _folder.Write("m.slt", "model M;\ninput real x;\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(a * x, 1);\n");
        AssertFails(3, "error[SLT0705]: ", "sample", model, "--data", _folder.Write("rows.csv", "x,y\n1,2\nnan,3\n"), "--seed", "1");
        AssertFails(3, "rows.csv, line 3", "sample", model, "--data", _folder.Write("rows.csv", "x,y\n1,2\nnan,3\n"), "--seed", "1");
    }

    [Fact]
    public void Columns_that_the_model_does_not_name_are_listed_and_left_alone()
    {
        var (model, data) = (_folder.Write("m.slt", "model M;\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(a, 1);\n"), _folder.Write("rows.csv", "id,y,note\n1,0.5,7\n"));
        var result = Tool.Run("density", model, "--data", data, "--at", _folder.Write("p.json", "{\"a\": 0}"), "--json");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("`id`, `note` of", result.Error);
    }

    [Fact]
    public void A_missing_data_file_and_a_directory_are_wrong_usage()
    {
        var model = _folder.Write("m.slt", "model M;\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(a, 1);\n");
        AssertFails(2, "does not exist", "sample", model, "--data", Path.Combine(_folder.Path, "rows.csv"));
        AssertFails(2, "is a directory", "sample", model, "--data", _folder.Path);
    }

    [Fact]
    public void Errors_in_a_model_end_a_computation_with_their_places()
    {
        var (model, data) = (_folder.Write("m.slt", "model M;\nparam real a ~ normal(0, 1);\nobserve real y ~ normal(b, 1);\n"), _folder.Write("rows.csv", "y\n1\n"));
        AssertFails(1, "error[SLT0101]", "sample", model, "--data", data);
        AssertFails(1, $"{model}:3:25", "sample", model, "--data", data);
    }

    private static void AssertFails(int exitCode, string message, params string[] args)
    {
        var result = Tool.Run(args);
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.Empty(result.Output);
    }

    private static void AssertFinds(string code, string path, string place)
    {
        var result = Tool.Run("check", path);
        Assert.Equal(1, result.ExitCode);
        Assert.Contains($"error[{code}]", result.Output);
        Assert.Contains(place, result.Output);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(result.Output, @"error\[SLT"));
    }
}
