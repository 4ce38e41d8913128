using System.Globalization;

namespace SltDsl.Cli.CommandLine;

/// <summary>Reads spans of time such as <c>10s</c>, <c>500ms</c> and <c>2m</c>.</summary>
internal static class Durations
{
    private static readonly (string Unit, double Seconds)[] Units = [("ms", 1e-3), ("s", 1), ("m", 60), ("h", 3_600)];

    /// <summary>The span.</summary>
    /// <param name="option">The option, for messages.</param>
    /// <param name="text">What was given to it.</param>
    /// <exception cref="CommandFailure">The text is not of that form.</exception>
    public static TimeSpan Parse(string option, string text)
    {
        foreach (var (unit, seconds) in Units)
        {
            if (text.EndsWith(unit, StringComparison.Ordinal)
                && double.TryParse(text[..^unit.Length], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
                && amount * seconds is > 0 and < 1e6)
            {
                return TimeSpan.FromSeconds(amount * seconds);
            }
        }

        throw new CommandFailure(ExitCode.Usage, $"`{option} {text}` is not a span of time", $"write it as `{option} 10s`, `500ms` or `2m`");
    }
}
