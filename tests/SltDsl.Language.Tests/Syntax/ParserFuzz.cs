using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Tests.Syntax;

/// <summary>Feeds the parser broken text; it must answer with a tree whose spans lie in the text.</summary>
public sealed class ParserFuzz
{
    private static readonly string[] _pieces =
    [
        "param", "truth X {", "}", "(", ")", "[", "]", "<lower=0>", "~", "=", "=>", "for i in 1:N", "if ", " then ", " else ", "///", "/*", "*/",
        "\"", "'", "^", "-", "@allow(", ";", "\n", "\r\n", "\u00e9", "\ud83d\ude00", "\ud83d", "\0", "\uFFFD", "1e999", "9999999999999999999", "each t in", "_", "\u0430",
    ];

    [Fact]
    public void Survives_20_000_mutations() => Run(20_000, seed: 1);

    [Fact]
    [Trait("Category", "Long")]
    public void Survives_a_million_mutations() => Run(1_000_000, seed: 2);

    private static void Run(int count, int seed)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < count; trial++)
        {
            var text = ExampleModels.All[random.Next(ExampleModels.All.Count)].Text;
            for (var edits = random.Next(1, 6); edits > 0; edits--)
            {
                text = Mutate(text, random);
            }

            var tree = SltParser.Parse(new("fuzz.slt", text));
            var all = new SourceSpan(0, text.Length);
            Assert.All(tree.Statements, s => Assert.True(all.Contains(s.Span)));
            Assert.All(tree.Diagnostics, d => Assert.True(all.Contains(d.Span), text));
        }
    }

    private static string Mutate(string text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(40), text.Length - at);
        return random.Next(5) switch
        {
            0 => text.Remove(at, length),
            1 => text.Insert(at, _pieces[random.Next(_pieces.Length)]),
            2 => text.Insert(random.Next(text.Length + 1), text.Substring(at, length)),
            3 => text.Remove(at, length).Insert(at, _pieces[random.Next(_pieces.Length)]),
            _ => text.Insert(at, ((char)random.Next(0x20, 0x3000)).ToString()),
        };
    }
}
