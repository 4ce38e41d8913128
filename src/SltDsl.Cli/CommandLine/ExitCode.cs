namespace SltDsl.Cli.CommandLine;

/// <summary>What the tool's exit codes mean.</summary>
internal static class ExitCode
{
    /// <summary>All is well.</summary>
    public const int Fine = 0;

    /// <summary>Diagnostics at error level, or warnings where those count.</summary>
    public const int Diagnostics = 1;

    /// <summary>Wrong usage; a path that is missing or a directory.</summary>
    public const int Usage = 2;

    /// <summary>Data that are unreadable or do not fit the model.</summary>
    public const int Data = 3;

    /// <summary>A computation failed or did not converge.</summary>
    public const int Computation = 4;

    /// <summary>A check found differences.</summary>
    public const int Differences = 5;

    /// <summary>An error inside the tool.</summary>
    public const int Internal = 70;

    /// <summary>Stopped by the user.</summary>
    public const int Interrupted = 130;
}
