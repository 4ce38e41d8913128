using SltDsl.Language.Binding;

namespace SltDsl.Language.Tests.Binding;

/// <summary>Models that are meant to hurt: deep, long, huge.</summary>
public sealed class HostileModelTests
{
    private const int SmallStack = 512 * 1024;

    public static TheoryData<string, string> Models => new()
    {
        { "nested parentheses", "let a = " + new string('(', 250) + "1" + new string(')', 250) + ";" },
        { "nested functions", "let a = " + string.Concat(Enumerable.Repeat("exp(", 250)) + "1" + new string(')', 250) + ";" },
        { "nested choices", "let a = " + string.Concat(Enumerable.Repeat("if 1 < 2 then 1 else ", 120)) + "1;" },
        { "a long sum", "let a = " + string.Join(" + ", Enumerable.Repeat("1", 400)) + ";" },
        { "nested mixtures", "observe real z ~ " + string.Concat(Enumerable.Repeat("mixture([1], k => ", 80)) + "normal(0, 1)" + new string(')', 80) + ";" },
        { "many statements", string.Concat(Enumerable.Range(0, 500).Select(i => $"param real p{i} ~ normal({(i == 0 ? "0" : $"p{i - 1}")}, 1);\n")) },
        { "huge sizes", "size N = 10000000; let a = zeros(N); let b = rep(1, N)' * a; let c = sum(i * j for i in 1:N for j in 1:N);" },
        { "powers of sizes", "size N = 10000000; let a = sum(1 for i in 1:N * N * N * N * N * N);" },
    };

    [Theory]
    [MemberData(nameof(Models))]
    public void Are_answered_at_once_on_a_small_stack(string what, string model)
    {
        var text = model + "\nobserve real y ~ normal(0, 1);";
        SltCompilation.Compile(new("warm.slt", text), new BindingOptions());
        SltCompilation? compilation = null;
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var thread = new Thread(() => compilation = SltCompilation.Compile(new("hostile.slt", text), new BindingOptions()), SmallStack);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)), what);
        Assert.NotNull(compilation);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), $"{what}: {watch.Elapsed}");
    }
}
