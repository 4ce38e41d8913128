using System.Numerics.Tensors;

namespace SltDsl.Runtime;

/// <summary>Hamiltonian moves of a population: scales from the population's spread, step size from the acceptance of the sweeps before.</summary>
internal sealed class HamiltonianMoves(TemperedTarget target) : IPopulationMove
{
    private const double TargetAcceptance = 0.8;
    private const int MostSteps = 20;

    private readonly double[] _scale = new double[target.Dimension];
    private readonly double[] _momentum = new double[target.Dimension];
    private readonly double[] _gradient = new double[target.Dimension];
    private Particle _trial = new(target.Dimension);
    private double _step = 0.1;
    private double _acceptance;

    public void StartLevel(Particle[] population, double beta)
    {
        var mean = 0.0;
        for (var i = 0; i < _scale.Length; i++)
        {
            double sum = 0, squares = 0;
            foreach (var particle in population)
            {
                sum += particle.Position[i];
                squares += particle.Position[i] * particle.Position[i];
            }

            sum /= population.Length;
            _scale[i] = Math.Max(0, (squares / population.Length) - (sum * sum));
            mean += _scale[i] / _scale.Length;
        }

        const double weightOfMean = 5;
        for (var i = 0; i < _scale.Length; i++)
        {
            var variance = ((population.Length * _scale[i]) + (weightOfMean * mean)) / (population.Length + weightOfMean);
            _scale[i] = Math.Sqrt(variance + double.Epsilon);
        }
    }

    public void Move(Particle[] population, int index, double beta, ref SltRandom random) =>
        _acceptance += Trajectory(population, index, beta, ref random) / population.Length;

    public void EndSweep()
    {
        _step *= Math.Exp(0.5 * (_acceptance - TargetAcceptance)) * (_acceptance < 0.2 ? 0.6 : 1);
        _acceptance = 0;
    }

    public void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(_scale);
        snapshot.Exchange(ref _step);
        snapshot.Exchange(ref _acceptance);
    }

    /// <summary>Proposes the end of a trajectory and returns its probability of acceptance.</summary>
    private double Trajectory(Particle[] population, int index, double beta, ref SltRandom random)
    {
        var steps = 1 + (int)random.NextInteger(MostSteps);
        var step = _step * (0.7 + (0.6 * random.NextUniform()));
        _trial.CopyFrom(population[index]);
        for (var i = 0; i < _momentum.Length; i++)
        {
            _momentum[i] = random.NextNormal();
        }

        var before = LogJoint(_trial, beta);
        target.EvaluateWithGradient(_trial, beta, _gradient);
        for (var s = 0; s < steps && double.IsFinite(_trial.Energy); s++)
        {
            Kick(0.5 * step);
            for (var i = 0; i < _momentum.Length; i++)
            {
                _trial.Position[i] += step * _scale[i] * _momentum[i];
            }

            target.EvaluateWithGradient(_trial, beta, _gradient);
            Kick(0.5 * step);
        }

        var logRatio = LogJoint(_trial, beta) - before;
        var acceptance = double.IsNaN(logRatio) ? 0 : Math.Min(1, Math.Exp(logRatio));
        if (random.NextUniform() < acceptance)
        {
            (population[index], _trial) = (_trial, population[index]);
        }

        return acceptance;
    }

    private void Kick(double step)
    {
        for (var i = 0; i < _momentum.Length; i++)
        {
            _momentum[i] += step * _scale[i] * _gradient[i];
        }
    }

    private double LogJoint(Particle particle, double beta) =>
        TemperedTarget.LogDensity(particle.Energy, particle.LogPrior, beta) - (0.5 * TensorPrimitives.SumOfSquares<double>(_momentum));
}
