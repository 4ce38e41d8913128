namespace SltDsl.Runtime;

/// <summary>A function from a draw's coordinates to other quantities, such as the parameters in their declared shapes.</summary>
/// <param name="coordinates">The draw.</param>
/// <param name="quantities">Receives the quantities.</param>
public delegate void DrawMap(ReadOnlySpan<double> coordinates, Span<double> quantities);

/// <summary>The draws of a run after warm-up: chains × draws × coordinates, with the sampler's statistics of each draw.</summary>
public sealed class Draws
{
    private readonly ChainDraws[] _chains;

    internal Draws(int dimension, ulong seed, int requested, ChainDraws[] chains)
    {
        Dimension = dimension;
        Seed = seed;
        _chains = chains;
        Count = chains.Min(chain => chain.Count);
        IsComplete = Count == requested;
    }

    /// <summary>Draws that were kept elsewhere.</summary>
    /// <param name="dimension">Numbers of a draw.</param>
    /// <param name="seed">The seed of the run.</param>
    /// <param name="chains">Of each chain all draws, one after the other, and the sampler's statistics of each.</param>
    public static Draws Of(int dimension, ulong seed, IReadOnlyList<(double[] Values, TransitionStatistics[] Statistics)> chains) =>
        new(dimension, seed, chains.Select(c => c.Statistics.Length).DefaultIfEmpty(0).Min(), [.. chains.Select(c =>
            new ChainDraws(c.Statistics.Length, c.Values, c.Statistics, 0, c.Statistics.Length == 0 ? double.NaN : c.Statistics[^1].StepSize, [], null))]);

    /// <summary>The number of coordinates of a draw.</summary>
    public int Dimension { get; }

    /// <summary>The seed that the run can be repeated with.</summary>
    public ulong Seed { get; }

    /// <summary>The number of chains.</summary>
    public int Chains => _chains.Length;

    /// <summary>Draws in each chain; where a run was stopped early, as many as every chain has.</summary>
    public int Count { get; }

    /// <summary>Whether the run made all the draws that it was asked for.</summary>
    public bool IsComplete { get; }

    /// <summary>How many gradients the run took, warm-up included.</summary>
    public long GradientEvaluations => _chains.Sum(chain => chain.GradientEvaluations);

    /// <summary>What the ladder of temperatures shows, for samplers that have one; else null.</summary>
    public LadderReport? Ladder => field ??= LadderReport.Of(Array.ConvertAll(_chains, chain => chain.Ladder));

    /// <summary>One draw.</summary>
    /// <param name="chain">Which chain, from 0.</param>
    /// <param name="draw">Which draw, from 0.</param>
    public ReadOnlySpan<double> this[int chain, int draw] => _chains[chain].Values.AsSpan(draw * Dimension, Dimension);

    /// <summary>What the sampler says about a draw.</summary>
    /// <inheritdoc cref="this[int, int]"/>
    public TransitionStatistics Statistics(int chain, int draw) => _chains[chain].Statistics[draw];

    /// <summary>The step size that a chain settled on.</summary>
    /// <param name="chain">Which chain, from 0.</param>
    public double StepSize(int chain) => _chains[chain].StepSize;

    /// <summary>The diagonal of the inverse metric that a chain settled on: about the variances of the coordinates.</summary>
    /// <param name="chain">Which chain, from 0.</param>
    public ReadOnlySpan<double> InverseMetric(int chain) => _chains[chain].InverseMetric;

    /// <summary>All draws of one coordinate, a chain a row: what the diagnostics take.</summary>
    /// <param name="coordinate">Which coordinate, from 0.</param>
    public double[][] Coordinate(int coordinate)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)coordinate, (uint)Dimension);
        return Array.ConvertAll(_chains, chain =>
        {
            var series = new double[Count];
            for (var draw = 0; draw < Count; draw++)
            {
                series[draw] = chain.Values[(draw * Dimension) + coordinate];
            }

            return series;
        });
    }

    /// <summary>The same run in other quantities.</summary>
    /// <param name="dimension">How many quantities.</param>
    /// <param name="map">Computes them; called draw by draw, chain by chain, in order.</param>
    public Draws Map(int dimension, DrawMap map)
    {
        var mapped = Array.ConvertAll(_chains, chain =>
        {
            var values = new double[dimension * chain.Count];
            for (var draw = 0; draw < chain.Count; draw++)
            {
                map(chain.Values.AsSpan(draw * Dimension, Dimension), values.AsSpan(draw * dimension, dimension));
            }

            return chain with { Values = values };
        });
        return new Draws(dimension, Seed, IsComplete ? Count : Count + 1, mapped);
    }
}

/// <summary>What one chain leaves behind.</summary>
/// <param name="Count">How many draws it finished.</param>
/// <param name="Values">The draws, one after the other.</param>
/// <param name="Statistics">The sampler's statistics of each.</param>
/// <param name="GradientEvaluations">Gradients taken, warm-up included.</param>
/// <param name="StepSize">The step it settled on.</param>
/// <param name="InverseMetric">The diagonal of its inverse metric.</param>
/// <param name="Ladder">What it found on a ladder of temperatures, where it has one.</param>
internal sealed record ChainDraws(
    int Count,
    double[] Values,
    TransitionStatistics[] Statistics,
    long GradientEvaluations,
    double StepSize,
    double[] InverseMetric,
    LadderRecord? Ladder);
