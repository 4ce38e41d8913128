using SltDsl.Language.Text;

namespace SltDsl.Language.Tests;

/// <summary>The sixteen files of examples/models.</summary>
internal static class ExampleModels
{
    public static IReadOnlyList<SourceText> All { get; } = Directory
        .GetFiles(Path.Combine(AppContext.BaseDirectory, "models"), "*.slt")
        .Order(StringComparer.Ordinal)
        .Select(f => new SourceText(Path.GetFileName(f), File.ReadAllText(f)))
        .ToArray();

    public static TheoryData<string> Names => new(All.Select(s => s.Path));

    public static SourceText Get(string name) => All.Single(s => s.Path.StartsWith(name, StringComparison.Ordinal));
}
