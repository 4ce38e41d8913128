using SltDsl.Graph.Lowering;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Tests.Binding;

namespace SltDsl.Graph.Tests.Binding;

/// <summary>Damaged examples that still bind must have a graph, or be refused as not supported, with a place.</summary>
public sealed class GraphFuzz
{
    [Fact]
    public void What_binds_has_a_graph_or_is_refused_with_a_place()
    {
        var random = new Random(3);
        var texts = Source.Examples.Select(File.ReadAllText).ToArray();
        var built = 0;
        for (var trial = 0; trial < 1_000; trial++)
        {
            var text = ModelMutations.Damage(texts[random.Next(texts.Length)], random);
            if (SltCompilation.Compile(new("fuzz.slt", text), new BindingOptions()).Model is not { } model)
            {
                continue;
            }

            try
            {
                GraphBuilder.Build(model);
                built++;
            }
            catch (UnsupportedConstructException e)
            {
                Assert.True(e.Span.Length > 0, e.Message);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{e.GetType().Name}: {e.Message}\n{text}", e);
            }
        }

        Assert.True(built > 50, $"only {built} models were built");
    }
}
