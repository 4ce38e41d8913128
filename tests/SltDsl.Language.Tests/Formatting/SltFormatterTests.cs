using System.Text.RegularExpressions;
using SltDsl.Language.Formatting;
using SltDsl.Language.Syntax;
using SltDsl.Language.Tests.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Tests.Formatting;

public sealed partial class SltFormatterTests
{
    public static TheoryData<string> Names => ExampleModels.Names;

    [Theory]
    [InlineData("let   x=-1+  2^-y;", "let x = -1 + 2 ^ -y;\n")]
    [InlineData("let x = 1", "let x = 1;\n")]
    [InlineData("slt 1; model M; size K=2 in 1 : 4;", "slt 1;\nmodel M;\nsize K = 2 in 1:4;\n")]
    [InlineData("param vector < lower = 0 , upper=1-a > [ K ] s~beta( 1,1 );", "param vector<lower=0, upper=1 - a>[K] s ~ beta(1, 1);\n")]
    [InlineData("let x = A [ 1 , : ]' * ( B )';", "let x = A[1, :]' * (B)';\n")]
    [InlineData("let x = a<b&&!c;", "let x = a < b && !c;\n")]
    [InlineData("let x = [ [1,-2],[3,4] ];", "let x = [[1, -2], [3, 4]];\n")]
    [InlineData("let f = g(k=>k+1, lr=0.1, z in 1:K);", "let f = g(k => k + 1, lr = 0.1, z in 1:K);\n")]
    [InlineData("truth A{with K=1 set w=[1]}", "truth A { with K = 1; set w = [1]; }\n")]
    [InlineData("truth A {\nwith K=1\nset w=[1]; set v=[2]}", "truth A {\n  with K = 1;\n  set w = [1];\n  set v = [2];\n}\n")]
    [InlineData("fun real f(real x) {let y=x return y}", "fun real f(real x) { let y = x; return y; }\n")]
    [InlineData("@singular model M;", "@singular\nmodel M;\n")]
    [InlineData("let x = 1;\n\n\n\nlet y = 2;", "let x = 1;\n\nlet y = 2;\n")]
    [InlineData("let x = 1; // one\n// two\nlet y = 2;", "let x = 1; // one\n// two\nlet y = 2;\n")]
    [InlineData("let x =\n1 +\n2;", "let x =\n  1 +\n  2;\n")]
    [InlineData("let x = f(\n1,\n2\n);", "let x = f(\n  1,\n  2\n);\n")]
    [InlineData("param real a ~ flat();\nparam vector[K] beta ~ flat();", "param real      a    ~ flat();\nparam vector[K] beta ~ flat();\n")]
    [InlineData("let x = ;;;", "let x = ;\n")]
    [InlineData("parm   x   y;\nlet  z=1;", "parm   x   y;\nlet z = 1;\n")]
    [InlineData("", "")]
    public void Writes(string text, string formatted) => Assert.Equal(formatted, SltFormatter.Format(new("t.slt", text)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Examples_keep_their_tree_and_comments_and_settle_at_once(string name)
    {
        var source = ExampleModels.Get(name);
        foreach (var text in (string[])[source.Text, source.Text.Replace(";", " "), source.Text.Replace("  ", " "), source.Text.Replace("\n", "\r\n")])
        {
            var once = SltFormatter.Format(new(name, text));
            Assert.Equal(TreeShape.Of(SltParser.Parse(source)), TreeShape.Of(SltParser.Parse(new(name, once))));
            Assert.Equal(once, SltFormatter.Format(new(name, once)));
            Assert.Empty(SltParser.Parse(new(name, once)).Diagnostics);
        }
    }

    [Fact]
    public void Damaged_examples_lose_nothing_but_white_space_and_semicolons_and_settle_at_once()
    {
        var random = new Random(7);
        for (var trial = 0; trial < 3_000; trial++)
        {
            var source = ExampleModels.All[random.Next(ExampleModels.All.Count)];
            var at = random.Next(source.Text.Length);
            var text = source.Text.Remove(at, random.Next(2)).Insert(at, "()[]{};:/*'\"\n~ax"[random.Next(16)].ToString());
            var once = SltFormatter.Format(new(source.Path, text));
            Assert.Equal(Blank().Replace(text, ""), Blank().Replace(once, ""));
            Assert.Equal(once, SltFormatter.Format(new(source.Path, once)));
        }
    }

    [GeneratedRegex(@"[\s;]")]
    private static partial Regex Blank();
}
