using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Tests.Syntax;

public sealed class HostileInputTests
{
    private const int Many = 10_000;

    public static TheoryData<string> DeepTexts => new(
        "let x = " + new string('(', Many) + "1" + new string(')', Many) + ";",
        "let x = " + new string('[', Many) + "1" + new string(']', Many) + ";",
        "let x = " + new string('-', Many) + "1;",
        "let x = " + string.Concat(Enumerable.Repeat("if a then ", Many)) + "1;",
        "let x = " + string.Concat(Enumerable.Repeat("if a then 1 else ", Many)) + "1;",
        "let x = " + string.Concat(Enumerable.Repeat("k => ", Many)) + "1;",
        "let x = " + string.Concat(Enumerable.Repeat("f(", Many)) + "1" + new string(')', Many) + ";",
        "let x = " + string.Concat(Enumerable.Repeat("2 ^ ", Many)) + "1;",
        "let x = " + string.Concat(Enumerable.Repeat("1 + ", Many)) + "1;",
        "let x = a" + new string('\'', Many) + ";",
        "let x = a" + string.Concat(Enumerable.Repeat("[1]", Many)) + ";");

    [Theory]
    [MemberData(nameof(DeepTexts))]
    public void Ten_thousand_levels_are_one_error_on_a_small_stack(string text)
    {
        SyntaxTree? tree = null;
        var thread = new Thread(() => tree = SltParser.Parse(new("deep.slt", text)), maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
        var error = Assert.Single(tree!.Diagnostics);
        Assert.Equal("SLT0011", error.Code);
    }

    [Fact]
    public void As_deep_as_allowed_fits_a_small_stack()
    {
        var text = "let x = " + new string('(', 250) + "f([1])" + new string(')', 250) + ";";
        var tree = default(SyntaxTree);
        var thread = new Thread(() => tree = SltParser.Parse(new("deep.slt", text)), maxStackSize: 1024 * 1024);
        thread.Start();
        thread.Join();
        Assert.Empty(tree!.Diagnostics);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  // nothing\n")]
    [InlineData(";;;")]
    public void Empty_text_has_no_statements(string text)
    {
        var tree = SltParser.Parse(new("empty.slt", text));
        Assert.Empty(tree.Statements);
    }

    [Theory]
    [InlineData("slt 1;\nmodel \0X;")]
    [InlineData("\uFFFD\uFFFDELF")]
    public void Binary_input_is_one_error(string text)
    {
        var error = Assert.Single(SltParser.Parse(new("binary.slt", text)).Diagnostics);
        Assert.Equal("SLT0010", error.Code);
        Assert.Equal(Severity.Error, error.Severity);
    }

    [Theory]
    [InlineData(")")]
    [InlineData("]")]
    [InlineData("}")]
    [InlineData("(")]
    [InlineData("{")]
    [InlineData("@")]
    [InlineData("let\n")]
    [InlineData("[)")]
    public void A_hundred_thousand_stray_tokens_do_not_hang(string token)
    {
        var text = string.Concat(Enumerable.Repeat(token, 100_000));
        Assert.Contains(SltParser.Parse(new("stray.slt", text)).Diagnostics, d => d.Severity == Severity.Error);
    }
}
