using System.Numerics.Tensors;

namespace SltDsl.Runtime;

/// <summary>A metric with all covariances: for strongly correlated coordinates, at d² operations a step.</summary>
internal sealed class DenseMetric : Metric
{
    private readonly int _dimension;
    private readonly double[] _inverse;
    private readonly double[] _cholesky;
    private readonly double[] _mean;
    private readonly double[] _products;
    private readonly double[] _deviation;
    private int _count;

    public DenseMetric(int dimension)
    {
        _dimension = dimension;
        _inverse = new double[dimension * dimension];
        _cholesky = new double[dimension * dimension];
        _mean = new double[dimension];
        _products = new double[dimension * dimension];
        _deviation = new double[dimension];
        InverseDiagonal = new double[dimension];
        for (var i = 0; i < dimension; i++)
        {
            _inverse[(i * dimension) + i] = _cholesky[(i * dimension) + i] = InverseDiagonal[i] = 1;
        }
    }

    public override double[] InverseDiagonal { get; }

    public override void Velocity(ReadOnlySpan<double> momentum, Span<double> velocity)
    {
        for (var i = 0; i < _dimension; i++)
        {
            velocity[i] = TensorPrimitives.Dot(_inverse.AsSpan(i * _dimension, _dimension), momentum);
        }
    }

    /// <summary>With inverse metric L·Lᵀ, momentum = L⁻ᵀ z.</summary>
    public override void DrawMomentum(ref SltRandom random, Span<double> momentum)
    {
        foreach (ref var value in momentum)
        {
            value = random.NextNormal();
        }

        for (var i = _dimension - 1; i >= 0; i--)
        {
            momentum[i] /= _cholesky[(i * _dimension) + i];
            TensorPrimitives.MultiplyAdd(_cholesky.AsSpan(i * _dimension, i), -momentum[i], momentum[..i], momentum[..i]);
        }
    }

    public override void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(InverseDiagonal);
        snapshot.Exchange(_inverse);
        snapshot.Exchange(_cholesky);
        snapshot.Exchange(_mean);
        snapshot.Exchange(_products);
        snapshot.Exchange(ref _count);
    }

    public override void Observe(ReadOnlySpan<double> position)
    {
        _count++;
        TensorPrimitives.Subtract(position, _mean, _deviation);
        TensorPrimitives.MultiplyAdd(_deviation, 1.0 / _count, _mean, _mean);
        for (var i = 0; i < _dimension; i++)
        {
            var row = _products.AsSpan(i * _dimension, i + 1);
            TensorPrimitives.MultiplyAdd(_deviation.AsSpan(0, i + 1), position[i] - _mean[i], row, row);
        }
    }

    public override void Learn()
    {
        if (_count < 2)
        {
            return;
        }

        var (weight, ridge) = Shrinkage(_count);
        for (var i = 0; i < _dimension; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var covariance = weight * _products[(i * _dimension) + j] / (_count - 1);
                _inverse[(i * _dimension) + j] = _inverse[(j * _dimension) + i] = i == j ? covariance + ridge : covariance;
            }

            InverseDiagonal[i] = _inverse[(i * _dimension) + i];
        }

        Factorise();
        _count = 0;
        Array.Clear(_mean);
        Array.Clear(_products);
    }

    /// <summary>Cholesky factor of the inverse metric, which the ridge keeps positive definite.</summary>
    private void Factorise()
    {
        for (var i = 0; i < _dimension; i++)
        {
            for (var j = 0; j <= i; j++)
            {
                var rest = _inverse[(i * _dimension) + j]
                    - TensorPrimitives.Dot(_cholesky.AsSpan(i * _dimension, j), _cholesky.AsSpan(j * _dimension, j));
                _cholesky[(i * _dimension) + j] = i == j ? Math.Sqrt(rest) : rest / _cholesky[(j * _dimension) + j];
            }
        }
    }
}
