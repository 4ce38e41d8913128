namespace SltDsl.Runtime;

/// <summary>
/// The no-U-turn sampler with multinomial sampling along the trajectory (Hoffman and Gelman 2014; Betancourt 2017,
/// appendix A.3): the trajectory is doubled, forwards or backwards at random, until it turns back.
/// </summary>
internal sealed class NoUTurnTransition : HamiltonianTransition
{
    private readonly int _maxDepth;
    private readonly Subtree _whole;
    private readonly Subtree[] _scratch;
    private readonly PhasePoint _ahead;
    private readonly PhasePoint _behind;
    private double _initialEnergy;
    private double _acceptanceSum;
    private int _leapfrogSteps;
    private bool _divergent;

    public NoUTurnTransition(HamiltonianSystem system, int maxDepth)
        : base(system)
    {
        _maxDepth = maxDepth;
        _whole = new Subtree(system.Dimension);
        _scratch = Enumerable.Range(0, maxDepth).Select(_ => new Subtree(system.Dimension)).ToArray();
        _ahead = new PhasePoint(system.Dimension);
        _behind = new PhasePoint(system.Dimension);
    }

    public override TransitionStatistics Advance(ref SltRandom random)
    {
        Start(ref random);
        var depth = 0;
        while (depth < _maxDepth)
        {
            // The half already built is read in the direction of the new one, so that both lie in one order.
            var forwards = random.NextUniform() > 0.5;
            if (!forwards)
            {
                _whole.Reverse();
            }

            var half = _scratch[depth];
            if (!Build(depth, forwards, half, ref random))
            {
                break;
            }

            depth++;
            var continues = _whole.ContinuesInto(half);

            // Biased towards the new half, which moves the chain further than a fair draw would.
            var take = half.LogWeight > _whole.LogWeight || random.NextUniform() < Math.Exp(half.LogWeight - _whole.LogWeight);
            _whole.Append(half, take, LogSum(_whole.LogWeight, half.LogWeight));
            if (!forwards)
            {
                _whole.Reverse();
            }

            if (!continues)
            {
                break;
            }
        }

        Current.CopyFrom(_whole.Sample);
        return new TransitionStatistics(
            _acceptanceSum / _leapfrogSteps,
            StepSize,
            depth,
            _leapfrogSteps,
            _divergent,
            depth >= _maxDepth,
            HamiltonianSystem.Energy(Current),
            Current.LogDensity);
    }

    private void Start(ref SltRandom random)
    {
        System.Refresh(Current, ref random);
        _initialEnergy = HamiltonianSystem.Energy(Current);
        _acceptanceSum = 0;
        _leapfrogSteps = 0;
        _divergent = false;
        _ahead.CopyFrom(Current);
        _behind.CopyFrom(Current);
        _whole.SetTo(Current, 0);
    }

    /// <summary>Integrates 2^depth steps beyond one end of the trajectory.</summary>
    /// <returns>False where the stretch diverges or turns back within itself: then no point of it may be taken.</returns>
    private bool Build(int depth, bool forwards, Subtree into, ref SltRandom random)
    {
        if (depth == 0)
        {
            return Step(forwards, into);
        }

        var second = _scratch[depth - 1];
        if (!Build(depth - 1, forwards, into, ref random) || !Build(depth - 1, forwards, second, ref random))
        {
            return false;
        }

        var continues = into.ContinuesInto(second);
        var total = LogSum(into.LogWeight, second.LogWeight);
        into.Append(second, random.NextUniform() < Math.Exp(second.LogWeight - total), total);
        return continues;
    }

    private bool Step(bool forwards, Subtree into)
    {
        var point = forwards ? _ahead : _behind;
        System.Leapfrog(point, forwards ? StepSize : -StepSize);
        _leapfrogSteps++;
        var logWeight = _initialEnergy - HamiltonianSystem.Energy(point);
        _acceptanceSum += Math.Min(1, Math.Exp(logWeight));
        into.SetTo(point, logWeight);
        _divergent |= !(logWeight >= -LargestEnergyError);
        return !_divergent;
    }

    private static double LogSum(double a, double b)
    {
        var (low, high) = a < b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(low) ? high : high + Math.Log(1 + Math.Exp(low - high));
    }
}
