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

    /// <summary>Input without a regular answer: each line gets a value that holds, an interval, or a message, and none holds up the next.</summary>
    [Fact]
    public void Every_kind_of_bad_input_gets_a_message_or_an_interval()
    {
        var many = Enumerable.Range(0, 200).Select(i => $"x{i}").ToList();
        object[] documents =
        [
            new { id = "syntax", variables = new[] { "x", "y" }, generators = new[] { "x*y", "x^2 - (y" }, centre = new[] { "0", "0" } },
            new { id = "unknown name", variables = new[] { "x" }, generators = new[] { "x*z" }, centre = new[] { "0" } },
            new { id = "off the zero set", variables = new[] { "x", "y" }, generators = new[] { "x*y - 1" }, centre = new[] { "0", "0" } },
            new { id = "constant", variables = new[] { "x" }, generators = new[] { "x", "3" }, centre = new[] { "0" } },
            new { id = "zero", variables = new[] { "x" }, generators = new[] { "0" }, centre = new[] { "0" } },
            new { id = "zero beside another", variables = new[] { "x" }, generators = new[] { "x - x", "x^2" }, centre = new[] { "0" } },
            new { id = "no generators", variables = new[] { "x" }, generators = Array.Empty<string>(), centre = new[] { "0" } },
            new { id = "empty domain", variables = new[] { "x" }, generators = new[] { "x" }, centre = new[] { "0" }, domain = new[] { new[] { "1", "-1" } } },
            new { id = "centre outside", variables = new[] { "x" }, generators = new[] { "x" }, centre = new[] { "2" }, domain = new[] { new[] { "-1", "1" } } },
            new { id = "degree a million", variables = new[] { "x", "y" }, generators = new[] { "x^1000000 - y^999999" }, centre = new[] { "0", "0" } },
            new { id = "degree beyond", variables = new[] { "x" }, generators = new[] { "x^2000000000" }, centre = new[] { "0" } },
            new { id = "two hundred variables", variables = many.ToArray(), generators = new[] { string.Join("*", many) }, centre = many.Select(_ => "0").ToArray() },
        ];
        var result = Tool.RunWithInput(string.Join("\n", documents.Select(d => JsonSerializer.Serialize(d))), "rlct", "--ideal", "-", "--json-lines");
        Assert.Equal(1, result.ExitCode);
        var lines = result.JsonLines.ToDictionary(line => line.GetProperty("id").GetString()!);
        Assert.Equal(documents.Length, lines.Count);
        string Message(string id) => lines[id].GetProperty("error").GetProperty("message").GetString()!;
        string Lambda(string id) => lines[id].GetProperty("lambda").GetProperty("value").GetString()!;
        Assert.Equal(9, lines["syntax"].GetProperty("error").GetProperty("column").GetInt32());
        Assert.Contains("z", Message("unknown name"));
        Assert.Equal("infinity", Lambda("off the zero set"));
        Assert.Contains("choose a centre on the zero set", lines["off the zero set"].GetProperty("evidence").GetRawText());
        Assert.Equal("infinity", Lambda("constant"));
        Assert.Equal("0", Lambda("zero"));
        Assert.Equal("1/4", Lambda("zero beside another"));
        Assert.Contains("generator", Message("no generators"));
        Assert.Contains("is empty", Message("empty domain"));
        Assert.Contains("outside its domain", Message("centre outside"));
        Assert.NotEqual("0", lines["degree a million"].GetProperty("lambda").GetProperty("lower").GetString());
        Assert.Contains("1000000", Message("degree beyond"));
        Assert.Equal("1/2", Lambda("two hundred variables"));
        Assert.Equal(200, lines["two hundred variables"].GetProperty("multiplicity").GetProperty("value").GetInt32());
        Assert.DoesNotContain("   at ", result.Output + result.Error);
    }

    [Fact]
    public void Ten_thousand_parentheses_end_in_a_message()
    {
        var result = Tool.Run("rlct", "--ideal", new string('(', 10_000) + "x" + new string(')', 10_000));
        Assert.Equal(2, result.ExitCode);
        Assert.Contains("200 deep", result.Error);
    }
}
