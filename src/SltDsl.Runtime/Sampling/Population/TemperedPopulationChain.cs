namespace SltDsl.Runtime;

/// <summary>A tempered population, whose particles at the target are the draws.</summary>
internal sealed class TemperedPopulationChain : MarkovChain
{
    /// <summary>Dimensions up to this take slice moves; above, Hamiltonian moves cost less.</summary>
    private const int MostSliceDimensions = 40;

    private readonly ReferenceDistribution _reference;
    private readonly TemperedTarget _target;
    private readonly Particle[] _particles;
    private readonly Record _record = new();
    private readonly int _warmUp;
    private int _iteration;
    private long _evaluations;

    public TemperedPopulationChain(ILogDensity density, ReferenceDistribution reference, int draws, int warmUp)
    {
        (_reference, _warmUp) = (reference, warmUp);
        _target = new TemperedTarget(reference.Density.Fork(), new NegativeLogLikelihood(reference.Density.Fork(), density));
        _particles = Enumerable.Range(0, draws).Select(_ => new Particle(density.Dimension)).ToArray();
    }

    public override ReadOnlySpan<double> Position => _particles[Math.Max(0, _iteration - _warmUp - 1)].Position;

    public override double StepSize => double.NaN;

    public override double[] InverseMetric => [];

    public override long GradientEvaluations => _evaluations;

    public override LadderRecord Ladder => _record;

    /// <summary>Takes the whole population up the ladder; a starting point has no meaning for it.</summary>
    public override void Start(IReadOnlyList<double>? initialPoint, ref SltRandom random)
    {
        foreach (var particle in _particles)
        {
            _reference.Draw(ref random, particle.Position);
            _target.Evaluate(particle);
        }

        if (!Array.Exists(_particles, particle => double.IsFinite(particle.Energy)))
        {
            throw new InitialPointException($"no starting point: the target is zero or not a number at each of {_particles.Length} draws from the reference. Check the data against the model's constraints.")
            {
                Point = _particles[0].Position,
            };
        }

        IPopulationMove move = _target.Dimension <= MostSliceDimensions ? new SliceMoves(_target, _particles) : new HamiltonianMoves(_target);
        var levels = 1;
        Particle[] last = [];
        var replicate = new TemperedReplicate([.. _particles.Select(Copy)], move);
        replicate.Run(
            new Ladder(1),
            ref random,
            level =>
            {
                levels++;
                last = level.Population;
            },
            CancellationToken.None);
        for (var i = 0; i < _particles.Length; i++)
        {
            _particles[i].CopyFrom(last[i]);
        }

        _evaluations = _target.GradientEvaluations;
        _record.Set(levels, replicate.LogEvidence);
    }

    public override TransitionStatistics Advance(ref SltRandom random)
    {
        _iteration++;
        var particle = _particles[Math.Max(0, _iteration - _warmUp - 1)];
        return new TransitionStatistics(1, double.NaN, 0, 0, false, false, double.NaN, particle.LogPrior - particle.Energy);
    }

    public override void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _iteration);
        snapshot.Exchange(ref _evaluations);
        _record.Exchange(snapshot);
        foreach (var particle in _particles)
        {
            var (energy, prior) = (particle.Energy, particle.LogPrior);
            snapshot.Exchange(particle.Position);
            snapshot.Exchange(ref energy);
            snapshot.Exchange(ref prior);
            (particle.Energy, particle.LogPrior) = (energy, prior);
        }
    }

    private static Particle Copy(Particle particle)
    {
        var copy = new Particle(particle.Position.Length);
        copy.CopyFrom(particle);
        return copy;
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
