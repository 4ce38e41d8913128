namespace SltDsl.Cli.Output;

/// <summary>Names in a sentence.</summary>
internal static class WordList
{
    /// <summary>The names in backticks, joined by commas and "and".</summary>
    public static string Of(IReadOnlyList<string> names) => names.Count switch
    {
        0 => "",
        1 => $"`{names[0]}`",
        _ => $"{string.Join(", ", names.SkipLast(1).Select(name => $"`{name}`"))} and `{names[^1]}`",
    };
}
