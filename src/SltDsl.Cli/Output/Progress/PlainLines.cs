using System.Diagnostics;

namespace SltDsl.Cli.Output.Progress;

/// <summary>Progress for logs: a line with all bars every ten seconds.</summary>
internal sealed class PlainLines(TextWriter writer, IReadOnlyList<string> titles) : IProgressBars
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly string[] _texts = titles.Select(_ => "").ToArray();
    private long _last = Stopwatch.GetTimestamp();

    /// <inheritdoc/>
    public void Set(int bar, double fraction, string text)
    {
        lock (_gate)
        {
            _texts[bar] = $"{titles[bar]} {fraction * 100:0} % {text}".TrimEnd();
            if (Stopwatch.GetElapsedTime(_last) >= Interval)
            {
                _last = Stopwatch.GetTimestamp();
                writer.WriteLine(string.Join("; ", _texts.Where(t => t.Length > 0)));
            }
        }
    }
}
