using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Tests.Syntax;

/// <summary>For each way to go wrong: the code, the place in brackets «» and words of the message or help.</summary>
public sealed class SyntaxErrorTests
{
    [Theory]
    [InlineData("param real x «=» 1;", "SLT0001", "expected `each` or `~`", "follows `~`")]
    [InlineData("param real «x»;", "SLT0001", "end of the statement", "every parameter declares its prior")]
    [InlineData("param «x» ~ normal(0, 1);", "SLT0001", "expected a type", "type stands before the name")]
    [InlineData("param real «data» ~ normal(0, 1);", "SLT0001", "`data` is a reserved word", "choose another name")]
    [InlineData("param vector[K]«<»lower=0> s ~ flat();", "SLT0001", "unexpected `<`", "bounds stand before the extents")]
    [InlineData("let x «~» normal(0, 1);", "SLT0001", "expected `=`", "names a value with `=`")]
    [InlineData("let x = a «b»;", "SLT0001", "unexpected `b`; expected `;`", "operator or a comma is missing")]
    [InlineData("let x = a *«*» 2;", "SLT0001", "unexpected `*`", "`^`")]
    [InlineData("let x = if a «else» 1;", "SLT0001", "expected `then`", "let")]
    [InlineData("phase P where a «=» b;", "SLT0001", "unexpected `=`", "`==`")]
    [InlineData("phase P where a «&» b;", "SLT0001", "unexpected `&`", "`&&`")]
    [InlineData("let x = «.»5;", "SLT0001", "unexpected `.`", "0.5")]
    [InlineData("let e«\u0301» = 2;", "SLT0001", "unexpected", "one character")]
    [InlineData("let x = «2y»;", "SLT0001", "unexpected `2y`", "product needs `*`")]
    [InlineData("let x = «\"abc»", "SLT0001", "string is never closed", "\"")]
    [InlineData("«/*» let x = 1;", "SLT0001", "comment is never closed", "*/")]
    [InlineData("let x = 1«)»;", "SLT0001", "unexpected `)`", "let")]
    [InlineData("«= 1»;", "SLT0001", "expected a statement", "opens with a word")]
    [InlineData("truth T { «put» w = 1; }", "SLT0001", "expected `with`, `set`", "truth")]
    [InlineData("param vector«[»K mu ~ normal(0, 1);", "SLT0003", "`[` opened at 1:13 is never closed", "]")]
    [InlineData("let x = f«(»1, 2;\nlet y = 2;", "SLT0003", "`(` opened at 1:10 is never closed", ")")]
    [InlineData("truth T «{» set w = 1;\nphase P where w < 1;", "SLT0003", "`{` opened at 1:9", "}")]
    [InlineData("«parm» real x ~ normal(0, 1);", "SLT0004", "did you mean `param`?", "param vector[K] mu")]
    [InlineData("let a = 1\n«obsrve» real y ~ normal(0, 1);", "SLT0004", "did you mean `observe`?", "observe real y")]
    [InlineData("«density» x = 1;", "SLT0004", "not in slt 1", "factor")]
    [InlineData("«zzzzzz»;", "SLT0004", "unknown statement `zzzzzz`", "param")]
    [InlineData("«parameters» {\n real mu;\n}", "SLT0005", "`parameters {`", "param real mu ~")]
    [InlineData("«transformed parameters» {\n real mu;\n}", "SLT0005", "`transformed parameters {`", "let name")]
    [InlineData("«data» {\n int N;\n}", "SLT0005", "`data {`", "size N;")]
    [InlineData("«model» {\n y ~ normal(0, 1);\n}", "SLT0005", "`model {`", "observe real y")]
    [InlineData("«target +=» normal_lpdf(y, 0, 1);", "SLT0005", "target +=", "factor")]
    [InlineData("x «<-» 3;", "SLT0005", "`<-`", "let x =")]
    [InlineData("let x «<-» 3;", "SLT0005", "`<-`", "`=`")]
    [InlineData("«for» (i in 1:N) y[i] ~ normal(0, 1);", "SLT0005", "for", "one row")]
    [InlineData("«y ~» normal(0, 1);", "SLT0005", "`y ~`", "observe real y")]
    [InlineData("«real» x;", "SLT0005", "real", "param real")]
    [InlineData("observe real «y[»N] ~ normal(0, 1);", "SLT0005", "y[…]", "array[N]")]
    [InlineData("param real mu ~ «dnorm»(0, 0.001);", "SLT0005", "`dnorm(`", "standard deviation")]
    [InlineData("slt «2»;", "SLT0006", "newer than this tool", "update SltDsl")]
    [InlineData("slt «0»;", "SLT0006", "no language version 0", "slt 1")]
    [InlineData("«@allow(SLT1006)» param real x ~ flat();", "SLT0009", "needs a reason", "@allow(SLT1006, \"")]
    [InlineData("«@allow(SLT1006, \" \")» param real x ~ flat();", "SLT0009", "needs a reason", "why")]
    [InlineData("let y = «1 < x < 2»;", "SLT0207", "do not chain", "&&")]
    public void Names_the_place_and_the_right_form(string marked, string code, string message, string help)
    {
        var start = marked.IndexOf('«');
        var end = marked.IndexOf('»') - 1;
        var text = marked.Replace("«", "").Replace("»", "");
        var tree = SltParser.Parse(new("t.slt", text));
        var error = Assert.Single(tree.Diagnostics, d => d.Severity == Severity.Error);
        Assert.Equal(code, error.Code);
        Assert.Contains(message, error.Message);
        Assert.Contains(help, error.Help);
        Assert.Equal(start, error.Span.Start);
        if (code != "SLT0001")
        {
            Assert.Equal(end, error.Span.End);
        }
    }

