using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace SltDsl.Runtime;

/// <summary>A maximum of a density.</summary>
/// <param name="Point">Where.</param>
/// <param name="LogDensity">The log density there.</param>
/// <param name="GradientNorm">The largest derivative in absolute value there.</param>
/// <param name="Converged">Whether the gradient is small beside the density's curvature scale.</param>
/// <param name="Starts">How many starting points were tried.</param>
/// <param name="Agreeing">How many of them led to this maximum, within 10⁻³ in log density.</param>
public sealed record Mode(double[] Point, double LogDensity, double GradientNorm, bool Converged, int Starts, int Agreeing);

/// <summary>Finds maxima by the limited-memory BFGS method (Nocedal 1980), from several starting points.</summary>
public static class ModeSearch
{
    private const double GradientTolerance = 1e-6;
    private const int Memory = 10;
    private const double SameMaximum = 1e-3;

    /// <summary>The highest maximum found: the posterior mode of a posterior, the maximum likelihood of a likelihood.</summary>
    /// <param name="density">The target.</param>
    /// <param name="starts">How many starting points, uniform on [−2, 2] in every coordinate.</param>
    /// <param name="seed">Start s uses stream s of this seed.</param>
    /// <param name="initialPoint">One starting point in place of the random ones.</param>
    /// <param name="iterations">The most steps from each start.</param>
    /// <param name="cancellation">Throws between starts.</param>
    /// <exception cref="InitialPointException">There is no point to start from.</exception>
    public static Mode Run(
        ILogDensity density,
        int starts = 8,
        ulong seed = 1,
        IReadOnlyList<double>? initialPoint = null,
        int iterations = 5000,
        CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(density);
        ArgumentOutOfRangeException.ThrowIfLessThan(starts, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        starts = initialPoint is null ? starts : 1;
        var ends = new (double[] Point, double Value)[starts];
        for (var s = 0; s < starts; s++)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = new SltRandom(seed, (ulong)s);
            var start = new double[density.Dimension];
            InitialPoint.Place(density, initialPoint, ref random, start);
            ends[s] = Climb(density, start, iterations);
        }

        var best = ends.MaxBy(end => end.Value);
        var gradient = new double[density.Dimension];
        var value = density.LogDensityAndGradient(best.Point, gradient);
        var norm = gradient.Max(Math.Abs);
        return new Mode(
            best.Point,
            value,
            norm,
            norm <= 1e3 * GradientTolerance * Math.Max(1, Math.Abs(value)),
            starts,
            ends.Count(end => end.Value >= value - SameMaximum));
    }

    private static (double[] Point, double Value) Climb(ILogDensity density, double[] start, int iterations)
    {
        // The best point seen is kept, since a line search that ends at the last digit throws.
        var best = start;
        var highest = density.LogDensity(start);
        var gradient = new double[density.Dimension];
        (double, Vector<double>) Evaluate(Vector<double> w)
        {
            var point = w.ToArray();
            var value = density.LogDensityAndGradient(point, gradient);
            if (value > highest)
            {
                (best, highest) = (point, value);
            }

            return (double.IsNaN(value) ? double.MaxValue : Math.Min(-value, double.MaxValue), Vector<double>.Build.DenseOfArray(gradient).Negate());
        }

        try
        {
            new LimitedMemoryBfgsMinimizer(GradientTolerance, 1e-14, 1e-14, Memory, iterations)
                .FindMinimum(ObjectiveFunction.Gradient(Evaluate), Vector<double>.Build.DenseOfArray(start));
        }
        catch (Exception exception) when (exception is OptimizationException)
        {
            // Ended by a failed line search or the number of steps: what was reached is judged by its gradient.
        }

        return (best, highest);
    }
}
