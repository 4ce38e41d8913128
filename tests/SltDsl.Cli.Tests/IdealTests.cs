using System.Text.Json;

namespace SltDsl.Cli.Tests;

public sealed class IdealTests
{
    [Fact]
    public void A_person_gets_lambda_and_the_argument()
    {
        var result = Tool.Run("rlct", "--ideal", "x*y^2; x^3", "--at", "x=0,y=0");
        Assert.Equal(0, result.ExitCode);
        Assert.StartsWith("λ = 1/3, m = 1   (exact)\n  at x = 0, y = 0\n  by ", result.Output);
    }

    // Watanabe 2009, Theorem 2.4: λ = min (h + 1)/2k over the coordinates for a monomial, m the number of those that attain it.
    [Theory]
    [InlineData("x^2", "1/4", 1)]
    [InlineData("x*y", "1/2", 2)]
    [InlineData("x^2*y^3", "1/6", 1)]
    [InlineData("x; y", "1", 1)]
    public void One_document_answers_a_typed_ideal(string ideal, string lambda, int multiplicity)
    {
        var answer = Tool.Run("rlct", "--ideal", ideal, "--json").Json;
        Assert.Equal("exact", answer.GetProperty("lambda").GetProperty("status").GetString());
        Assert.Equal(lambda, answer.GetProperty("lambda").GetProperty("value").GetString());
        Assert.Equal(lambda, answer.GetProperty("lambda").GetProperty("lower").GetString());
        Assert.Equal(lambda, answer.GetProperty("lambda").GetProperty("upper").GetString());
        Assert.Equal(multiplicity, answer.GetProperty("multiplicity").GetProperty("value").GetInt32());
        Assert.NotEmpty(answer.GetProperty("evidence").GetProperty("method").GetString()!);
        Assert.True(answer.GetProperty("milliseconds").GetDouble() >= 0);
    }

    [Fact]
    public void A_domain_changes_lambda_as_the_table_says()
    {
        // ab + cd: (1/2, 1) on a box around 0, (1, 3) on the orthant.
        var orthant = Tool.Run("rlct", "--ideal", "a*b + c*d", "--domain", "a=0:1,b=0:1,c=0:1,d=0:1", "--at", "a=0,b=0,c=0,d=0", "--json").Json;
        Assert.Equal("1", orthant.GetProperty("lambda").GetProperty("value").GetString());
        Assert.Equal(3, orthant.GetProperty("multiplicity").GetProperty("value").GetInt32());
    }

    [Fact]
    public void A_centre_off_the_zero_set_is_infinity()
    {
        var answer = Tool.Run("rlct", "--ideal", "x", "--at", "x=1", "--json").Json;
        Assert.Equal("infinity", answer.GetProperty("lambda").GetProperty("value").GetString());
        Assert.Equal(JsonValueKind.Null, answer.GetProperty("multiplicity").GetProperty("value").ValueKind);
    }

    [Fact]
    public void Lines_are_answered_in_order_and_a_broken_one_leaves_the_rest()
    {
        var result = Tool.RunWithInput(
            """
            {"id": "a", "variables": ["x", "y"], "generators": ["x*y"], "centre": ["0", "0"], "domain": [["-1", "1"], ["-1", "1"]], "prior": "uniform on the domain"}
            {"id": "b", "variables": ["x"], "generators": ["x +* 2"], "centre": ["0"]}
            {"id": 3, "variables": ["x"], "centre": ["0"]}

            not json
            {"id": "d", "variables": ["x"], "generators": ["x^2"], "centre": "global over box", "domain": [["-1", "1"]], "prior": "x"}
            """,
            "rlct", "--ideal", "-", "--json-lines");
        Assert.Equal(1, result.ExitCode);
        var lines = result.JsonLines;
        Assert.Equal(5, lines.Count);
        Assert.Equal("a", lines[0].GetProperty("id").GetString());
        Assert.Equal("1/2", lines[0].GetProperty("lambda").GetProperty("value").GetString());
        Assert.Equal("b", lines[1].GetProperty("id").GetString());
        Assert.Equal(4, lines[1].GetProperty("error").GetProperty("column").GetInt32());
        Assert.Equal(3, lines[2].GetProperty("id").GetInt32());
        Assert.Contains("\"generators\"", lines[2].GetProperty("error").GetProperty("message").GetString());
        Assert.Contains("not JSON", lines[3].GetProperty("error").GetProperty("message").GetString());
        Assert.Equal("1/2", lines[4].GetProperty("lambda").GetProperty("value").GetString());
    }

    [Fact]
    public void One_document_over_many_lines_is_read_too()
    {
        var result = Tool.RunWithInput("{\n \"id\": \"a\",\n \"variables\": [\"x\"],\n \"generators\": [\"x\"],\n \"centre\": [\"0\"]\n}\n", "rlct", "--ideal", "-", "--json-lines");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal("1/2", Assert.Single(result.JsonLines).GetProperty("lambda").GetProperty("value").GetString());
    }

    [Fact]
    public void The_table_of_known_values_goes_through_the_tool_without_a_wrong_exact_value()
    {
        var table = JsonElement.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "table.json"))).GetProperty("cases").EnumerateArray().ToList();
        var cases = table.Where(c => c.GetProperty("generators").ValueKind == JsonValueKind.Array).Take(60).ToList();
        var result = Tool.RunWithInput(string.Join("\n", cases.Select(c => JsonSerializer.Serialize(c))), "rlct", "--ideal", "-", "--json-lines");
        Assert.Equal(0, result.ExitCode);
        Assert.Equal(cases.Count, result.JsonLines.Count);
        foreach (var (expected, answer) in cases.Zip(result.JsonLines))
        {
            Assert.Equal(expected.GetProperty("id").GetString(), answer.GetProperty("id").GetString());
            var lambda = answer.GetProperty("lambda");
            if (lambda.GetProperty("status").GetString() == "exact")
            {
                Assert.Equal(expected.GetProperty("lambda").GetString(), lambda.GetProperty("value").GetString());
            }
        }
    }

    [Theory]
    [InlineData("(column 5)", "--ideal", "x + *")]
    [InlineData("names no variable", "--ideal", "3")]
    [InlineData("`--at` does not say where `y` is", "--ideal", "x*y", "--at", "x=0")]
    [InlineData("`--at` names `z`", "--ideal", "x*y", "--at", "x=0,y=0,z=1")]
    [InlineData("`missing.json` does not exist", "--ideal", "missing.json")]
    [InlineData("is empty", "--ideal", "x", "--domain", "x=1:0")]
    [InlineData("`--budget soon` is not a span of time", "--ideal", "x", "--budget", "soon")]
    public void Wrong_input_names_the_place(string message, params string[] args)
    {
        var result = Tool.Run(["rlct", .. args]);
        Assert.Equal(2, result.ExitCode);
        Assert.Contains(message, result.Error);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void Ten_thousand_parentheses_end_in_a_message()
    {
        var result = Tool.Run("rlct", "--ideal", new string('(', 10_000) + "x" + new string(')', 10_000));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("200 deep", result.Error);
    }
}