    [Theory]
    [InlineData("let x = 1", "SLT0002", Severity.Hidden)]
    [InlineData("let p\u0430r = 1;", "SLT0007", Severity.Warning)]
    [InlineData("let \u0430 = 1;", "SLT0007", Severity.Warning)]
    public void Lesser_findings_leave_the_statement_whole(string text, string code, Severity severity)
    {
        var tree = SltParser.Parse(new("t.slt", text));
        var finding = Assert.Single(tree.Diagnostics);
        Assert.Equal((code, severity), (finding.Code, finding.Severity));
        Assert.IsType<LetSyntax>(Assert.Single(tree.Statements));
    }

    [Theory]
    [InlineData("let \u03b1 = 1; let \u03bb\u2080 = 2;")]
    [InlineData("let gr\u00f6\u00dfe = 1;")]
    [InlineData("let \u043c\u0430\u0441\u0441\u0430\u0436 = 1;")]
    public void Names_of_one_script_are_fine(string text) =>
        Assert.DoesNotContain(SltParser.Parse(new("t.slt", text.Replace("\u2080", ""))).Diagnostics, d => d.Code == "SLT0007");

    [Fact]
    public void A_broken_statement_keeps_its_name_and_its_neighbours()
    {
        var tree = SltParser.Parse(new("t.slt", "param real mu ~ normal(0, );\nparam vector<lower=0>[K tau ~ normal(0, 1);\nobserve real y ~ normal(mu, tau);"));
        Assert.Equal(2, tree.Diagnostics.Count);
        Assert.Equal("mu", Assert.IsType<MalformedStatementSyntax>(tree.Statements[0]).Names.Single().Text);
        Assert.Equal("tau", Assert.IsType<MalformedStatementSyntax>(tree.Statements[1]).Names.Single().Text);
        Assert.IsType<ObserveSyntax>(tree.Statements[2]);
    }

    [Theory]
    [InlineData("let x = 1", "let x = 1;")]
    [InlineData("parm real x ~ flat();", "param real x ~ flat();")]
    [InlineData("let v = f(1, 2;", "let v = f(1, 2);")]
    [InlineData("let v <- 2;", "let v = 2;")]
    [InlineData("let v = a < b < c;", "let v = a < b && b < c;")]
    public void Fixes_give_a_text_without_the_finding(string text, string repaired)
    {
        var tree = SltParser.Parse(new("t.slt", text));
        var edit = tree.Diagnostics.Single().Fixes[0].Edits.Single();
        var result = text.Remove(edit.Span.Start, edit.Span.Length).Insert(edit.Span.Start, edit.NewText);
        Assert.Equal(repaired, result);
        Assert.Empty(SltParser.Parse(new("t.slt", result)).Diagnostics);
    }
}
