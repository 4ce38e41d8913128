using MathNet.Numerics.LinearAlgebra;

namespace SltDsl.Runtime;

/// <summary>A density has no finite integral, or a gradient that is not its own, as far as evaluations show.</summary>
public sealed class ImproperDensityException(string message) : Exception(message)
{
    /// <summary>A direction in the sampler's coordinates along which the density does not fall off, where one was found.</summary>
    public IReadOnlyList<double>? Direction { get; init; }
}

/// <summary>
/// Finds improper densities before any time is spent on them: at a random point, directions without curvature along which the
/// density stays as high however far one goes. That proves nothing for a single line, so three points must agree.
/// </summary>
internal static class ImproperDirection
{
    /// <summary>Beyond, the curvature of all directions costs too much, and only coordinates are looked at.</summary>
    private const int MostDimensions = 60;

    private const int Points = 3;
    private const double RelativeCurvature = 1e-7;
    private const double LargestFall = 1;
    private static readonly double[] _distances = [1e3, 1e6, 1e9, 1e12];

    /// <summary>Throws when a direction is found at each of three points.</summary>
    /// <param name="density">The target.</param>
    /// <param name="initialPoint">Where chains start, or null for random points.</param>
    /// <param name="seed">The seed of the points.</param>
    /// <exception cref="ImproperDensityException">There is one.</exception>
    public static void Check(ILogDensity density, IReadOnlyList<double>? initialPoint, ulong seed)
    {
        double[]? direction = null;
        for (var point = 0; point < Points; point++)
        {
            var random = new SltRandom(seed, ulong.MaxValue - 1 - (ulong)point);
            var w = new double[density.Dimension];
            try
            {
                InitialPoint.Place(density, point == 0 ? initialPoint : null, ref random, w);
            }
            catch (InitialPointException)
            {
                // Whether chains can start is for them to say: some start elsewhere.
                return;
            }

            direction = Find(density, w);
            if (direction is null)
            {
                return;
            }
        }

        throw new ImproperDensityException(
            $"the density stays as high however far one goes along {Describe(direction!)}, so the posterior is improper; bound the parameters or give them proper priors.")
        {
            Direction = direction,
        };
    }

    private static double[]? Find(ILogDensity density, double[] w)
    {
        var highest = density.LogDensity(w);
        return Candidates(density, w).FirstOrDefault(direction => Stays(density, w, direction, highest, 1) || Stays(density, w, direction, highest, -1));
    }

    private static bool Stays(ILogDensity density, double[] w, double[] direction, double highest, int sign)
    {
        var far = new double[w.Length];
        foreach (var distance in _distances)
        {
            for (var i = 0; i < w.Length; i++)
            {
                far[i] = w[i] + (sign * distance * direction[i]);
            }

            if (!(density.LogDensity(far) >= highest - LargestFall))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Directions of no curvature: eigenvectors of the Hessian, by differences of gradients, or coordinates of no gradient.</summary>
    private static IEnumerable<double[]> Candidates(ILogDensity density, double[] w)
    {
        var gradient = new double[w.Length];
        density.LogDensityAndGradient(w, gradient);
        for (var i = 0; i < w.Length; i++)
        {
            if (gradient[i] == 0)
            {
                var unit = new double[w.Length];
                unit[i] = 1;
                yield return unit;
            }
        }

        if (w.Length > MostDimensions || Hessian(density, w) is not { } hessian)
        {
            yield break;
        }

        var decomposition = hessian.Evd(Symmetricity.Symmetric);
        var largest = decomposition.EigenValues.Max(value => Math.Abs(value.Real));
        for (var i = 0; i < w.Length; i++)
        {
            if (Math.Abs(decomposition.EigenValues[i].Real) <= RelativeCurvature * largest)
            {
                yield return decomposition.EigenVectors.Column(i).ToArray();
            }
        }
    }

    private static Matrix<double>? Hessian(ILogDensity density, double[] w)
    {
        var (ahead, behind, point) = (new double[w.Length], new double[w.Length], (double[])w.Clone());
        var hessian = Matrix<double>.Build.Dense(w.Length, w.Length);
        for (var i = 0; i < w.Length; i++)
        {
            var step = 1e-4 * Math.Max(1, Math.Abs(w[i]));
            point[i] = w[i] + step;
            density.LogDensityAndGradient(point, ahead);
            point[i] = w[i] - step;
            density.LogDensityAndGradient(point, behind);
            point[i] = w[i];
            for (var j = 0; j < w.Length; j++)
            {
                hessian[i, j] = (ahead[j] - behind[j]) / (2 * step);
                if (!double.IsFinite(hessian[i, j]))
                {
                    return null;
                }
            }
        }

        return (hessian + hessian.Transpose()) / 2;
    }

    private static string Describe(double[] direction)
    {
        var largest = direction.Max(Math.Abs);
        var parts = Enumerable.Range(0, direction.Length).Where(i => Math.Abs(direction[i]) > 1e-3 * largest).ToList();
        return parts.Count == 1
            ? $"coordinate {parts[0] + 1}"
            : $"the coordinates {string.Join(", ", parts.Take(8).Select(i => i + 1))}{(parts.Count > 8 ? ", …" : "")} together";
    }
}
