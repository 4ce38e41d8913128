using System.Text.RegularExpressions;
using SltDsl.Language.Binding;
using SltDsl.Language.Binding.Names;
using SltDsl.Language.Diagnostics;

namespace SltDsl.Language.Tests.Binding;

/// <summary>The models in the documentation bind, and what it lists is what there is.</summary>
public sealed partial class DocumentationTests
{
    public static TheoryData<string, int> Models
    {
        get
        {
            var models = new TheoryData<string, int>();
            foreach (var page in new[] { "language.md", "from-stan.md" })
            {
                for (var n = 0; n < ModelBlock().Count(Read(page)); n++)
                {
                    models.Add(page, n);
                }
            }

            return models;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Each_model_binds_without_error_or_warning(string page, int number)
    {
        var text = ModelBlock().Matches(Read(page))[number].Groups[1].Value;
        var compilation = SltCompilation.Compile(new("doc.slt", text), new BindingOptions());
        Assert.True(compilation.Diagnostics.All(d => d.Severity < Severity.Warning), Marked.Render(compilation));
    }

    [Fact]
    public void Every_function_and_combinator_is_in_the_reference()
    {
        var words = Word().Matches(Read("language.md")).Select(m => m.Value).ToHashSet();
        Assert.Equal([], BuiltInNames.All.Where(n => Language.Binding.Distributions.FamilySignatures.Find(n) is null).Except(words));
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", page));

    [GeneratedRegex(@"```slt\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex ModelBlock();

    [GeneratedRegex(@"\w+")]
    private static partial Regex Word();
}
