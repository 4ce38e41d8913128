using SltDsl.Language.Text;

namespace SltDsl.Language.Binding;

/// <summary>What a file does not say itself: its default name, where imports come from, sizes that the build fixes.</summary>
public sealed record BindingOptions
{
    /// <summary>The model's name when no <c>model</c> statement gives one.</summary>
    public string DefaultModelName { get; init; } = "Model";

    /// <summary>
    /// Finds an imported file by its path, resolved against the importing file's (<see cref="ImportGraph.Resolve"/>); null when there is none. The text
    /// that it gives has that path.
    /// </summary>
    public Func<string, SourceText?>? Import { get; init; }

    /// <summary>Values that take the place of those written for sizes, by name.</summary>
    public IReadOnlyDictionary<string, long> Sizes { get; init; } = new Dictionary<string, long>();
}
