using Spectre.Console;

namespace SltDsl.Cli.Output.Progress;

/// <summary>Progress for a person at a terminal: an animated bar each, with its text and the time that remains.</summary>
internal sealed class TerminalBars(IReadOnlyList<(string Title, ProgressTask Task)> bars) : IProgressBars
{
    /// <summary>Does the work while its bars are shown.</summary>
    public static T Run<T>(Terminal terminal, IReadOnlyList<string> titles, Func<IProgressBars, T> work)
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(terminal.Error),
            Ansi = AnsiSupport.Yes,
            Interactive = InteractionSupport.Yes,
            ColorSystem = terminal.ColoursError ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
        });
        return console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new RemainingTimeColumn())
            .Start(context => work(new TerminalBars(titles.Select(title => (title, context.AddTask(Markup.Escape(title)))).ToList())));
    }

    /// <inheritdoc/>
    public void Set(int bar, double fraction, string text)
    {
        var (title, task) = bars[bar];
        task.Description = Markup.Escape($"{title} {text}");
        task.Value = 100 * fraction;
    }
}
