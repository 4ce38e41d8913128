namespace SltDsl.Runtime;

/// <summary>One chain of replica exchange: a whole ladder of replicas, whose point at the target is the draw.</summary>
internal sealed class ReplicaExchangeChain(ILogDensity target, ReplicaExchangeOptions options) : MarkovChain
{
    private const int FirstRungs = 8;
    private const int FirstRound = 16;
    private const int StartAttempts = 100;

    private readonly ILogDensity _reference = options.Reference.Density.Fork();
    private readonly double[] _draw = new double[target.Dimension];
    private readonly HashSet<int> _roundEnds = Rounds(options.WarmUp);
    private readonly ExchangeRecord _record = new();
    private Rung[] _rungs = [];
    private int _iteration;
    private long _retiredEvaluations;

    public override ReadOnlySpan<double> Position => _rungs[^1].Point.Position;

    public override double StepSize => _rungs.Length == 0 ? double.NaN : _rungs[^1].StepSize;

    public override double[] InverseMetric => _rungs[^1].InverseMetric;

    public override long GradientEvaluations => _retiredEvaluations + _rungs.Sum(rung => rung.GradientEvaluations);

    public override LadderRecord Ladder => _record;

    public override void Start(IReadOnlyList<double>? initialPoint, ref SltRandom random)
    {
        var betas = TemperatureSchedule.Even(options.Rungs == 0 ? FirstRungs : options.Rungs);
        _rungs = Array.ConvertAll(betas, _ => new Rung(_reference, target, options));
        for (var i = 0; i < _rungs.Length; i++)
        {
            _rungs[i].Replica = i;
            _rungs[i].Beta = betas[i];
            PlaceAtStart(_rungs[i], i == 0 ? null : initialPoint, ref random);
        }

        BeginRound(betas, ref random);
    }

    public override TransitionStatistics Advance(ref SltRandom random)
    {
        var statistics = Explore(ref random);
        _record.Observe(_rungs);
        ExchangeNeighbours(ref random);
        _record.Follow(_rungs);
        _iteration++;
        if (_roundEnds.Contains(_iteration))
        {
            Reschedule(ref random);
        }
        else if (_iteration == options.WarmUp)
        {
            Array.ForEach(_rungs[1..], rung => rung.EndAdaptation());
            _record.Begin([.. _record.Betas]);
        }

        // The Hamiltonian of a move says nothing about a point that came by exchange.
        return statistics with { Energy = double.NaN, LogDensity = _rungs[^1].Point.LogTarget };
    }

    public override void Exchange(Snapshot snapshot)
    {
        var count = _rungs.Length;
        snapshot.Exchange(ref _iteration);
        snapshot.Exchange(ref _retiredEvaluations);
        snapshot.Exchange(ref count);
        if (count != _rungs.Length)
        {
            _rungs = Enumerable.Range(0, count).Select(_ => new Rung(_reference, target, options)).ToArray();
        }

        Array.ForEach(_rungs, rung => rung.Exchange(snapshot));
        _record.Exchange(snapshot);
    }

    /// <summary>Ends of the rounds after which the ladder is spaced anew: each round twice as long as the one before; the last, to the end of warm-up, is kept for the steps.</summary>
    private static HashSet<int> Rounds(int warmUp)
    {
        var ends = new HashSet<int>();
        for (int end = FirstRound, length = FirstRound; end + (2 * length) <= warmUp; length *= 2, end += length)
        {
            ends.Add(end);
        }

        return ends;
    }

    private void PlaceAtStart(Rung rung, IReadOnlyList<double>? given, ref SltRandom random)
    {
        for (var attempt = 0; attempt < StartAttempts; attempt++)
        {
            if (given is null)
            {
                options.Reference.Draw(ref random, _draw);
            }
            else
            {
                InitialPoint.Place(target, given, ref random, _draw);
            }

            rung.Place(_draw);
            if (double.IsFinite(rung.Point.LogRatio) || rung.Beta == 0)
            {
                return;
            }
        }

        throw new InitialPointException($"no starting point: the target is zero or not a number at each of {StartAttempts} draws from the reference. Check the data against the model's constraints, or give an initial point.")
        {
            Point = (double[])_draw.Clone(),
        };
    }

    private TransitionStatistics Explore(ref SltRandom random)
    {
        options.Reference.Draw(ref random, _draw);
        _rungs[0].Place(_draw);
        var statistics = default(TransitionStatistics);
        for (var i = 1; i < _rungs.Length; i++)
        {
            statistics = _rungs[i].Explore(ref random);
            if (_iteration < options.WarmUp)
            {
                _rungs[i].Adapt(statistics);
            }
        }

        return statistics;
    }

    private void ExchangeNeighbours(ref SltRandom random)
    {
        for (var i = _iteration % 2; i + 1 < _rungs.Length; i += 2)
        {
            if (random.NextUniform() < ExchangeRecord.Acceptance(_rungs[i], _rungs[i + 1]))
            {
                _rungs[i].Swap(_rungs[i + 1]);
            }
        }
    }

    private void Reschedule(ref SltRandom random)
    {
        var rejections = _record.Rejections();
        var count = options.Rungs > 0 ? options.Rungs : Math.Clamp((int)Math.Ceiling(2 * rejections.Sum()) + 2, 3, options.MostRungs);
        var before = _record.Betas;
        var betas = TemperatureSchedule.Even(before, rejections, count);
        if (count != _rungs.Length)
        {
            Resize(before, betas);
        }

        for (var i = 0; i < count; i++)
        {
            _rungs[i].Beta = betas[i];
        }

        BeginRound(betas, ref random);
    }

    /// <summary>Makes another number of rungs, each beginning as the old one nearest in temperature was.</summary>
    private void Resize(IReadOnlyList<double> before, double[] betas)
    {
        var old = _rungs;
        _rungs = new Rung[betas.Length];
        var kept = new HashSet<Rung>();
        for (var i = 0; i < betas.Length; i++)
        {
            var nearest = Enumerable.Range(0, old.Length).MinBy(k => Math.Abs(before[k] - betas[i]));
            var snapshot = new SnapshotWriter();
            old[nearest].Exchange(snapshot);
            _rungs[i] = new Rung(_reference, target, options);
            _rungs[i].Exchange(new SnapshotReader(snapshot.ToArray()));
            _rungs[i].Replica = i;

            // The copy counts the evaluations of the original once.
            _retiredEvaluations -= kept.Add(old[nearest]) ? 0 : old[nearest].GradientEvaluations;
        }

        _retiredEvaluations += old.Where(rung => !kept.Contains(rung)).Sum(rung => rung.GradientEvaluations);
    }

    private void BeginRound(double[] betas, ref SltRandom random)
    {
        for (var i = 1; i < _rungs.Length; i++)
        {
            _rungs[i].BeginRound(ref random);
        }

        _record.Begin(betas);
    }
}
