namespace SltDsl.Cli.CommandLine;

/// <summary>Checks names that are given on the command line against those of a model.</summary>
internal static class KnownNames
{
    /// <summary>Fails at the first name that the model does not have, and suggests the nearest.</summary>
    /// <param name="option">The option that gives them, for messages.</param>
    /// <param name="given">The names that are given.</param>
    /// <param name="known">The names of the model.</param>
    /// <param name="model">The model's name.</param>
    /// <exception cref="CommandFailure">A name is unknown.</exception>
    public static void Require(string option, IEnumerable<string> given, IEnumerable<string> known, string model)
    {
        var names = known.ToList();
        if (given.FirstOrDefault(name => !names.Contains(name)) is { } unknown)
        {
            throw new CommandFailure(
                ExitCode.Usage,
                $"`{option} {unknown}`: `{model}` has no such name{UsageErrors.DidYouMean(unknown, names)}",
                names.Count > 0 ? $"it has {string.Join(", ", names.Select(n => $"`{n}`"))}" : "it has none of that kind");
        }
    }
}
