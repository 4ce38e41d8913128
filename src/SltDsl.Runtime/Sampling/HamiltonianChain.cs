using System.Diagnostics;

namespace SltDsl.Runtime;

/// <summary>One chain: its start, its warm-up and its draws.</summary>
internal sealed class HamiltonianChain(HamiltonianTransition transition, int chain, int warmUp, int draws, double targetAcceptance)
{
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(50);

    private readonly WarmUpSchedule _schedule = new(warmUp);
    private readonly DualAveraging _averaging = new(targetAcceptance);
    private readonly PhasePoint _trial = new(transition.System.Dimension);
    private readonly double[] _values = new double[draws * transition.System.Dimension];
    private readonly TransitionStatistics[] _statistics = new TransitionStatistics[draws];
    private int _divergences;
    private long _lastReport;

    /// <summary>Runs the chain from where its transition stands; on cancellation it ends with the draws that are finished.</summary>
    public ChainDraws Run(ref SltRandom random, IProgress<ChainProgress>? progress, CancellationToken cancellation)
    {
        StartStepSize(ref random);
        var finished = 0;
        for (; finished < warmUp + draws && !cancellation.IsCancellationRequested; finished++)
        {
            Report(progress, finished);
            var statistics = transition.Advance(ref random);
            if (finished < warmUp)
            {
                Adapt(finished, statistics, ref random);
            }
            else
            {
                Keep(finished - warmUp, statistics);
            }
        }

        Report(progress, finished, last: true);
        return new ChainDraws(
            Math.Max(0, finished - warmUp),
            _values,
            _statistics,
            transition.System.GradientEvaluations,
            transition.StepSize,
            transition.System.Metric.InverseDiagonal);
    }

    private void StartStepSize(ref SltRandom random)
    {
        StepSizeSearch.Run(transition, _trial, ref random);
        _averaging.Restart(transition.StepSize);
    }

    private void Adapt(int iteration, TransitionStatistics statistics, ref SltRandom random)
    {
        transition.StepSize = _averaging.Next(statistics.AcceptanceStatistic);
        if (_schedule.Observes(iteration))
        {
            transition.System.Metric.Observe(transition.Current.Position);
        }

        if (_schedule.EndsWindow(iteration))
        {
            transition.System.Metric.Learn();
            StartStepSize(ref random);
        }

        if (iteration == warmUp - 1)
        {
            transition.StepSize = _averaging.AveragedStep;
        }
    }

    private void Keep(int draw, TransitionStatistics statistics)
    {
        var dimension = transition.System.Dimension;
        transition.Current.Position.AsSpan().CopyTo(_values.AsSpan(draw * dimension, dimension));
        _statistics[draw] = statistics;
        _divergences += statistics.Divergent ? 1 : 0;
    }

    private void Report(IProgress<ChainProgress>? progress, int finished, bool last = false)
    {
        if (progress is not null && (last || _lastReport == 0 || Stopwatch.GetElapsedTime(_lastReport) >= ReportInterval))
        {
            _lastReport = Stopwatch.GetTimestamp();
            progress.Report(new ChainProgress(chain, finished < warmUp, finished, warmUp + draws, _divergences, transition.StepSize));
        }
    }
}
