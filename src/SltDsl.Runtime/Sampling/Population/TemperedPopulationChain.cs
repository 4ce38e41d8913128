namespace SltDsl.Runtime;

/// <summary>A tempered population, whose particles at the target are the draws.</summary>
internal sealed class TemperedPopulationChain : MarkovChain
{
    /// <summary>Dimensions up to this take slice moves; above, Hamiltonian moves cost less.</summary>
    private const int MostSliceDimensions = 40;

    private readonly ReferenceDistribution _reference;
    private readonly TemperedTarget _target;
    private readonly Particle[] _start;
    private readonly Ladder _ladder = new(1);
    private readonly Record _record = new();
    private readonly int _warmUp;
    private TemperedReplicate? _replicate;
    private int _climbing = 1;
    private int _levels = 1;
    private int _iteration;

    public TemperedPopulationChain(ILogDensity density, ReferenceDistribution reference, int draws, int warmUp)
    {
        (_reference, _warmUp) = (reference, warmUp);
        _target = new TemperedTarget(reference.Density.Fork(), new NegativeLogLikelihood(reference.Density.Fork(), density));
        _start = [.. Enumerable.Range(0, draws).Select(_ => new Particle(density.Dimension))];
    }

    public override ReadOnlySpan<double> Position => Current.Position;

    public override double StepSize => double.NaN;

    public override double[] InverseMetric => [];

    public override long GradientEvaluations => _target.GradientEvaluations;

    public override LadderRecord Ladder => _record;

    public override bool IsPreparing => _climbing != 0;

    public override double? InverseTemperature => IsPreparing ? _replicate?.Beta : null;

    private Particle Current => Replicate.Population[Math.Max(0, _iteration - _warmUp - 1)];

    private TemperedReplicate Replicate =>
        _replicate ??= new TemperedReplicate(_start, _target.Dimension <= MostSliceDimensions ? new SliceMoves(_target, _start) : new HamiltonianMoves(_target));

    /// <summary>Draws the population from the reference; a starting point has no meaning for it.</summary>
    public override void Start(IReadOnlyList<double>? initialPoint, ref SltRandom random)
    {
        foreach (var particle in _start)
        {
            _reference.Draw(ref random, particle.Position);
            _target.Evaluate(particle);
        }

        if (!Array.Exists(_start, particle => double.IsFinite(particle.Energy)))
        {
            throw new InitialPointException($"no starting point: the target is zero or not a number at each of {_start.Length} draws from the reference. Check the data against the model's constraints.")
            {
                Point = _start[0].Position,
            };
        }
    }

    public override void Prepare(ref SltRandom random)
    {
        if (!Replicate.Advance(_ladder, ref random, _ => _levels++))
        {
            _climbing = 0;
            _record.Set(_levels, Replicate.LogEvidence);
        }
    }

    public override TransitionStatistics Advance(ref SltRandom random)
    {
        _iteration++;
        return new TransitionStatistics(1, double.NaN, 0, 0, false, false, double.NaN, Current.LogPrior - Current.Energy);
    }

    public override void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _iteration);
        snapshot.Exchange(ref _climbing);
        snapshot.Exchange(ref _levels);
        _target.Exchange(snapshot);
        _record.Exchange(snapshot);
        Replicate.Exchange(snapshot);
    }

    /// <summary>The levels and log Z; a single population shows no error of it.</summary>
    private sealed class Record : LadderRecord
    {
        private int _levels;
        private double _logEvidence;

        public override int Rungs => _levels;

        public override Estimated LogNormaliser() => new(_logEvidence, double.NaN);

        public void Set(int levels, double logEvidence) => (_levels, _logEvidence) = (levels, logEvidence);

        public void Exchange(Snapshot snapshot)
        {
            snapshot.Exchange(ref _levels);
            snapshot.Exchange(ref _logEvidence);
        }
    }
}
