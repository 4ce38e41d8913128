namespace SltDsl.Runtime;

/// <summary>One population taken from the prior up a ladder of inverse temperatures (Del Moral, Doucet and Jasra 2006): reweight, resample, move.</summary>
internal sealed class TemperedReplicate
{
    // The energies forget sooner than the slow coordinates along the true set: two sweeps leave λ̂ of the tanh network and the
    // mixture 4 % too high.
    private const int FewestSweeps = 4;
    private const int MostSweeps = 60;
    private const double ForgottenCorrelation = 0.3;
    private const double SmallestEnergy = 1e-300;

    private readonly IPopulationMove _move;
    private readonly double[] _weights;
    private readonly double[] _before;
    private readonly double[] _after;
    private Particle[] _population;
    private Particle[] _resampled;
    private double _logEvidence;
    private double _beta;
    private int _level;
    private int _sweep;
    private int _moved;

    /// <param name="population">Draws from the prior, evaluated.</param>
    /// <param name="move">The moves.</param>
    public TemperedReplicate(Particle[] population, IPopulationMove move)
    {
        _population = population;
        _resampled = Array.ConvertAll(population, particle => new Particle(particle.Position.Length));
        _move = move;
        _weights = new double[population.Length];
        _before = new double[population.Length];
        _after = new double[population.Length];
    }

    /// <summary>log Z(β) − log Z(0), where Z(β) = ∫ φ exp(−βK).</summary>
    public double LogEvidence => _logEvidence;

    /// <summary>The particles as they stand.</summary>
    public IReadOnlyList<Particle> Population => _population;

    /// <summary>The inverse temperature of the level that the population is at.</summary>
    public double Beta => _beta;

    /// <summary>Climbs the ladder.</summary>
    /// <param name="ladder">Found on the way, or followed.</param>
    /// <param name="random">The replicate's stream.</param>
    /// <param name="visit">Sees the population at each level, at equilibrium.</param>
    /// <param name="cancellation">Throws between moves.</param>
    public void Run(Ladder ladder, ref SltRandom random, Action<TemperedLevel> visit, CancellationToken cancellation)
    {
        while (Advance(ladder, ref random, visit))
        {
            cancellation.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Goes on with the climb by the move of one particle, after which the replicate can be saved.</summary>
    /// <returns>Whether there was one to move; else the climb is over.</returns>
    /// <inheritdoc cref="Run"/>
    public bool Advance(Ladder ladder, ref SltRandom random, Action<TemperedLevel> visit)
    {
        if (_sweep == 0)
        {
            if (ladder.Next(_level, _beta, Energies()) is not { } next)
            {
                return false;
            }

            Rise(next, ref random);
        }

        _move.Move(_population, _moved, _beta, ref random);
        _moved++;
        if (_moved == _population.Length)
        {
            EndSweep(visit);
        }

        return true;
    }

    /// <summary>Saves the climb between two moves, or restores it.</summary>
    public void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _level);
        snapshot.Exchange(ref _beta);
        snapshot.Exchange(ref _sweep);
        snapshot.Exchange(ref _moved);
        snapshot.Exchange(ref _logEvidence);
        snapshot.Exchange(_before);
        _move.Exchange(snapshot);
        foreach (var particle in _population)
        {
            particle.Exchange(snapshot);
        }
    }

    private void Rise(double beta, ref SltRandom random)
    {
        Reweight(beta - _beta);
        Resample(ref random);
        _beta = beta;
        _move.StartLevel(_population, beta);
        LogEnergies(_before);
        _sweep = 1;
    }

    private double[] Energies() => Array.ConvertAll(_population, particle => particle.Energy);

    private void Reweight(double step)
    {
        var lowest = _population.Min(particle => particle.Energy);
        var sum = 0.0;
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = Math.Exp(-step * (_population[i].Energy - lowest));
            sum += _weights[i];
        }

        _logEvidence += Math.Log(sum / _weights.Length) - (step * lowest);
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] /= sum;
        }
    }

    /// <summary>Systematic resampling: one random offset for all.</summary>
    private void Resample(ref SltRandom random)
    {
        var offset = random.NextUniform();
        var cumulative = 0.0;
        var filled = 0;
        for (var i = 0; i < _population.Length; i++)
        {
            cumulative += _weights[i] * _population.Length;
            for (; filled < _population.Length && filled + offset < cumulative; filled++)
            {
                _resampled[filled].CopyFrom(_population[i]);
            }
        }

        for (; filled < _population.Length; filled++)
        {
            _resampled[filled].CopyFrom(_population[^1]);
        }

        (_population, _resampled) = (_resampled, _population);
    }

    /// <summary>The level ends with the sweep after which the energies have forgotten where they started.</summary>
    private void EndSweep(Action<TemperedLevel> visit)
    {
        _move.EndSweep();
        _moved = 0;
        var forgotten = _sweep >= FewestSweeps && HaveForgotten();
        if (!forgotten && _sweep < MostSweeps)
        {
            _sweep++;
            return;
        }

        visit(new TemperedLevel(_level, _beta, _population, _logEvidence, _sweep, Capped: !forgotten));
        _level++;
        _sweep = 0;
    }

    private bool HaveForgotten()
    {
        LogEnergies(_after);
        return Correlation(_before, _after) < ForgottenCorrelation;
    }

    /// <summary>Energies in the logarithm, in which those near zero count; an energy that may be negative has no zero to be near.</summary>
    private void LogEnergies(double[] logs)
    {
        var negative = Array.Exists(_population, particle => particle.Energy < 0);
        for (var i = 0; i < logs.Length; i++)
        {
            logs[i] = negative ? _population[i].Energy : Math.Log(Math.Max(_population[i].Energy, SmallestEnergy));
        }
    }

    private static double Correlation(double[] a, double[] b)
    {
        double meanA = a.Average(), meanB = b.Average();
        double products = 0, squaresA = 0, squaresB = 0;
        for (var i = 0; i < a.Length; i++)
        {
            products += (a[i] - meanA) * (b[i] - meanB);
            squaresA += (a[i] - meanA) * (a[i] - meanA);
            squaresB += (b[i] - meanB) * (b[i] - meanB);
        }

        return products / Math.Sqrt(Math.Max(squaresA * squaresB, double.Epsilon));
    }
}

/// <summary>A population at equilibrium at one level of the ladder.</summary>
/// <param name="Level">Which level, from 0.</param>
/// <param name="Beta">Its inverse temperature.</param>
/// <param name="Population">The particles; they go on after the visit.</param>
/// <param name="LogEvidence">log Z(β) − log Z(0) so far.</param>
/// <param name="Sweeps">Sweeps that equilibrium took.</param>
/// <param name="Capped">Whether the sweeps ended without the energies forgetting their start.</param>
internal readonly record struct TemperedLevel(int Level, double Beta, Particle[] Population, double LogEvidence, int Sweeps, bool Capped);
