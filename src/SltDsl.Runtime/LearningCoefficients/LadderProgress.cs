namespace SltDsl.Runtime;

/// <summary>Turns what the replicates do into the running λ̂ that a person watches. Called from all threads.</summary>
internal sealed class LadderProgress(int attempt, int replicates, IProgress<EstimateProgress>? listener)
{
    private readonly Lock _gate = new();
    private readonly double[] _climbed = new double[replicates];
    private readonly List<double> _lambdas = [];
    private double _logSufficient;
    private double _logMedian;

    /// <summary>The β that suffices and the energy's unit, in logarithms.</summary>
    public void Start(double logSufficient, double logMedian)
    {
        _logSufficient = logSufficient;
        _logMedian = logMedian;
        Report();
    }

    /// <summary>A replicate has finished a level.</summary>
    public void Climb(int replicate, TemperedLevel level, Ladder ladder, List<double[]> logEnergies)
    {
        var end = ladder.IsFixed && level.Level >= ladder.Betas.Count - 1;
        _climbed[replicate] = end ? 1 : Math.Clamp((Math.Log(level.Beta) + _logMedian) / _logSufficient, _climbed[replicate], 1);
        if (end && ladder.Betas.Count > 0)
        {
            Finish(logEnergies, ladder);
        }

        Report();
    }

    private void Finish(List<double[]> logEnergies, Ladder ladder)
    {
        double sum = 0, count = 0;
        for (var level = 0; level < ladder.Betas.Count; level++)
        {
            var logBeta = Math.Log(ladder.Betas[level]);
            if (level >= ladder.Betas.Count / 2)
            {
                sum += logEnergies[level].Sum(k => k + logBeta);
                count += logEnergies[level].Length;
            }
        }

        lock (_gate)
        {
            _lambdas.Add(PoleLikelihood.DigammaInverse(sum / count));
        }
    }

    private void Report()
    {
        if (listener is null)
        {
            return;
        }

        lock (_gate)
        {
            var finished = _lambdas.Count;
            var mean = finished > 0 ? _lambdas.Average() : double.NaN;
            var error = finished > 1 ? Math.Sqrt(_lambdas.Sum(l => (l - mean) * (l - mean)) / (finished - 1.0) / finished) : double.NaN;
            listener.Report(new EstimateProgress(attempt, finished, replicates, _climbed.Average(), mean, error));
        }
    }
}
