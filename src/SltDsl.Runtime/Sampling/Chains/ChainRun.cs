using System.Diagnostics;
using System.Runtime.InteropServices;

namespace SltDsl.Runtime;

/// <summary>Takes one chain through warm-up and draws, from the start or from its last checkpoint.</summary>
internal sealed class ChainRun(MarkovChain chain, int number, int dimension, int warmUp, int draws, ICheckpoints? checkpoints)
{
    private const int StatisticsLength = 8;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromMilliseconds(50);

    private readonly double[] _values = new double[checked(draws * dimension)];
    private readonly TransitionStatistics[] _statistics = new TransitionStatistics[draws];
    private int _finished;
    private int _saved;
    private int _divergences;
    private long _lastReport;
    private long _lastCheckpoint = Stopwatch.GetTimestamp();

    /// <summary>Runs; on cancellation the chain ends with the draws that are finished.</summary>
    public ChainDraws Run(SltRandom random, IReadOnlyList<double>? initialPoint, IProgress<ChainProgress>? progress, CancellationToken cancellation)
    {
        if (checkpoints?.Load(number) is { } checkpoint)
        {
            Restore(checkpoint, ref random);
        }
        else
        {
            chain.Start(initialPoint, ref random);
        }

        while ((chain.IsPreparing || _finished < warmUp + draws) && !cancellation.IsCancellationRequested)
        {
            Report(progress);
            if (chain.IsPreparing)
            {
                chain.Prepare(ref random);
            }
            else
            {
                Iterate(ref random);
            }

            if (checkpoints is not null && Stopwatch.GetElapsedTime(_lastCheckpoint) >= checkpoints.Interval)
            {
                Save(ref random);
            }
        }

        Report(progress, last: true);
        Save(ref random);
        return new ChainDraws(Kept, _values, _statistics, chain.GradientEvaluations, chain.StepSize, chain.InverseMetric, chain.Ladder);
    }

    private int Kept => Math.Max(0, _finished - warmUp);

    private void Iterate(ref SltRandom random)
    {
        var statistics = chain.Advance(ref random);
        if (_finished >= warmUp)
        {
            Keep(_finished - warmUp, statistics);
        }

        _finished++;
    }

    private void Keep(int draw, TransitionStatistics statistics)
    {
        chain.Position.CopyTo(_values.AsSpan(draw * dimension, dimension));
        _statistics[draw] = statistics;
        _divergences += statistics.Divergent ? 1 : 0;
    }

    private void Save(ref SltRandom random)
    {
        if (checkpoints is null)
        {
            return;
        }

        var records = new double[(Kept - _saved) * (StatisticsLength + dimension)];
        for (var draw = _saved; draw < Kept; draw++)
        {
            var record = records.AsSpan((draw - _saved) * (StatisticsLength + dimension));
            Pack(_statistics[draw], record);
            _values.AsSpan(draw * dimension, dimension).CopyTo(record[StatisticsLength..]);
        }

        var state = new SnapshotWriter();
        Exchange(state, ref random);
        checkpoints.Save(number, new ChainCheckpoint(MemoryMarshal.AsBytes(records.AsSpan()).ToArray(), Kept, state.ToArray()));
        _saved = Kept;
        _lastCheckpoint = Stopwatch.GetTimestamp();
    }

    private void Restore(ChainCheckpoint checkpoint, ref SltRandom random)
    {
        Exchange(new SnapshotReader(checkpoint.State), ref random);
        var records = MemoryMarshal.Cast<byte, double>(checkpoint.Records);
        for (var draw = 0; draw < Kept; draw++)
        {
            var record = records.Slice(draw * (StatisticsLength + dimension), StatisticsLength + dimension);
            _statistics[draw] = Unpack(record);
            record[StatisticsLength..].CopyTo(_values.AsSpan(draw * dimension, dimension));
            _divergences += _statistics[draw].Divergent ? 1 : 0;
        }

        _saved = Kept;
    }

    private void Exchange(Snapshot snapshot, ref SltRandom random)
    {
        snapshot.Exchange(ref _finished);
        random.Exchange(snapshot);
        chain.Exchange(snapshot);
    }

    private static void Pack(TransitionStatistics statistics, Span<double> record)
    {
        record[0] = statistics.AcceptanceStatistic;
        record[1] = statistics.StepSize;
        record[2] = statistics.TreeDepth;
        record[3] = statistics.LeapfrogSteps;
        record[4] = statistics.Divergent ? 1 : 0;
        record[5] = statistics.ReachedTreeDepth ? 1 : 0;
        record[6] = statistics.Energy;
        record[7] = statistics.LogDensity;
    }

    private static TransitionStatistics Unpack(ReadOnlySpan<double> record) =>
        new(record[0], record[1], (int)record[2], (int)record[3], record[4] != 0, record[5] != 0, record[6], record[7]);

    private void Report(IProgress<ChainProgress>? progress, bool last = false)
    {
        if (progress is not null && (last || _lastReport == 0 || Stopwatch.GetElapsedTime(_lastReport) >= ReportInterval))
        {
            _lastReport = Stopwatch.GetTimestamp();
            progress.Report(new ChainProgress(number, _finished < warmUp, _finished, warmUp + draws, _divergences, chain.StepSize) { InverseTemperature = chain.InverseTemperature });
        }
    }
}
