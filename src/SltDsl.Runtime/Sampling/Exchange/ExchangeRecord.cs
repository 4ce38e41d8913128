namespace SltDsl.Runtime;

/// <summary>What one chain of replica exchange found after warm-up.</summary>
internal sealed class ExchangeRecord : LadderRecord
{
    /// <summary>Scans that are averaged before anything is kept, so that memory does not grow with the run's length.</summary>
    private const int BlockLength = 25;

    private readonly List<double[]> _blocks = [];
    private double[] _betas = [];
    private double[] _rejections = [];
    private double[] _block = [];
    private int[] _directions = [];
    private int _scans;
    private int _roundTrips;
    private int _restarts;

    /// <summary>The inverse temperatures.</summary>
    public IReadOnlyList<double> Betas => _betas;

    public override int Rungs => _scans == 0 ? 0 : _betas.Length;

    public override double? Barrier => _rejections.Sum() / _scans;

    public override int? RoundTrips => _roundTrips;

    public override double? RestartRate => (double)_restarts / _scans;

    /// <summary>Begins anew with a schedule.</summary>
    public void Begin(double[] betas)
    {
        _betas = betas;
        _rejections = new double[betas.Length - 1];
        _block = Empty(betas.Length - 1);
        _directions = new int[betas.Length];
        _blocks.Clear();
        _scans = _roundTrips = _restarts = 0;
    }

    /// <summary>The mean rejections between neighbours so far.</summary>
    public double[] Rejections() => Array.ConvertAll(_rejections, sum => sum / Math.Max(1, _scans));

    /// <summary>Takes a scan into account, after its moves and before its exchanges.</summary>
    public void Observe(IReadOnlyList<Rung> rungs)
    {
        for (var i = 0; i + 1 < rungs.Count; i++)
        {
            var logWeight = (_betas[i + 1] - _betas[i]) * rungs[i].Point.LogRatio;
            _block[i] = LogSum(_block[i], logWeight);
            _rejections[i] += 1 - Acceptance(rungs[i], rungs[i + 1]);
        }

        _scans++;
        if (_scans % BlockLength == 0)
        {
            _blocks.Add(_block);
            _block = Empty(_block.Length);
        }
    }

    /// <summary>The probability that neighbours exchange their points.</summary>
    public static double Acceptance(Rung lower, Rung upper) =>
        Math.Min(1, Math.Exp((upper.Beta - lower.Beta) * (lower.Point.LogRatio - upper.Point.LogRatio)));

    /// <summary>Follows the replicas after the exchanges of a scan.</summary>
    public void Follow(IReadOnlyList<Rung> rungs)
    {
        // 1 on the way up from the reference, −1 on the way down from the target after having come up, 0 before either.
        ref var lowest = ref _directions[rungs[0].Replica];
        _roundTrips += lowest == -1 ? 1 : 0;
        lowest = 1;
        ref var highest = ref _directions[rungs[^1].Replica];
        _restarts += highest == 1 ? 1 : 0;
        highest = highest == 0 ? 0 : -1;
    }

    /// <summary>log Z of the target by the stepping-stone estimator (Xie et al. 2011), and its error by a jackknife over blocks of scans.</summary>
    /// <returns>NaN before the first two blocks are full.</returns>
    public override Estimated LogNormaliser()
    {
        if (_blocks.Count < 2)
        {
            return new Estimated(double.NaN, double.NaN);
        }

        double Without(int left)
        {
            var total = 0.0;
            for (var i = 0; i < _block.Length; i++)
            {
                var sum = double.NegativeInfinity;
                for (var b = 0; b < _blocks.Count; b++)
                {
                    sum = b == left ? sum : LogSum(sum, _blocks[b][i]);
                }

                total += sum - Math.Log(BlockLength * (_blocks.Count - (left < 0 ? 0 : 1)));
            }

            return total;
        }

        var all = Without(-1);
        var parts = Enumerable.Range(0, _blocks.Count).Select(Without).ToArray();
        var mean = parts.Average();
        return new Estimated(all, Math.Sqrt((_blocks.Count - 1.0) / _blocks.Count * parts.Sum(p => (p - mean) * (p - mean))));
    }

    /// <summary>Saves the record, or restores it.</summary>
    public void Exchange(Snapshot snapshot)
    {
        var (rungs, blocks) = (_betas.Length, _blocks.Count);
        snapshot.Exchange(ref rungs);
        snapshot.Exchange(ref blocks);
        if (rungs != _betas.Length)
        {
            Begin(new double[rungs]);
        }

        while (_blocks.Count < blocks)
        {
            _blocks.Add(new double[rungs - 1]);
        }

        snapshot.Exchange(_betas);
        snapshot.Exchange(_rejections);
        snapshot.Exchange(_block);
        _blocks.ForEach(block => snapshot.Exchange(block));
        foreach (ref var direction in _directions.AsSpan())
        {
            snapshot.Exchange(ref direction);
        }

        snapshot.Exchange(ref _scans);
        snapshot.Exchange(ref _roundTrips);
        snapshot.Exchange(ref _restarts);
    }

    private static double[] Empty(int length) => [.. Enumerable.Repeat(double.NegativeInfinity, length)];

    private static double LogSum(double a, double b)
    {
        var (low, high) = a < b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
