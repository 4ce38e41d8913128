namespace SltDsl.Runtime;

/// <summary>One temperature of a ladder: the point that is there now, and the moves that keep its distribution.</summary>
internal sealed class Rung
{
    private readonly TemperedPath _path;
    private readonly NoUTurnTransition _transition;
    private readonly DualAveraging _averaging;
    private readonly PhasePoint _trial;
    private int _replica;
    private long _placements;

    public Rung(ILogDensity reference, ILogDensity target, ReplicaExchangeOptions options)
    {
        _path = new TemperedPath(reference, target);
        _transition = new NoUTurnTransition(new HamiltonianSystem(_path, Metric.Create(MetricKind.Diagonal, target.Dimension)), options.MaxTreeDepth);
        _averaging = new DualAveraging(options.TargetAcceptance);
        _trial = new PhasePoint(target.Dimension);
        Point = new PathPoint(target.Dimension);
    }

    /// <summary>β of this rung.</summary>
    public double Beta
    {
        get => _path.Beta;
        set
        {
            _path.Beta = value;
            Settle();
        }
    }

    /// <summary>The point that is here now.</summary>
    public PathPoint Point { get; private set; }

    /// <summary>Which replica the point belongs to: its number among the rungs at the start.</summary>
    public int Replica
    {
        get => _replica;
        set => _replica = value;
    }

    public double StepSize => _transition.StepSize;

    public double[] InverseMetric => _transition.System.Metric.InverseDiagonal;

    public long GradientEvaluations => _transition.System.GradientEvaluations + _placements;

    /// <summary>Puts a point here.</summary>
    public void Place(ReadOnlySpan<double> position)
    {
        position.CopyTo(Point.Position);
        _path.Evaluate(Point);
        _placements++;
        Settle();
    }

    /// <summary>Moves the point within this rung's distribution.</summary>
    public TransitionStatistics Explore(ref SltRandom random)
    {
        var statistics = _transition.Advance(ref random);
        Place(_transition.Current.Position);
        return statistics;
    }

    /// <summary>Exchanges the points of two rungs.</summary>
    public void Swap(Rung other)
    {
        (Point, other.Point) = (other.Point, Point);
        (Replica, other.Replica) = (other.Replica, Replica);
        Settle();
        other.Settle();
    }

    /// <summary>Begins a round of adaptation with what the rounds before have shown.</summary>
    public void BeginRound(ref SltRandom random)
    {
        _transition.System.Metric.Learn();
        StepSizeSearch.Run(_transition, _trial, ref random);
        _averaging.Restart(_transition.StepSize);
    }

    /// <summary>Learns from a move.</summary>
    public void Adapt(TransitionStatistics statistics)
    {
        _transition.StepSize = _averaging.Next(statistics.AcceptanceStatistic);
        _transition.System.Metric.Observe(_transition.Current.Position);
    }

    /// <summary>Ends adaptation.</summary>
    public void EndAdaptation() => _transition.StepSize = _averaging.AveragedStep;

    /// <summary>Saves the state between two scans, or restores it.</summary>
    public void Exchange(Snapshot snapshot)
    {
        var beta = Beta;
        snapshot.Exchange(ref beta);
        snapshot.Exchange(ref _replica);
        snapshot.Exchange(ref _placements);
        _averaging.Exchange(snapshot);
        _transition.Exchange(snapshot);
        _path.Beta = beta;
        _transition.Current.Position.CopyTo(Point.Position, 0);
        _path.Evaluate(Point);
        Settle();
    }

    // The transition goes on from the point, at this rung's temperature.
    private void Settle()
    {
        var current = _transition.Current;
        Point.Position.AsSpan().CopyTo(current.Position);
        current.LogDensity = Point.At(Beta, current.Gradient);
    }
}
