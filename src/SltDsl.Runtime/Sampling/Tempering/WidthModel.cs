namespace SltDsl.Runtime;

/// <summary>
/// How wide the first interval of a slice move is: mostly of the size that the last level's moves ended with, sometimes of
/// any size. Drawn without regard to the particle, so that the move stays reversible.
/// </summary>
internal sealed class WidthModel
{
    private const double AnySize = 0.2;
    private const double FewestDecades = 9;

    private double _largest;
    private double _logMean;
    private double _logSd = 1;
    private double _logSmallest;
    private double _sum;
    private double _squares;
    private int _count;

    /// <param name="largest">The largest width that makes sense.</param>
    public WidthModel(double largest)
    {
        _largest = largest;
        _logMean = Math.Log(largest);
        _logSmallest = _logMean - (FewestDecades * Math.Log(10));
    }

    /// <summary>Draws a width.</summary>
    public double Draw(ref SltRandom random)
    {
        if (random.NextUniform() < AnySize)
        {
            return _largest * Math.Exp((_logSmallest - Math.Log(_largest)) * random.NextUniform());
        }

        return Math.Exp(_logMean + (_logSd * random.NextNormal()));
    }

    /// <summary>Notes the interval that a move ended with.</summary>
    public void Observe(double width)
    {
        var log = Math.Log(width);
        _count++;
        _sum += log;
        _squares += log * log;
    }

    /// <summary>Adopts what was noted since the last time.</summary>
    public void Learn()
    {
        const int enough = 20;

        // An interval too wide costs a logarithmic number of evaluations; one too narrow keeps the particle where it is, and
        // never crosses to another arm of the true set.
        const double widen = 2;
        if (_count < enough)
        {
            return;
        }

        var mean = _sum / _count;
        _logSd = Math.Clamp(Math.Sqrt(Math.Max(0, (_squares / _count) - (mean * mean))), 0.5, 3);
        _logMean = Math.Min(mean + widen, Math.Log(_largest));
        _logSmallest = Math.Min(_logSmallest, _logMean - (3 * _logSd));
        _sum = _squares = _count = 0;
    }

    /// <summary>Saves what was learnt, or restores it.</summary>
    public void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _largest);
        snapshot.Exchange(ref _logMean);
        snapshot.Exchange(ref _logSd);
        snapshot.Exchange(ref _logSmallest);
        snapshot.Exchange(ref _sum);
        snapshot.Exchange(ref _squares);
        snapshot.Exchange(ref _count);
    }
}
