namespace SltDsl.Runtime;

/// <summary>A chain of a Hamiltonian sampler: its transitions, and the adaptation of step and metric.</summary>
internal sealed class HamiltonianChain(ILogDensity density, HamiltonianTransition transition, HamiltonianOptions options) : MarkovChain
{
    private readonly WarmUpSchedule _schedule = new(options.WarmUp);
    private readonly DualAveraging _averaging = new(options.TargetAcceptance);
    private readonly PhasePoint _trial = new(transition.System.Dimension);
    private int _iteration;

    public override ReadOnlySpan<double> Position => transition.Current.Position;

    public override double StepSize => transition.StepSize;

    public override double[] InverseMetric => transition.System.Metric.InverseDiagonal;

    public override long GradientEvaluations => transition.System.GradientEvaluations;

    public override void Start(IReadOnlyList<double>? initialPoint, ref SltRandom random)
    {
        InitialPoint.Place(density, initialPoint, ref random, transition.Current.Position);
        transition.System.Evaluate(transition.Current);
        StartStepSize(ref random);
    }

    public override TransitionStatistics Advance(ref SltRandom random)
    {
        var statistics = transition.Advance(ref random);
        if (_iteration < options.WarmUp)
        {
            Adapt(statistics, ref random);
        }

        _iteration++;
        return statistics;
    }

    public override void Exchange(Snapshot snapshot)
    {
        snapshot.Exchange(ref _iteration);
        _averaging.Exchange(snapshot);
        transition.Exchange(snapshot);
    }

    private void StartStepSize(ref SltRandom random)
    {
        StepSizeSearch.Run(transition, _trial, ref random);
        _averaging.Restart(transition.StepSize);
    }

    private void Adapt(TransitionStatistics statistics, ref SltRandom random)
    {
        transition.StepSize = _averaging.Next(statistics.AcceptanceStatistic);
        if (_schedule.Observes(_iteration))
        {
            transition.System.Metric.Observe(transition.Current.Position);
        }

        if (_schedule.EndsWindow(_iteration))
        {
            transition.System.Metric.Learn();
            StartStepSize(ref random);
        }

        if (_iteration == options.WarmUp - 1)
        {
            transition.StepSize = _averaging.AveragedStep;
        }
    }
}
