namespace SltDsl.Runtime;

/// <summary>
/// The likelihood of the tempered energies under a <see cref="PoleFamily"/>: at inverse temperature β, x = log(βK) has a
/// density proportional to exp(λx − e^x) q(log β − x). Energies are gathered in cells of x, with counts by replicate.
/// </summary>
internal sealed class PoleLikelihood
{
    private const double LowestX = -80;

    private readonly double[] _logBetas;
    private readonly Cell[] _cells;

    public PoleLikelihood(LevelEnergies energies)
    {
        _logBetas = energies.LogBetas;
        Replicates = energies.Replicates;
        _cells = Gather(energies);
        foreach (var cell in _cells)
        {
            Count += cell.Total;
            MeanX += cell.X * cell.Total;
        }

        MeanX /= Count;
    }

    public int Replicates { get; }

    /// <summary>How many energies there are.</summary>
    public double Count { get; }

    /// <summary>The mean of x, from which λ follows when q = 1: ψ(λ) = mean x.</summary>
    public double MeanX { get; }

    /// <summary>Log likelihood of each replicate.</summary>
    /// <param name="family">The family.</param>
    /// <param name="lambda">λ.</param>
    /// <param name="theta">Its parameters.</param>
    /// <param name="byReplicate">Receives them.</param>
    public void Evaluate(PoleFamily family, double lambda, ReadOnlySpan<double> theta, Span<double> byReplicate)
    {
        byReplicate.Clear();
        Span<double> normalisers = stackalloc double[_logBetas.Length];
        LogNormalisers(family, lambda, theta, normalisers);
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            var log = LogDensity(family, lambda, theta, cell) - normalisers[cell.Level];
            for (var r = 0; r < byReplicate.Length; r++)
            {
                byReplicate[r] += cell.Counts[r] * log;
            }
        }
    }

    /// <summary>Log likelihood of all replicates.</summary>
    /// <inheritdoc cref="Evaluate"/>
    public double Total(PoleFamily family, double lambda, ReadOnlySpan<double> theta)
    {
        Span<double> normalisers = stackalloc double[_logBetas.Length];
        LogNormalisers(family, lambda, theta, normalisers);
        var sum = 0.0;
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            sum += cell.Total * (LogDensity(family, lambda, theta, cell) - normalisers[cell.Level]);
        }

        return sum;
    }

    /// <summary>E x at each level.</summary>
    public double[] ExpectedX(PoleFamily family, double lambda, ReadOnlySpan<double> theta)
    {
        var grid = new Grid(lambda);
        var expected = new double[_logBetas.Length];
        for (var level = 0; level < expected.Length; level++)
        {
            double sum = 0, moment = 0;
            for (var k = 0; k < grid.Nodes; k++)
            {
                var weight = grid.Density(k) * family.Weight(_logBetas[level] - grid.X(k), _logBetas[0], theta);
                sum += weight;
                moment += weight * grid.X(k);
            }

            expected[level] = moment / sum;
        }

        return expected;
    }

    private double LogDensity(PoleFamily family, double lambda, ReadOnlySpan<double> theta, in Cell cell) =>
        (lambda * cell.X) + Math.Log(family.Weight(_logBetas[cell.Level] - cell.X, _logBetas[0], theta));

    private void LogNormalisers(PoleFamily family, double lambda, ReadOnlySpan<double> theta, Span<double> normalisers)
    {
        if (family.Parameters == 0)
        {
            normalisers.Fill(SpecialFunctions.LogGamma(lambda));
            return;
        }

        var grid = new Grid(lambda);
        for (var level = 0; level < normalisers.Length; level++)
        {
            var sum = 0.0;
            for (var k = 0; k < grid.Nodes; k++)
            {
                sum += grid.Density(k) * family.Weight(_logBetas[level] - grid.X(k), _logBetas[0], theta);
            }

            normalisers[level] = Math.Log(sum) + grid.LogScale;
        }
    }

    private static Cell[] Gather(LevelEnergies energies)
    {
        var levels = Enumerable.Range(0, energies.LogBetas.Length);
        var spread = levels.Average(level => MathNet.Numerics.Statistics.Statistics.StandardDeviation(
            Enumerable.Range(0, energies.Replicates).SelectMany(r => energies.LogTempered(level, r))));
        var width = Math.Clamp(spread / 20, 0.004, 0.25);
        var cells = new Dictionary<(int Level, int Bin), (double Sum, int[] Counts)>();
        foreach (var level in levels)
        {
            for (var r = 0; r < energies.Replicates; r++)
            {
                foreach (var value in energies.LogTempered(level, r))
                {
                    var x = Math.Max(value, LowestX);
                    var key = (level, (int)Math.Floor(x / width));
                    var (sum, counts) = cells.TryGetValue(key, out var cell) ? cell : (0, new int[energies.Replicates]);
                    counts[r]++;
                    cells[key] = (sum + x, counts);
                }
            }
        }

        return cells.OrderBy(pair => pair.Key).Select(pair =>
        {
            var total = pair.Value.Counts.Sum();
            return new Cell(pair.Key.Level, pair.Value.Sum / total, total, pair.Value.Counts);
        }).ToArray();
    }

    private readonly record struct Cell(int Level, double X, int Total, int[] Counts);

    /// <summary>
    /// Trapezoidal nodes for integrals of exp(λx − e^x). Its Fourier transform is Γ(λ + iω), so that the rule converges
    /// geometrically in the step.
    /// </summary>
    private sealed class Grid
    {
        private readonly double _low;
        private readonly double _step;
        private readonly double[] _density;

        public Grid(double lambda)
        {
            // Left tail e^(λx), right tail exp(−e^x); both are cut near 10⁻¹².
            var sd = 1 / Math.Sqrt(lambda);
            _step = Math.Min(0.4, 0.6 * sd);
            _low = Math.Max(LowestX, lambda > 8 ? Math.Log(lambda) - (10 * sd) : -(24 / lambda) - 4);
            var high = Math.Log(lambda + (9 * Math.Sqrt(lambda)) + 16);
            LogScale = (lambda * Math.Log(lambda)) - lambda + Math.Log(_step);
            _density = new double[(int)Math.Ceiling((high - _low) / _step) + 1];
            for (var k = 0; k < _density.Length; k++)
            {
                var x = X(k);
                _density[k] = Math.Exp((lambda * (x - Math.Log(lambda))) + lambda - Math.Exp(x));
            }
        }

        public int Nodes => _density.Length;

        /// <summary>Log of what the densities are scaled by, the step included.</summary>
        public double LogScale { get; }

        public double X(int node) => _low + (node * _step);

        public double Density(int node) => _density[node];
    }
}
