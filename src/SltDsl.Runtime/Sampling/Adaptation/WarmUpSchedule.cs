namespace SltDsl.Runtime;

/// <summary>
/// When warm-up learns what, as Stan does it: at first only the step, then the metric in windows that double in length, at
/// the end the step alone.
/// </summary>
internal sealed class WarmUpSchedule
{
    private const int Shortest = 20;
    private const int Opening = 75;
    private const int FirstWindow = 25;
    private const int Closing = 50;

    private readonly int _from;
    private readonly int _until;
    private readonly HashSet<int> _ends = [];

    /// <param name="length">Iterations of warm-up; under 20 the metric is not learnt, under 150 the parts shrink in proportion.</param>
    public WarmUpSchedule(int length)
    {
        if (length < Shortest)
        {
            return;
        }

        var full = length >= Opening + FirstWindow + Closing;
        _from = full ? Opening : (int)(0.15 * length);
        _until = length - (full ? Closing : (int)(0.1 * length));
        var window = full ? FirstWindow : _until - _from;
        for (var start = _from; start < _until; window *= 2)
        {
            // A window that would leave too little for the next, twice as long, takes the rest.
            var end = start + (3 * window) > _until ? _until : start + window;
            _ends.Add(end - 1);
            start = end;
        }
    }

    /// <summary>Whether the draw of this iteration counts towards the metric.</summary>
    public bool Observes(int iteration) => iteration >= _from && iteration < _until;

    /// <summary>Whether the metric is learnt after this iteration.</summary>
    public bool EndsWindow(int iteration) => _ends.Contains(iteration);
}
