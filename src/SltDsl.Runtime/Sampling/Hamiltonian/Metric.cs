using System.Numerics.Tensors;

namespace SltDsl.Runtime;

/// <summary>A Euclidean metric on positions, learnt from draws: its inverse approximates their covariance.</summary>
internal abstract class Metric
{
    /// <summary>The diagonal of the inverse metric.</summary>
    public abstract double[] InverseDiagonal { get; }

    /// <summary>A metric of a kind, at first the identity.</summary>
    public static Metric Create(MetricKind kind, int dimension) =>
        kind == MetricKind.Dense ? new DenseMetric(dimension) : new DiagonalMetric(dimension);

    /// <summary>velocity = inverse metric · momentum.</summary>
    public abstract void Velocity(ReadOnlySpan<double> momentum, Span<double> velocity);

    /// <summary>Draws a momentum from N(0, metric).</summary>
    public abstract void DrawMomentum(ref SltRandom random, Span<double> momentum);

    /// <summary>Takes a draw into account for the next <see cref="Learn"/>.</summary>
    public abstract void Observe(ReadOnlySpan<double> position);

    /// <summary>
    /// Sets the inverse metric to the covariance of the draws observed since the last time, shrunk towards 10⁻³ of the
    /// identity with the weight of five draws (Stan Development Team, reference manual, section on HMC adaptation).
    /// </summary>
    public abstract void Learn();

    /// <summary>Saves what was learnt and observed, or restores it.</summary>
    public abstract void Exchange(Snapshot snapshot);

    /// <summary>(weight of the draws, amount added to the diagonal) for n draws.</summary>
    protected static (double Weight, double Ridge) Shrinkage(int n) => (n / (n + 5.0), 1e-3 * 5.0 / (n + 5.0));
}

/// <summary>A metric that treats coordinates as uncorrelated.</summary>
internal sealed class DiagonalMetric : Metric
{
    private readonly double[] _inverse;
    private readonly double[] _momentumScale;
    private readonly double[] _mean;
    private readonly double[] _squares;
    private int _count;

    public DiagonalMetric(int dimension)
    {
        _inverse = new double[dimension];
        _momentumScale = new double[dimension];
        _mean = new double[dimension];
        _squares = new double[dimension];
        Array.Fill(_inverse, 1);
        Array.Fill(_momentumScale, 1);
    }

    public override double[] InverseDiagonal => _inverse;

    public override void Velocity(ReadOnlySpan<double> momentum, Span<double> velocity) =>
        TensorPrimitives.Multiply(_inverse, momentum, velocity);

    public override void DrawMomentum(ref SltRandom random, Span<double> momentum)
    {
        for (var i = 0; i < momentum.Length; i++)
        {
            momentum[i] = random.NextNormal() * _momentumScale[i];
        }
    }

    public override void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(_inverse);
        snapshot.Exchange(_momentumScale);
        snapshot.Exchange(_mean);
        snapshot.Exchange(_squares);
        snapshot.Exchange(ref _count);
    }

    public override void Observe(ReadOnlySpan<double> position)
    {
        _count++;
        for (var i = 0; i < position.Length; i++)
        {
            var fromOld = position[i] - _mean[i];
            _mean[i] += fromOld / _count;
            _squares[i] += fromOld * (position[i] - _mean[i]);
        }
    }

    public override void Learn()
    {
        if (_count < 2)
        {
            return;
        }

        var (weight, ridge) = Shrinkage(_count);
        for (var i = 0; i < _inverse.Length; i++)
        {
            _inverse[i] = (weight * _squares[i] / (_count - 1)) + ridge;
            _momentumScale[i] = 1 / Math.Sqrt(_inverse[i]);
        }

        _count = 0;
        Array.Clear(_mean);
        Array.Clear(_squares);
    }
}
