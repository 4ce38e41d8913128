using System.Globalization;
using SltDsl.Runtime;

namespace SltDsl.Cli.ModelTests;

/// <summary>
/// Compares the gradient of the log posterior with differences of its values, at points drawn from the prior, in unconstrained coordinates.
/// </summary>
internal static class GradientTest
{
    private const string Name = "gradient";
    private const int Points = 5;

    // Central differences of fourth order: h⁴ of truncation and 1e-16/h of rounding are both well below.
    private const double Tolerance = 1e-5;
    private static readonly double[] Steps = [1e-3, 1e-4];

    /// <summary>The comparison.</summary>
    /// <param name="model">The model.</param>
    /// <param name="posterior">The posterior of rows.</param>
    /// <param name="data">Rows, or null to simulate some at each point.</param>
    /// <param name="seed">The seed.</param>
    /// <exception cref="NotSupportedException">The prior cannot be drawn from, or rows cannot be simulated.</exception>
    public static TestOutcome Run(ISltModel model, Func<Dataset, ILogDensity> posterior, Dataset? data, ulong seed)
    {
        var random = new SltRandom(seed);
        var (values, point, gradient) = (new double[model.Parameters.Sum(p => p.Count)], new double[model.UnconstrainedDimension], new double[model.UnconstrainedDimension]);
        var (largest, used) = (0.0, 0);
        for (var n = 0; n < Points; n++)
        {
            model.DrawPrior(ref random, values);
            model.ToPoint(values, Coordinates.Unconstrained, point);
            var density = posterior(data ?? model.Simulate(values, 20, ref random));
            if (!double.IsFinite(density.LogDensityAndGradient(point, gradient)) || point.Any(x => !double.IsFinite(x)))
            {
                continue;
            }

            used++;
            for (var i = 0; i < point.Length; i++)
            {
                var error = Steps.Min(step => Math.Abs(Difference(density, point, i, step) - gradient[i]) / (1 + Math.Abs(gradient[i])));
                if (!(error <= Tolerance))
                {
                    return new(Name, TestStatus.Failed, string.Create(CultureInfo.InvariantCulture, $"coordinate {i + 1} of point {n + 1}: the gradient is {gradient[i]:R}, differences give {Difference(density, point, i, Steps[0]):R}"));
                }

                largest = Math.Max(largest, error);
            }
        }

        return used == 0
            ? new(Name, TestStatus.Skipped, "the posterior is finite at no point drawn from the prior")
            : new(Name, TestStatus.Passed, string.Create(CultureInfo.InvariantCulture, $"largest relative error {largest:0.0e+0} at {used} points"));
    }

    private static double Difference(ILogDensity density, double[] point, int coordinate, double relativeStep)
    {
        var (centre, step) = (point[coordinate], relativeStep * Math.Max(1, Math.Abs(point[coordinate])));
        double At(double offset)
        {
            point[coordinate] = centre + offset;
            var value = density.LogDensity(point);
            point[coordinate] = centre;
            return value;
        }

        return ((8 * (At(step) - At(-step))) - (At(2 * step) - At(-2 * step))) / (12 * step);
    }
}
