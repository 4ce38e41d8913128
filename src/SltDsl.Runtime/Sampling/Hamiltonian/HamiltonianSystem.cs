using System.Numerics.Tensors;

namespace SltDsl.Runtime;

/// <summary>H(w, p) = −log density(w) + ½ pᵀ M⁻¹ p, and the leapfrog steps that nearly conserve it.</summary>
internal sealed class HamiltonianSystem(ILogDensity density, Metric metric)
{
    private long _gradientEvaluations;

    public int Dimension => density.Dimension;

    public Metric Metric { get; } = metric;

    /// <summary>Gradients taken so far.</summary>
    public long GradientEvaluations => _gradientEvaluations;

    /// <summary>H at a point; +∞ where it is not a number.</summary>
    public static double Energy(PhasePoint point)
    {
        var energy = (0.5 * TensorPrimitives.Dot<double>(point.Momentum, point.Velocity)) - point.LogDensity;
        return double.IsNaN(energy) ? double.PositiveInfinity : energy;
    }

    /// <summary>Computes the log density and its gradient at the point's position.</summary>
    public void Evaluate(PhasePoint point)
    {
        _gradientEvaluations++;
        point.LogDensity = density.LogDensityAndGradient(point.Position, point.Gradient);
    }

    /// <summary>Saves metric and count, or restores them.</summary>
    public void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _gradientEvaluations);
        Metric.Exchange(snapshot);
    }

    /// <summary>Draws a momentum.</summary>
    public void Refresh(PhasePoint point, ref SltRandom random)
    {
        Metric.DrawMomentum(ref random, point.Momentum);
        Metric.Velocity(point.Momentum, point.Velocity);
    }

    /// <summary>One leapfrog step; a negative step goes back in time.</summary>
    public void Leapfrog(PhasePoint point, double step)
    {
        TensorPrimitives.MultiplyAdd(point.Gradient, 0.5 * step, point.Momentum, point.Momentum);
        Metric.Velocity(point.Momentum, point.Velocity);
        TensorPrimitives.MultiplyAdd(point.Velocity, step, point.Position, point.Position);
        Evaluate(point);
        TensorPrimitives.MultiplyAdd(point.Gradient, 0.5 * step, point.Momentum, point.Momentum);
        Metric.Velocity(point.Momentum, point.Velocity);
    }
}
