namespace SltDsl.Cli.Output;

/// <summary>The pages of docs/rules, which travel inside the tool.</summary>
internal static class RulePages
{
    /// <summary>The page of a code, or null.</summary>
    public static string? Find(string code)
    {
        using var stream = typeof(RulePages).Assembly.GetManifestResourceStream($"rules/{code}.md");
        if (stream is null)
        {
            return null;
        }

        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
