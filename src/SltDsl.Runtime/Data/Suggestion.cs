using SltDsl.Language.Diagnostics;

namespace SltDsl.Runtime;

/// <summary>The end of a message about a name that is not there.</summary>
internal static class Suggestion
{
    /// <summary>Either the name that was probably meant, or all that there are.</summary>
    public static string For(string name, IReadOnlyList<string> candidates, string listing)
    {
        if (Spelling.Nearest(name, candidates) is { } nearest)
        {
            return $"; did you mean `{nearest}`?";
        }

        var shown = string.Join(", ", candidates.Take(10).Select(c => $"`{c}`"));
        return candidates.Count == 0 ? string.Empty : listing + shown + (candidates.Count > 10 ? $" and {candidates.Count - 10} more" : string.Empty);
    }
}
