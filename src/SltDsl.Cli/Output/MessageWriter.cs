using SltDsl.Language.Diagnostics;

namespace SltDsl.Cli.Output;

/// <summary>Messages to the person at the terminal, on the error stream.</summary>
internal sealed class MessageWriter(Terminal terminal)
{
    /// <summary>An error: what is wrong, and what to try next.</summary>
    /// <param name="code">The diagnostic, or null.</param>
    /// <param name="message">One sentence without a full stop.</param>
    /// <param name="help">What to try next, or null.</param>
    public void Error(string? code, string message, string? help)
    {
        terminal.Error.WriteLine($"{Paint(code is null ? "error" : $"error[{code}]", DiagnosticRole.Error)}: {message}");
        Help(help);
    }

    /// <summary>A warning.</summary>
    /// <param name="message">One sentence without a full stop.</param>
    /// <param name="help">What to try next, or null.</param>
    /// <param name="code">The diagnostic, or null.</param>
    public void Warning(string message, string? help = null, string? code = null)
    {
        terminal.Error.WriteLine($"{Paint(code is null ? "warning" : $"warning[{code}]", DiagnosticRole.Warning)}: {message}");
        Help(help);
    }

    /// <summary>A remark.</summary>
    public void Note(string message) => terminal.Error.WriteLine(message);

    /// <summary>An error of the tool itself. The trace is for those who mend it, and shown when <c>SLT_TRACE</c> is set.</summary>
    public void Internal(Exception failure)
    {
        Error(
            ToolDiagnostics.InternalError.Code,
            $"the tool failed where it should not have: {failure.GetType().Name}: {failure.Message.ReplaceLineEndings(" ")}",
            "please report this with the command and its files; `SLT_TRACE=1` adds the trace");
        if (terminal.Variable("SLT_TRACE") is { Length: > 0 })
        {
            terminal.Error.WriteLine(failure.StackTrace);
        }
    }

    private void Help(string? help)
    {
        if (help is not null)
        {
            terminal.Error.WriteLine($"  {Paint("help", DiagnosticRole.Help)}: {help}");
        }
    }

    private string Paint(string text, DiagnosticRole role) => terminal.ColoursError ? Palette.Paint(text, role) : text;
}
