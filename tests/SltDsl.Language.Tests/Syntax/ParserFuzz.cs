using System.Diagnostics;
using System.Text;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;
using Xunit.Abstractions;

namespace SltDsl.Language.Tests.Syntax;

/// <summary>
/// Feeds the parser broken text: edits of the examples, random bytes, deep nesting. It must answer within a second with a
/// tree whose spans lie in the text.
/// </summary>
public sealed class ParserFuzz(ITestOutputHelper output)
{
    private static readonly TimeSpan _limit = TimeSpan.FromSeconds(1);

    private static readonly string[] _openings = ["(", "[", "{", "f(", "[[", "-", "if a then ", "k => ", "2 ^ ", "a[", "truth Q { set a = (", "mixture(w, k => ", "array[", "/*", "\"", "@allow("];
    private static readonly string[] _closings = [")", "]", "}", "1)", "1]", ";", " else 1", ", 1)", "'", ""];

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

    private void Run(int count, int seed)
    {
        var random = new Random(seed);
        var clock = Stopwatch.StartNew();
        var (slowest, errors) = (TimeSpan.Zero, 0L);
        for (var trial = 0; trial < count; trial++)
        {
            var text = random.Next(20) switch { 0 => RandomBytes(random), 1 => DeepNesting(random), _ => EditedExample(random) };
            var (tree, time) = Parse(text);
            slowest = time > slowest ? time : slowest;
            errors += tree.Diagnostics.Count;
            var all = new SourceSpan(0, text.Length);
            Assert.All(tree.Statements, s => Assert.True(all.Contains(s.Span)));
            Assert.All(tree.Diagnostics, d => Assert.True(all.Contains(d.Span), text));
        }

        output.WriteLine($"{count} inputs of seed {seed} in {clock.Elapsed.TotalSeconds:F0} s, the slowest in {slowest.TotalMilliseconds:F1} ms, {(double)errors / count:F2} findings each");
    }

    // A machine that is busy with something else may stop any parse for a second: then the processor's time counts.
    private static (SyntaxTree Tree, TimeSpan Time) Parse(string text)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
            SyntaxTree tree;
            try
            {
                tree = SltParser.Parse(new("fuzz.slt", text));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.GetType().Name}: {e.Message}\n{text}", e);
            }

            var time = Stopwatch.GetElapsedTime(start);
            var spent = time < _limit ? time : Environment.CpuUsage.TotalTime - processor;
            if (spent < _limit)
            {
                return (tree, spent);
            }

            // Other tests of the process may have spent it.
            Assert.True(attempt < 3, $"{spent.TotalSeconds:F1} s for\n{text}");
        }
    }

    private static string EditedExample(Random random)
    {
        var text = ExampleModels.All[random.Next(ExampleModels.All.Count)].Text;
        for (var edits = random.Next(1, 6); edits > 0; edits--)
        {
            text = Mutate(text, random);
        }

        return text;
    }

    private static string RandomBytes(Random random)
    {
        var bytes = new byte[random.Next(2_000)];
        random.NextBytes(bytes);
        if (random.Next(2) == 0)
        {
            // Printable bytes get past the check of the encoding.
            bytes = [.. bytes.Select(b => (byte)(0x20 + (b % 0x5f)))];
        }

        return Encoding.UTF8.GetString(bytes);
    }

    private static string DeepNesting(Random random)
    {
        var depth = 1 << random.Next(1, 12);
        var mixed = random.Next(2) == 0;
        var (opening, closing) = (_openings[random.Next(_openings.Length)], _closings[random.Next(_closings.Length)]);
        string Repeated(string[] pieces, string one) => string.Concat(Enumerable.Range(0, depth).Select(_ => mixed ? pieces[random.Next(pieces.Length)] : one));
        return "let x = " + Repeated(_openings, opening) + "1" + Repeated(_closings, closing) + ";\nobserve real y ~ normal(x, 1);";
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
