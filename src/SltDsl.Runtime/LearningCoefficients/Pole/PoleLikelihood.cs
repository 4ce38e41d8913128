using System.Numerics.Tensors;

namespace SltDsl.Runtime;

/// <summary>
/// The likelihood of the tempered energies under a <see cref="PoleForm"/>: at inverse temperature β, x = log(βK) has a
/// density proportional to exp(λx − e^x) q(log β − x). For a given q it is concave in λ, with moments as derivatives.
/// </summary>
internal sealed class PoleLikelihood
{
    private const double LowestX = -80;
    private const int MostNewtonSteps = 50;

    private readonly double[] _logBetas;
    private readonly int _particles;
    private readonly Cell[] _cells;
    private readonly double[] _sums;
    private readonly int[][] _censored;
    private readonly Nodes _nodes;

    public PoleLikelihood(LevelEnergies energies)
    {
        _logBetas = energies.LogBetas;
        _particles = energies.LogEnergies[0][0].Length;
        var levels = Enumerable.Range(0, _logBetas.Length).ToArray();
        var replicates = Enumerable.Range(0, energies.Replicates).ToArray();
        _sums = Array.ConvertAll(replicates, r => levels.Sum(level => energies.LogTempered(level, r).Where(IsExact).Sum()));
        _censored = Array.ConvertAll(levels, level => Array.ConvertAll(replicates, r => energies.LogTempered(level, r).Count(x => !IsExact(x))));
        Count = (double)_particles * energies.Replicates * _logBetas.Length;
        SimpleLambda = DigammaInverse((_sums.Sum() + _censored.Sum(counts => counts.Sum(n => n * LevelEnergies.CensoredBelow))) / Count);
        _cells = Gather(energies);
        _nodes = new Nodes(SimpleLambda, _logBetas.Length);
    }

    /// <summary>How many energies there are.</summary>
    public double Count { get; }

    /// <summary>About the λ of q = 1: ψ(λ) = mean of log(βK).</summary>
    public double SimpleLambda { get; }

    /// <summary>λ with ψ(λ) = mean.</summary>
    public static double DigammaInverse(double mean)
    {
        double low = Math.Log(1e-4), high = Math.Log(1e7);
        while (high - low > 1e-13)
        {
            var middle = 0.5 * (low + high);
            (low, high) = SpecialFunctions.Digamma(Math.Exp(middle)) < mean ? (middle, high) : (low, middle);
        }

        return Math.Exp(low);
    }

    /// <summary>The largest likelihood over λ, for a form and a size of its correction.</summary>
    public PoleFit Fit(PoleForm form, double size)
    {
        for (var level = 0; level < _logBetas.Length; level++)
        {
            var weights = _nodes.Weights(level);
            for (var k = 0; k < weights.Length; k++)
            {
                weights[k] = form.Weight(_logBetas[level] - _nodes.X[k], size);
            }
        }

        var data = 0.0;
        foreach (ref readonly var cell in _cells.AsSpan())
        {
            data += cell.Count * Math.Log(form.Weight(_logBetas[cell.Level] - cell.X, size));
        }

        return Maximise(form, size, data);
    }

    /// <summary>Newton's method in λ.</summary>
    private PoleFit Maximise(PoleForm form, double size, double data)
    {
        double total = _sums.Sum(), perLevel = Count / _logBetas.Length;
        var lambda = SimpleLambda;
        var whole = new LevelMoments[_logBetas.Length];
        var below = new LevelMoments[_logBetas.Length];
        for (var step = 0; ; step++)
        {
            _nodes.SetLambda(lambda);
            double logLikelihood = (lambda * total) + data, score = total, information = 0;
            for (var level = 0; level < whole.Length; level++)
            {
                whole[level] = _nodes.Moments(level, censored: false);
                logLikelihood -= perLevel * whole[level].LogMass;
                score -= perLevel * whole[level].Mean;
                information += perLevel * whole[level].Variance;
                var censored = _censored[level].Sum();
                if (censored > 0)
                {
                    below[level] = _nodes.Moments(level, censored: true);
                    logLikelihood += censored * below[level].LogMass;
                    score += censored * below[level].Mean;
                    information -= censored * below[level].Variance;
                }
            }

            var next = Math.Clamp(lambda + (score / information), 0.5 * lambda, 2 * lambda);
            if (Math.Abs(next - lambda) <= 1e-9 * lambda || step == MostNewtonSteps)
            {
                return new PoleFit(form, size, lambda, logLikelihood, Scatter(below) / information, information, whole, below);
            }

            lambda = next;
        }
    }

    /// <summary>The standard deviation of the score, from the scatter of the replicates; censored values stand at their mean.</summary>
    private double Scatter(LevelMoments[] below)
    {
        var sums = _sums.Select((sum, r) => sum + _censored.Select((counts, level) => counts[r] * below[level].Mean).Sum()).ToArray();
        var mean = sums.Average();
        return Math.Sqrt(sums.Length / (sums.Length - 1.0) * sums.Sum(sum => (sum - mean) * (sum - mean)));
    }

