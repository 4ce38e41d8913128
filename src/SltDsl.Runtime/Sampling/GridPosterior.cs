namespace SltDsl.Runtime;

/// <summary>
/// A posterior of up to three coordinates on a grid: no Monte Carlo error, and for densities that are smooth and small at the
/// box's edges an error that falls faster than any power of the spacing (the trapezoidal rule).
/// </summary>
public sealed class GridPosterior
{
    private const int MostCoordinates = 3;
    private const double LargestEdgeMass = 1e-6;

    private readonly double[][] _axes;
    private readonly double[] _mass;

    private GridPosterior(double[][] axes, double[] mass, double logEvidence)
    {
        (_axes, _mass) = (axes, mass);
        LogEvidence = logEvidence;
    }

    /// <summary>log ∫ exp(log density): minus the free energy when the density has all of its constants.</summary>
    public double LogEvidence { get; }

    /// <summary>Evaluates a density on a grid.</summary>
    /// <param name="density">The target, of one to three coordinates.</param>
    /// <param name="low">The box's lower corner.</param>
    /// <param name="high">The box's upper corner.</param>
    /// <param name="points">Points on each axis, at least 8.</param>
    /// <exception cref="ArgumentException">The box does not fit the density.</exception>
    /// <exception cref="InvalidOperationException">The box cuts off more than 10⁻⁶ of the mass, or the density is zero or infinite in it.</exception>
    public static GridPosterior Of(ILogDensity density, IReadOnlyList<double> low, IReadOnlyList<double> high, int points = 200)
    {
        var dimension = density.Dimension;
        ArgumentOutOfRangeException.ThrowIfGreaterThan(dimension, MostCoordinates, nameof(density));
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 8);
        if (low.Count != dimension || high.Count != dimension || low.Zip(high).Any(pair => !(pair.First < pair.Second)))
        {
            throw new ArgumentException($"the box needs {dimension} lower and upper bounds, each lower one below the upper.");
        }

        var axes = Enumerable.Range(0, dimension)
            .Select(i => Enumerable.Range(0, points).Select(k => low[i] + ((high[i] - low[i]) * k / (points - 1))).ToArray()).ToArray();
        var mass = new double[(int)Math.Pow(points, dimension)];
        var w = new double[dimension];
        for (var cell = 0; cell < mass.Length; cell++)
        {
            Locate(cell, axes, w);
            mass[cell] = density.LogDensity(w);
        }

        var logEvidence = Normalise(mass, axes);
        CheckEdges(mass, axes);
        return new GridPosterior(axes, mass, logEvidence);
    }

    /// <summary>The posterior mean of a function.</summary>
    /// <param name="function">Takes the coordinates.</param>
    public double Mean(Func<double[], double> function)
    {
        var w = new double[_axes.Length];
        var sum = 0.0;
        for (var cell = 0; cell < _mass.Length; cell++)
        {
            if (_mass[cell] > 0)
            {
                Locate(cell, _axes, w);
                sum += _mass[cell] * function(w);
            }
        }

        return sum;
    }

    private static double Normalise(double[] mass, double[][] axes)
    {
        var highest = mass.Max();
        if (!double.IsFinite(highest))
        {
            throw new InvalidOperationException($"the log density is {highest} at its largest on the grid; choose a box in which it is finite.");
        }

        var sum = 0.0;
        for (var cell = 0; cell < mass.Length; cell++)
        {
            mass[cell] = double.IsNaN(mass[cell]) ? 0 : Math.Exp(mass[cell] - highest);
            sum += mass[cell];
        }

        for (var cell = 0; cell < mass.Length; cell++)
        {
            mass[cell] /= sum;
        }

        return highest + Math.Log(sum) + axes.Sum(axis => Math.Log(axis[1] - axis[0]));
    }

    private static void CheckEdges(double[] mass, double[][] axes)
    {
        var points = axes[0].Length;
        for (var i = 0; i < axes.Length; i++)
        {
            var stride = (int)Math.Pow(points, axes.Length - 1 - i);
            var edge = mass.Where((_, cell) => cell / stride % points is var k && (k == 0 || k == points - 1)).Sum();
            if (edge > LargestEdgeMass)
            {
                throw new InvalidOperationException(FormattableString.Invariant($"the box cuts the posterior off in coordinate {i + 1} (mass {edge:0.0e0} at its edge); widen it."));
            }
        }
    }

    private static void Locate(int cell, double[][] axes, double[] w)
    {
        for (var i = axes.Length - 1; i >= 0; i--)
        {
            w[i] = axes[i][cell % axes[i].Length];
            cell /= axes[i].Length;
        }
    }
}
