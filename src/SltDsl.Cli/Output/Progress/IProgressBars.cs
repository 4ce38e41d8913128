namespace SltDsl.Cli.Output.Progress;

/// <summary>Bars that long work moves, from any thread.</summary>
internal interface IProgressBars
{
    /// <summary>Moves a bar.</summary>
    /// <param name="bar">Which, from 0.</param>
    /// <param name="fraction">How much is done, from 0 to 1.</param>
    /// <param name="text">What stands beside it.</param>
    void Set(int bar, double fraction, string text);
}
