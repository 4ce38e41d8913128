namespace SltDsl.Runtime;

/// <summary>A chain of stochastic gradient Langevin dynamics.</summary>
internal sealed class LangevinChain : MarkovChain
{
    private const double Floor = 1e-5;

    private readonly ILogDensity _density;
    private readonly IRowwiseLogDensity? _rowwise;
    private readonly LangevinOptions _options;
    private readonly double[] _position;
    private readonly double[] _gradient;
    private readonly double[] _squares;
    private readonly double[] _inverseMetric;
    private readonly int[] _rows;
    private readonly int _batch;
    private double _logDensity;
    private long _evaluations;
    private int _steps;

    public LangevinChain(ILogDensity density, LangevinOptions options)
    {
        (_density, _options) = (density, options);
        _rowwise = density as IRowwiseLogDensity;
        _position = new double[density.Dimension];
        _gradient = new double[density.Dimension];
        _squares = new double[density.Dimension];
        _inverseMetric = new double[density.Dimension];
        _rows = [.. Enumerable.Range(0, _rowwise?.Rows ?? 0)];
        _batch = Math.Min(options.BatchSize, _rows.Length);
    }

    public override ReadOnlySpan<double> Position => _position;

    public override double StepSize => _options.Step;

    public override double[] InverseMetric => _inverseMetric;

    public override long GradientEvaluations => _evaluations;

    public override void Start(IReadOnlyList<double>? initialPoint, ref SltRandom random) =>
        InitialPoint.Place(_density, initialPoint, ref random, _position);

    public override TransitionStatistics Advance(ref SltRandom random)
    {
        for (var step = 0; step < _options.StepsPerDraw; step++)
        {
            Step(ref random);
        }

        return new TransitionStatistics(1, _options.Step, 0, _options.StepsPerDraw, false, false, double.NaN, _logDensity);
    }

    public override void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(_position);
        snapshot.Exchange(_squares);
        snapshot.Exchange(_inverseMetric);
        foreach (ref var row in _rows.AsSpan())
        {
            snapshot.Exchange(ref row);
        }

        snapshot.Exchange(ref _logDensity);
        snapshot.Exchange(ref _evaluations);
        snapshot.Exchange(ref _steps);
    }

    private void Step(ref SltRandom random)
    {
        Evaluate(ref random);
        _evaluations++;
        _steps++;

        // As for Adam, the average is divided by the weight that it has gathered so far (Kingma and Ba 2015).
        var gathered = 1 - Math.Pow(_options.Decay, _steps);
        for (var i = 0; i < _position.Length; i++)
        {
            _squares[i] = (_options.Decay * _squares[i]) + ((1 - _options.Decay) * _gradient[i] * _gradient[i]);
            _inverseMetric[i] = _options.IsPreconditioned ? 1 / (Floor + Math.Sqrt(_squares[i] / gathered)) : 1;
            var scale = _options.Step * _inverseMetric[i];
            _position[i] += (0.5 * scale * _gradient[i]) + (Math.Sqrt(scale) * random.NextNormal());
        }
    }

    private void Evaluate(ref SltRandom random)
    {
        if (_rowwise is null || _batch == 0)
        {
            _logDensity = _density.LogDensityAndGradient(_position, _gradient);
        }
        else
        {
            for (var i = 0; i < _batch; i++)
            {
                var chosen = i + (int)random.NextInteger(_rows.Length - i);
                (_rows[i], _rows[chosen]) = (_rows[chosen], _rows[i]);
            }

            _logDensity = _rowwise.LogDensityAndGradient(_position, _rows.AsSpan(0, _batch), _gradient);
        }

        if (!double.IsFinite(_logDensity))
        {
            throw new DivergedChainException(FormattableString.Invariant($"Langevin dynamics left the region where the density is positive after {_steps} steps of {_options.Step}; take a smaller step, or a method that refuses steps such as NUTS."));
        }
    }
}

/// <summary>A chain without acceptance steps ran away; the message says what to try.</summary>
public sealed class DivergedChainException(string message) : Exception(message);
