using System.Numerics.Tensors;

namespace SltDsl.Runtime;

/// <summary>A stretch of trajectory in the order in which it was integrated: its ends, the sum of its momenta, and one of its points drawn in proportion to its density.</summary>
internal sealed class Subtree(int dimension)
{
    private double[] _firstMomentum = new double[dimension];
    private double[] _firstVelocity = new double[dimension];
    private double[] _lastMomentum = new double[dimension];
    private double[] _lastVelocity = new double[dimension];

    public double[] MomentumSum { get; } = new double[dimension];

    /// <summary>The point drawn.</summary>
    public PhasePoint Sample { get; private set; } = new(dimension);

    /// <summary>Log of the total weight of its points, relative to the start of the trajectory.</summary>
    public double LogWeight { get; set; }

    /// <summary>Becomes a single point.</summary>
    public void SetTo(PhasePoint point, double logWeight)
    {
        point.Momentum.AsSpan().CopyTo(_firstMomentum);
        point.Momentum.AsSpan().CopyTo(_lastMomentum);
        point.Momentum.AsSpan().CopyTo(MomentumSum);
        point.Velocity.AsSpan().CopyTo(_firstVelocity);
        point.Velocity.AsSpan().CopyTo(_lastVelocity);
        Sample.CopyFrom(point);
        LogWeight = logWeight;
    }

    /// <summary>
    /// Whether the stretch of this followed by <paramref name="next"/> has not turned back: the generalised criterion
    /// (Betancourt 2017, appendix A.4) over the whole and over each half with the neighbouring point of the other, which
    /// catches turns that fall between the halves.
    /// </summary>
    public bool ContinuesInto(Subtree next)
    {
        double AlongSums(double[] velocity) =>
            TensorPrimitives.Dot<double>(velocity, MomentumSum) + TensorPrimitives.Dot<double>(velocity, next.MomentumSum);
        double Along(double[] velocity, double[] sum, double[] momentum) =>
            TensorPrimitives.Dot<double>(velocity, sum) + TensorPrimitives.Dot<double>(velocity, momentum);

        return AlongSums(_firstVelocity) > 0
            && AlongSums(next._lastVelocity) > 0
            && Along(_firstVelocity, MomentumSum, next._firstMomentum) > 0
            && Along(next._firstVelocity, MomentumSum, next._firstMomentum) > 0
            && Along(_lastVelocity, next.MomentumSum, _lastMomentum) > 0
            && Along(next._lastVelocity, next.MomentumSum, _lastMomentum) > 0;
    }

    /// <summary>Appends a stretch; its buffers are exchanged, so that its content is lost.</summary>
    /// <param name="next">What follows.</param>
    /// <param name="takeSample">Whether its sample replaces this one's.</param>
    /// <param name="logWeight">The weight of both.</param>
    public void Append(Subtree next, bool takeSample, double logWeight)
    {
        (_lastMomentum, next._lastMomentum) = (next._lastMomentum, _lastMomentum);
        (_lastVelocity, next._lastVelocity) = (next._lastVelocity, _lastVelocity);
        TensorPrimitives.Add<double>(MomentumSum, next.MomentumSum, MomentumSum);
        LogWeight = logWeight;
        if (takeSample)
        {
            (Sample, next.Sample) = (next.Sample, Sample);
        }
    }

    /// <summary>Turns the order round: first becomes last.</summary>
    public void Reverse()
    {
        (_firstMomentum, _lastMomentum) = (_lastMomentum, _firstMomentum);
        (_firstVelocity, _lastVelocity) = (_lastVelocity, _firstVelocity);
    }
}
