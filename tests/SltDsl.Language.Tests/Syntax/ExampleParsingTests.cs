using System.Text.RegularExpressions;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Tests.Syntax;

public sealed class ExampleParsingTests
{
    public static TheoryData<string> Names => ExampleModels.Names;

    [Fact]
    public void There_are_sixteen() => Assert.Equal(16, ExampleModels.All.Count);

    [Theory]
    [MemberData(nameof(Names))]
    public void Parses_without_a_diagnostic(string name)
    {
        var tree = SltParser.Parse(ExampleModels.Get(name));
        Assert.Empty(tree.Diagnostics);
        Assert.DoesNotContain(tree.Statements, s => s is MalformedStatementSyntax);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_the_same_tree_without_semicolons(string name)
    {
        var source = ExampleModels.Get(name);
        var without = SltParser.Parse(new(name, source.Text.Replace(";", " ")));
        Assert.All(without.Diagnostics, d => Assert.Equal("SLT0002", d.Code));
        Assert.Equal(TreeShape.Of(SltParser.Parse(source)), TreeShape.Of(without));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gives_the_same_tree_on_one_line(string name)
    {
        var source = ExampleModels.Get(name);
        var folded = Regex.Replace(source.Text, @"//[^\n]*", "").Replace("\n", " ");
        foreach (var text in (string[])[folded, folded.Replace(";", " ")])
        {
            Assert.Equal(TreeShape.Of(SltParser.Parse(source)), TreeShape.Of(SltParser.Parse(new(name, text))));
        }
    }

    // Spans as EXPECTED.md of the design lists them; its ends are inclusive, its columns count from 1.
    [Theory]
    [InlineData("06", "B * A * x", 13, 30, 38)]
    [InlineData("06", "B * A", 13, 30, 34)]
    [InlineData("03", "W * x + b", 12, 53, 61)]
    [InlineData("04", "tau * eta", 14, 28, 36)]
    [InlineData("07", "W3 * W2 * W1", 15, 18, 29)]
    [InlineData("08", "dot(a, tanh(b * x))", 12, 25, 43)]
    [InlineData("10", "W' * (W * x)", 14, 35, 46)]
    public void An_expression_spans_exactly_its_text(string file, string text, int line, int first, int last)
    {
        var source = ExampleModels.Get(file);
        var span = SourceSpan.FromBounds(source.OffsetOf(line, first), source.OffsetOf(line, last) + 1);
        Assert.Equal(text, source.Slice(span));
        Assert.Contains(Nodes(SltParser.Parse(source)), n => n is ExpressionSyntax && n.Span == span);
    }

    [Fact]
    public void Every_node_lies_inside_its_parent_and_starts_and_ends_on_a_token()
    {
        foreach (var source in ExampleModels.All)
        {
            foreach (var node in Nodes(SltParser.Parse(source)))
            {
                var text = source.Slice(node.Span);
                Assert.Equal(text.Trim(), text);
                Assert.NotEmpty(text);
                Assert.All(Children(node).Where(c => c is not AttributeSyntax), c => Assert.True(node.Span.Contains(c.Span)));
            }
        }
    }

    private static IEnumerable<SyntaxNode> Nodes(SyntaxTree tree) => tree.Statements.SelectMany(Descend);

    private static IEnumerable<SyntaxNode> Descend(SyntaxNode node) => Children(node).SelectMany(Descend).Prepend(node);

    private static IEnumerable<SyntaxNode> Children(SyntaxNode node) => node.GetType().GetProperties()
        .Select(p => p.GetValue(node))
        .SelectMany(v => v switch
        {
            SyntaxNode n => [n],
            System.Collections.IEnumerable items and not string => items.OfType<SyntaxNode>(),
            _ => [],
        });
}
