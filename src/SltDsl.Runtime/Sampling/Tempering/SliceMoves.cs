using System.Numerics.Tensors;

namespace SltDsl.Runtime;

/// <summary>
/// Slice moves (Neal 2003) along directions that need no tuning at any β: each coordinate; differences of two other
/// particles; tangents of the level sets; and products of a pair of coordinates, moved against each other. A direction
/// never depends on what it moves, so that every move is exact.
/// </summary>
internal sealed class SliceMoves : IPopulationMove
{
    private const int LargestShrinkage = 200;
    private const int DifferenceMoves = 2;
    private const int ScalingMoves = 2;

    private readonly TemperedTarget _target;
    private readonly WidthModel[] _coordinateWidths;
    private readonly WidthModel _differenceWidths = new(10);
    private readonly WidthModel _tangentWidths;
    private readonly TangentDirections _tangents;
    private readonly double[] _direction;
    private Particle _trial;

    /// <param name="target">The density.</param>
    /// <param name="draws">Draws from the prior, whose spread bounds the moves.</param>
    public SliceMoves(TemperedTarget target, Particle[] draws)
    {
        _target = target;
        _coordinateWidths = new WidthModel[target.Dimension];
        for (var i = 0; i < target.Dimension; i++)
        {
            var values = Array.ConvertAll(draws, particle => particle.Position[i]);
            _coordinateWidths[i] = new WidthModel(Math.Max(2 * (values.Max() - values.Min()), 1e-10));
        }

        _tangentWidths = new WidthModel(Math.Sqrt(target.Dimension));
        _tangents = new TangentDirections(target);
        _direction = new double[target.Dimension];
        _trial = new Particle(target.Dimension);
    }

    public void StartLevel(Particle[] population, double beta)
    {
        foreach (var widths in _coordinateWidths)
        {
            widths.Learn();
        }

        _differenceWidths.Learn();
        _tangentWidths.Learn();
    }

    public void Move(Particle[] population, int index, double beta, ref SltRandom random)
    {
        MoveCoordinates(population, index, beta, ref random);
        if (_target.Dimension > 1)
        {
            MoveAlongDifferences(population, index, beta, ref random);
            MoveAlongTangents(population, index, beta, ref random);
            ScalePairs(population, index, beta, ref random);
        }
    }

    public void EndSweep()
    {
    }

    public void Exchange(Snapshot snapshot)
    {
        foreach (var widths in _coordinateWidths)
        {
            widths.Exchange(snapshot);
        }

        _differenceWidths.Exchange(snapshot);
        _tangentWidths.Exchange(snapshot);
        _tangents.Exchange(snapshot);
    }

    private void MoveCoordinates(Particle[] population, int index, double beta, ref SltRandom random)
    {
        for (var i = 0; i < _target.Dimension; i++)
        {
            Array.Clear(_direction);
            _direction[i] = 1;
            Slice(population, index, beta, _coordinateWidths[i], ref random);
        }
    }

    private void MoveAlongDifferences(Particle[] population, int index, double beta, ref SltRandom random)
    {
        for (var move = 0; move < DifferenceMoves; move++)
        {
            // Two distinct others: with the moving particle among them its own position would enter the direction.
            var first = Other(population.Length, index, ref random);
            var second = Other(population.Length, index, ref random);
            if (first != second)
            {
                TensorPrimitives.Subtract(population[first].Position, population[second].Position, _direction);
                Slice(population, index, beta, _differenceWidths, ref random);
            }
        }
    }

    private void MoveAlongTangents(Particle[] population, int index, double beta, ref SltRandom random)
    {
        var moves = 1 + (_target.Dimension / 4);
        for (var move = 0; move < moves; move++)
        {
            if (_tangents.TryDraw(population, index, _direction, ref random))
            {
                Slice(population, index, beta, _tangentWidths, ref random);
            }
        }
    }

    /// <summary>(w_i, w_j) → (w_i e^s, w_j e^(−s)), and with exponents 1 : 2: moves along products that the energy sees as one.</summary>
    private void ScalePairs(Particle[] population, int index, double beta, ref SltRandom random)
    {
        for (var move = 0; move < ScalingMoves; move++)
        {
            var i = (int)random.NextInteger(_target.Dimension);
            var j = (int)random.NextInteger(_target.Dimension - 1);
            j += j >= i ? 1 : 0;
            var scale = ((2 * random.NextUniform()) - 1) * Math.Pow(10, (1.5 * random.NextUniform()) - 0.5);
            var up = scale / (1 + random.NextInteger(2));
            var down = -scale / (1 + random.NextInteger(2));
            var particle = population[index];
            particle.Position.AsSpan().CopyTo(_trial.Position);
            _trial.Position[i] *= Math.Exp(up);
            _trial.Position[j] *= Math.Exp(down);
            _target.Evaluate(_trial);
            var logRatio = TemperedTarget.LogDensity(_trial.Energy, _trial.LogPrior, beta)
                - TemperedTarget.LogDensity(particle.Energy, particle.LogPrior, beta) + up + down;
            if (Math.Log(random.NextUniform()) < logRatio)
            {
                Accept(population, index);
            }
        }
    }

    private void Slice(Particle[] population, int index, double beta, WidthModel widths, ref SltRandom random)
    {
        var particle = population[index];
        var level = TemperedTarget.LogDensity(particle.Energy, particle.LogPrior, beta) - random.NextExponential();
        var width = widths.Draw(ref random);
        var low = -width * random.NextUniform();
        var high = low + width;
        for (var shrinkage = 0; shrinkage < LargestShrinkage; shrinkage++)
        {
            var step = low + ((high - low) * random.NextUniform());
            TensorPrimitives.MultiplyAdd(_direction, step, particle.Position, _trial.Position);
            _target.Evaluate(_trial);
            if (TemperedTarget.LogDensity(_trial.Energy, _trial.LogPrior, beta) > level)
            {
                widths.Observe(high - low);
                Accept(population, index);
                return;
            }

            if (step < 0)
            {
                low = step;
            }
            else
            {
                high = step;
            }
        }
    }

    private void Accept(Particle[] population, int index) => (population[index], _trial) = (_trial, population[index]);

    private static int Other(int count, int index, ref SltRandom random)
    {
        var other = (int)random.NextInteger(count - 1);
        return other >= index ? other + 1 : other;
    }
}
