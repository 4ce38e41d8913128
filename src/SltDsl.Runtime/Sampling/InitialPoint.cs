using System.Globalization;

namespace SltDsl.Runtime;

/// <summary>A sampler found no point to start from; the message says which value was not finite.</summary>
public sealed class InitialPointException(string message) : Exception(message)
{
    /// <summary>The last point that was tried, in the sampler's coordinates, where there was one.</summary>
    public IReadOnlyList<double>? Point { get; init; }
}

/// <summary>Where a chain starts.</summary>
internal static class InitialPoint
{
    private const int Attempts = 100;
    private const double Radius = 2;

    /// <summary>Puts a transition at the given point, or at one drawn.</summary>
    /// <exception cref="InitialPointException">There is no point to start from.</exception>
    public static void Place(HamiltonianTransition transition, IReadOnlyList<double>? given, ILogDensity density, ref SltRandom random)
    {
        Place(density, given, ref random, transition.Current.Position);
        transition.System.Evaluate(transition.Current);
    }

    /// <summary>The given point, or one drawn.</summary>
    /// <exception cref="InitialPointException">There is no point to start from.</exception>
    public static void Place(ILogDensity density, IReadOnlyList<double>? given, ref SltRandom random, Span<double> point)
    {
        var gradient = new double[point.Length];
        if (given is null)
        {
            Draw(density, ref random, point, gradient);
        }
        else
        {
            Take(density, given, point, gradient);
        }
    }

    /// <summary>Draws points uniformly from [−2, 2] in each coordinate until the density and its gradient are finite, as Stan does.</summary>
    /// <exception cref="InitialPointException">None of 100 points serves.</exception>
    private static void Draw(ILogDensity density, ref SltRandom random, Span<double> point, Span<double> gradient)
    {
        var reason = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            foreach (ref var coordinate in point)
            {
                coordinate = Radius * ((2 * random.NextUniform()) - 1);
            }

            reason = Fault(density.LogDensityAndGradient(point, gradient), gradient);
            if (reason.Length == 0)
            {
                return;
            }
        }

        throw new InitialPointException(
            $"no starting point: at each of {Attempts} points drawn from [-2, 2] in every coordinate something is not finite; at the last, {reason} at w = {Format(point)}. "
            + "Check the data against the model's constraints, or give an initial point.")
        {
            Point = point.ToArray(),
        };
    }

    /// <summary>Takes a given point.</summary>
    /// <exception cref="InitialPointException">The density or its gradient is not finite there, or the point has the wrong length.</exception>
    private static void Take(ILogDensity density, IReadOnlyList<double> given, Span<double> point, Span<double> gradient)
    {
        if (given.Count != density.Dimension)
        {
            throw new InitialPointException($"the initial point has {given.Count} coordinates, the density takes {density.Dimension}.");
        }

        for (var i = 0; i < point.Length; i++)
        {
            point[i] = given[i];
        }

        var reason = Fault(density.LogDensityAndGradient(point, gradient), gradient);
        if (reason.Length > 0)
        {
            throw new InitialPointException($"the sampler cannot start from the initial point w = {Format(point)}: {reason}. Give another point.") { Point = point.ToArray() };
        }
    }

    private static string Fault(double logDensity, ReadOnlySpan<double> gradient)
    {
        if (!double.IsFinite(logDensity))
        {
            return $"the log density is {Format(logDensity)}";
        }

        for (var i = 0; i < gradient.Length; i++)
        {
            if (!double.IsFinite(gradient[i]))
            {
                return $"the derivative in coordinate {i + 1} is {Format(gradient[i])} (the log density is {Format(logDensity)})";
            }
        }

        return "";
    }

    private static string Format(double value) => value.ToString("G6", CultureInfo.InvariantCulture);

    private static string Format(ReadOnlySpan<double> point)
    {
        const int shown = 8;
        var parts = new List<string>();
        foreach (var value in point[..Math.Min(shown, point.Length)])
        {
            parts.Add(Format(value));
        }

        return $"({string.Join(", ", parts)}{(point.Length > shown ? ", …" : "")})";
    }
}
