namespace SltDsl.Cli.Output.Progress;

/// <summary>Shows the progress of long work on the error stream: bars at a terminal, else a plain line every ten seconds.</summary>
internal static class ProgressDisplay
{
    /// <summary>Does the work while its bars are shown.</summary>
    /// <param name="terminal">Where to show them.</param>
    /// <param name="shown">Whether they are shown at all.</param>
    /// <param name="titles">The bars.</param>
    /// <param name="work">The work.</param>
    public static T Run<T>(Terminal terminal, bool shown, IReadOnlyList<string> titles, Func<IProgressBars, T> work) =>
        !shown ? work(new NoBars())
        : terminal.IsInteractive ? TerminalBars.Run(terminal, titles, work)
        : work(new PlainLines(terminal.Error, titles));

    private sealed class NoBars : IProgressBars
    {
        public void Set(int bar, double fraction, string text)
        {
        }
    }
}