    private static bool IsExact(double x) => x >= LevelEnergies.CensoredBelow;

    /// <summary>Gathers energies of a level that are near each other: q is smooth.</summary>
    private Cell[] Gather(LevelEnergies energies)
    {
        var width = Math.Min(0.25, 0.15 / Math.Sqrt(SimpleLambda));
        return Enumerable.Range(0, _logBetas.Length)
            .SelectMany(level => Enumerable.Range(0, energies.Replicates)
                .SelectMany(r => energies.LogTempered(level, r)).Where(IsExact).Select(x => (Level: level, X: x)))
            .GroupBy(item => (item.Level, Bin: (int)Math.Floor(item.X / width)))
            .OrderBy(group => group.Key)
            .Select(group => new Cell(group.Key.Level, group.Average(item => item.X), group.Count()))
            .ToArray();
    }

    private readonly record struct Cell(int Level, double X, int Count);

    /// <summary>
    /// Trapezoidal nodes for integrals of exp(λx − e^x) q. Without q the integrand's Fourier transform is Γ(λ + iω), and q is
    /// smooth, so that the rule converges geometrically in the step.
    /// </summary>
    private sealed class Nodes
    {
        private readonly double[][] _weights;
        private readonly double[] _density;
        private readonly double[] _first;
        private readonly double[] _second;
        private readonly int _censoredNodes;
        private double _logScale;

        public Nodes(double lambda, int levels)
        {
            // Left tail e^(λx), right tail exp(−e^x), cut near 10⁻¹²; with room for λ to change by the correction.
            var sd = 1 / Math.Sqrt(lambda);
            var step = Math.Min(0.4, 0.5 * sd);
            var low = Math.Max(LowestX, lambda > 8 ? Math.Log(lambda) - (12 * sd) : -(24 / (0.6 * lambda)) - 4);
            var high = Math.Log((1.5 * lambda) + (12 * Math.Sqrt(lambda)) + 20);

            // A node at the middle of a step on either side of the bound makes the cut rule one of midpoints.
            var offset = (LevelEnergies.CensoredBelow - low) / step;
            low += step * (offset - Math.Floor(offset) - 0.5);
            X = Enumerable.Range(0, (int)Math.Ceiling((high - low) / step) + 1).Select(k => low + (k * step)).ToArray();
            _weights = Enumerable.Range(0, levels).Select(_ => new double[X.Length]).ToArray();
            _censoredNodes = X.Count(x => x < LevelEnergies.CensoredBelow);
            _density = new double[X.Length];
            _first = new double[X.Length];
            _second = new double[X.Length];
        }

        public double[] X { get; }

        public double[] Weights(int level) => _weights[level];

        public void SetLambda(double lambda)
        {
            _logScale = (lambda * Math.Log(lambda)) - lambda + Math.Log(X[1] - X[0]);
            for (var k = 0; k < X.Length; k++)
            {
                _density[k] = Math.Exp((lambda * (X[k] - Math.Log(lambda))) + lambda - Math.Exp(X[k]));
                _first[k] = _density[k] * X[k];
                _second[k] = _first[k] * X[k];
            }
        }

        public LevelMoments Moments(int level, bool censored)
        {
            var nodes = censored ? _censoredNodes : X.Length;
            var weights = _weights[level].AsSpan(0, nodes);
            var mass = TensorPrimitives.Dot(_density.AsSpan(0, nodes), weights);
            var mean = TensorPrimitives.Dot(_first.AsSpan(0, nodes), weights) / mass;
            var square = TensorPrimitives.Dot(_second.AsSpan(0, nodes), weights) / mass;
            return new LevelMoments(Math.Log(mass) + _logScale, mean, square - (mean * mean));
        }
    }
}

/// <summary>Log of a level's unnormalised mass, with mean and variance of x.</summary>
internal readonly record struct LevelMoments(double LogMass, double Mean, double Variance);

/// <summary>A form at one size of its correction, with the λ that explains the energies best.</summary>
/// <param name="Form">The form.</param>
/// <param name="Size">The size of its correction.</param>
/// <param name="Lambda">λ.</param>
/// <param name="LogLikelihood">As if all energies were independent.</param>
/// <param name="StandardError">Of λ for this form and size, from the scatter of the replicates.</param>
/// <param name="Information">Fisher's information about λ, as if all energies were independent.</param>
/// <param name="Whole">Moments of log(βK) at each level.</param>
/// <param name="Censored">The same below the bound of what is exact, where there are such energies.</param>
internal sealed record PoleFit(
    PoleForm Form,
    double Size,
    double Lambda,
    double LogLikelihood,
    double StandardError,
    double Information,
    LevelMoments[] Whole,
    LevelMoments[] Censored)
{
    /// <summary>How much the replicates scatter beyond what independent energies would.</summary>
    public double Inflation => Math.Max(1, StandardError * StandardError * Information);
}
