using System.Text;

namespace SltDsl.Cli.Output;

/// <summary>The streams of the tool: results go to the output, messages and progress to the error stream.</summary>
/// <param name="input">What is read for <c>-</c>.</param>
/// <param name="output">Results.</param>
/// <param name="error">Messages.</param>
internal sealed class Terminal(TextReader input, TextWriter output, TextWriter error)
{
    /// <summary>What is read for <c>-</c>.</summary>
    public TextReader Input { get; } = input;

    /// <summary>Results.</summary>
    public TextWriter Output { get; } = output;

    /// <summary>Messages.</summary>
    public TextWriter Error { get; } = error;

    /// <summary>Whether results are shown to a person who sees colours.</summary>
    public bool ColoursOutput { get; private set; }

    /// <summary>Whether messages are shown to a person who sees colours.</summary>
    public bool ColoursError { get; private set; }

    /// <summary>Whether progress may be animated: messages go to a terminal.</summary>
    public bool IsInteractive { get; private init; }

    /// <summary>The value of an environment variable, or null.</summary>
    public Func<string, string?> Variable { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>The streams of this process.</summary>
    public static Terminal OfProcess()
    {
        var encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);
        var plain = Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 } || Environment.GetEnvironmentVariable("TERM") is "dumb";
        return new(
            new StreamReader(Console.OpenStandardInput(), encoding),
            new StreamWriter(Console.OpenStandardOutput(), encoding, 16_384),
            new StreamWriter(Console.OpenStandardError(), encoding, 1_024) { AutoFlush = true })
        {
            ColoursOutput = !plain && !Console.IsOutputRedirected,
            ColoursError = !plain && !Console.IsErrorRedirected,
            IsInteractive = Environment.GetEnvironmentVariable("TERM") is not "dumb" && !Console.IsErrorRedirected,
        };
    }

    /// <summary>Follows <c>--color</c>: <c>always</c>, <c>never</c>, or <c>auto</c> for what suits the streams.</summary>
    public void UseColour(string? choice)
    {
        if (choice is "always" or "never")
        {
            ColoursOutput = ColoursError = choice is "always";
        }
    }

    /// <summary>Writes out what is held back; a reader that has gone away is no error.</summary>
    public void Flush()
    {
        try
        {
            Output.Flush();
        }
        catch (IOException)
        {
        }
    }
}
