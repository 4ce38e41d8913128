using SltDsl.Language.Binding;
using Xunit.Abstractions;

namespace SltDsl.Language.Tests.Binding;

/// <summary>How long a file takes from text to the language's diagnostics, in time of one processor.</summary>
public sealed class SpeedTests(ITestOutputHelper output)
{
    private const int Runs = 200;

    [Fact]
    [Trait("Category", "Long")]
    public void A_hundred_lines_take_less_than_20_ms_after_an_edit()
    {
        var text = "size K = 3;\ninput vector[K] x ~ normal(0, 1);\n"
            + string.Concat(Enumerable.Range(0, 32).Select(i => $"param vector[K] b{i} ~ normal(0, 1);\nlet m{i} = dot(b{i}, x) + sum(b{i}[k] ^ 2 for k in 1:K) / {i + 1};\n"))
            + $"observe real y ~ normal({string.Join(" + ", Enumerable.Range(0, 32).Select(i => $"m{i}"))}, 1);\n"
            + "truth Q {\n" + string.Concat(Enumerable.Range(0, 32).Select(i => $"  set b{i} = zeros(K);\n")) + "}\n";
        Assert.Equal(101, text.Count(c => c == '\n'));
        for (var i = 0; i < Runs; i++)
        {
            Assert.False(Compile(text, i).HasErrors);
        }

        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var before = Environment.CpuUsage.TotalTime;
            Compile(text, i);
            times.Add((Environment.CpuUsage.TotalTime - before).TotalMilliseconds);
        }

        times.Sort();
        var percentile = times[(int)(0.95 * Runs)];
        output.WriteLine($"{times.Average():F2} ms of one processor on average, {percentile:F2} ms at the 95th percentile, {times[^1]:F2} ms at most");
        Assert.True(percentile < 20, $"{percentile} ms");
    }

    private static SltCompilation Compile(string text, int edit) => SltCompilation.Compile(new("speed.slt", text.Replace("/ 7;", $"/ {edit + 1};")), new BindingOptions());
}
