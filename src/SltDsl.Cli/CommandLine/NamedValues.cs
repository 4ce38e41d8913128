using System.Globalization;

namespace SltDsl.Cli.CommandLine;

/// <summary>Reads options of the form <c>NAME=VALUE</c>, several to a text where commas part them.</summary>
internal static class NamedValues
{
    /// <summary>Sizes; integers, with <c>_</c> allowed between digits as in the language.</summary>
    /// <exception cref="CommandFailure">A text is not of that form.</exception>
    public static IReadOnlyDictionary<string, long> Sizes(IEnumerable<string>? texts) => Parse("--size", "K=3", texts, text =>
        long.TryParse(text.Replace("_", ""), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : (long?)null);

    /// <summary>Hyperparameters; finite numbers.</summary>
    /// <exception cref="CommandFailure">A text is not of that form.</exception>
    public static IReadOnlyDictionary<string, double> Hypers(IEnumerable<string>? texts) => Parse("--hyper", "alpha=0.5", texts, text =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : (double?)null);

    /// <summary>Texts by name, in order.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="example">A right value, for messages.</param>
    /// <param name="text">Pairs parted by commas.</param>
    /// <exception cref="CommandFailure">The text is not of that form.</exception>
    public static IReadOnlyList<(string Name, string Value)> Split(string option, string example, string text) =>
        text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(pair => Pair(option, example, pair)).ToList();

    private static Dictionary<string, T> Parse<T>(string option, string example, IEnumerable<string>? texts, Func<string, T?> read)
        where T : struct
    {
        var values = new Dictionary<string, T>();
        foreach (var (name, text) in (texts ?? []).SelectMany(t => Split(option, example, t)))
        {
            values[name] = read(text) ?? throw Wrong(option, example, $"{name}={text}");
        }

        return values;
    }

    private static (string Name, string Value) Pair(string option, string example, string text)
    {
        var at = text.IndexOf('=');
        var (name, value) = at < 0 ? ("", "") : (text[..at].Trim(), text[(at + 1)..].Trim());
        return name.Length > 0 && value.Length > 0 ? (name, value) : throw Wrong(option, example, text);
    }

    private static CommandFailure Wrong(string option, string example, string text) =>
        new(ExitCode.Usage, $"`{option} {text}` is not a name with a value", $"write it as `{option} {example}`");
}
