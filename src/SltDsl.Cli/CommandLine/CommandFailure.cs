namespace SltDsl.Cli.CommandLine;

/// <summary>Ends a verb: nothing more can be done, and the user is told why and what to try.</summary>
/// <param name="exitCode">The tool's exit code (<see cref="ExitCode"/>).</param>
/// <param name="message">One sentence without a full stop, names in backticks.</param>
/// <param name="help">The next command or edit to try.</param>
/// <param name="code">The diagnostic, such as <c>SLT0702</c>, where one fits.</param>
internal sealed class CommandFailure(int exitCode, string message, string? help = null, string? code = null) : Exception(message)
{
    /// <summary>The tool's exit code.</summary>
    public int ExitCode { get; } = exitCode;

    /// <summary>The next command or edit to try.</summary>
    public string? Help { get; } = help;

    /// <summary>The diagnostic, where one fits.</summary>
    public string? Code { get; } = code;
}
