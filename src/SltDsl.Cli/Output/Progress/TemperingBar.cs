namespace SltDsl.Cli.Output.Progress;

/// <summary>How far populations are on their way from the prior to the posterior.</summary>
internal sealed class TemperingBar(IProgressBars bars) : IProgress<double>
{
    public void Report(double value) => bars.Set(0, value, "tempering from the prior to the posterior");
}
