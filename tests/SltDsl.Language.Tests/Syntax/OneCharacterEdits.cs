using SltDsl.Language.Diagnostics;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;
using Xunit.Abstractions;

namespace SltDsl.Language.Tests.Syntax;

/// <summary>Damages one character of the examples and asks where the errors are.</summary>
public sealed class OneCharacterEdits(ITestOutputHelper output)
{
    [Fact]
    public void The_first_error_is_in_the_damaged_statement_and_nearly_always_the_only_one()
    {
        var random = new Random(20261124);
        const string Inserted = "()[]{}<>,;:~=+-*/^'\"@#&|.x7_ ";
        int broken = 0, single = 0, lost = 0;
        var misplaced = new List<string>();
        var several = new List<string>();
        for (var trial = 0; trial < 4_000; trial++)
        {
            var source = ExampleModels.All[random.Next(ExampleModels.All.Count)];
            var original = SltParser.Parse(source);
            var statement = original.Statements[random.Next(original.Statements.Count)];
            var at = random.Next(statement.Span.Start, statement.Span.End);
            var inserted = Inserted[random.Next(Inserted.Length)].ToString();
            var (removed, added) = (trial % 3) switch { 0 => (1, ""), 1 => (0, inserted), _ => (1, inserted) };
            var text = source.Text.Remove(at, removed).Insert(at, added);
            var tree = SltParser.Parse(new(source.Path, text));
            var errors = tree.Diagnostics.Where(d => d.Severity == Severity.Error).ToList();
            if (errors.Count == 0)
            {
                continue;
            }

            broken++;
            single += errors.Count == 1 ? 1 : 0;
            lost += tree.Statements.Count(s => s is MalformedStatementSyntax) > 1 ? 1 : 0;
            var damaged = SourceSpan.FromBounds(statement.Span.Start, statement.Span.End + added.Length - removed + 1);
            var context = $"{source.Path} {source.PositionOf(at)} -{removed} +'{added}': {string.Join(" | ", errors.Select(e => $"{e.Code} {e.Message} @{e.Span.Start - statement.Span.Start}"))}";
            if (errors[0].Span.Start < damaged.Start || errors[0].Span.Start > damaged.End)
            {
                misplaced.Add(context);
            }

            if (errors.Count > 1)
            {
                several.Add(context);
            }
        }

        output.WriteLine($"broken {broken}, exactly one error {(double)single / broken:P1}, lost a neighbour {(double)lost / broken:P1}");
        several.ForEach(output.WriteLine);
        Assert.True(broken > 2_000);
        Assert.True(misplaced.Count == 0, string.Join("\n", misplaced));
        Assert.True(single >= 0.95 * broken, string.Join("\n", several));
    }
}
