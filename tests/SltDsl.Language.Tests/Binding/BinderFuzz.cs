using SltDsl.Language.Binding;
using SltDsl.Language.Text;

namespace SltDsl.Language.Tests.Binding;

/// <summary>Feeds the binder damaged examples; it must answer with diagnostics whose spans lie in the text.</summary>
public sealed class BinderFuzz
{
    [Fact]
    public void Survives_2_000_mutations() => Run(2_000, seed: 1);

    [Fact]
    [Trait("Category", "Long")]
    public void Survives_200_000_mutations() => Run(200_000, seed: 2);

    private static void Run(int count, int seed)
    {
        var random = new Random(seed);
        for (var trial = 0; trial < count; trial++)
        {
            Check(ModelMutations.Damage(ExampleModels.All[random.Next(ExampleModels.All.Count)].Text, random));
        }
    }

    private static void Check(string text)
    {
        try
        {
            var compilation = SltCompilation.Compile(new("fuzz.slt", text), new BindingOptions());
            var all = new SourceSpan(0, text.Length);
            Assert.All(compilation.Diagnostics, d => Assert.True(all.Contains(d.Span) && d.Related.All(r => all.Contains(r.Span)), d.Message));
            Assert.Equal(compilation.HasErrors, compilation.Model is null);
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            throw new InvalidOperationException($"{e.GetType().Name}: {e.Message}\n{text}", e);
        }
    }
}
