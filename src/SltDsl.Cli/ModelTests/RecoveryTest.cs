using System.Globalization;
using SltDsl.Runtime;

namespace SltDsl.Cli.ModelTests;

/// <summary>
/// Simulates and recovers: parameters from the prior, rows from them, the posterior of the rows. Among draws of a right posterior the true
/// parameters have a rank that is uniform (Cook, Gelman and Rubin 2006; Talts and others 2018), in the log likelihood and in the log prior, which
/// no symmetry of the likelihood moves.
/// </summary>
/// <param name="rows">Rows a data set.</param>
/// <param name="replicates">How often.</param>
internal sealed class RecoveryTest(int rows, int replicates)
{
    private const string Name = "recovery";
    private const int Bins = 5;
    private const int WarmUp = 400;
    private const int Kept = 99;
    private const int Thinning = 4;

    /// <summary>The rate at which a right model fails, over both quantities.</summary>
    private const double FalseAlarms = 1e-3;

    private static readonly string[] Quantities = ["log likelihood", "log prior"];

    /// <summary>The test.</summary>
    /// <param name="model">The model.</param>
    /// <param name="posterior">The posterior of rows.</param>
    /// <param name="seed">The seed.</param>
    /// <param name="progress">Hears the share that is done.</param>
    /// <param name="cancellation">Ends the test.</param>
    /// <exception cref="NotSupportedException">The prior cannot be drawn from, or rows cannot be simulated.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public TestOutcome Run(ISltModel model, Func<Dataset, ILogDensity> posterior, ulong seed, Action<double> progress, CancellationToken cancellation)
    {
        var random = new SltRandom(seed);
        var counts = Quantities.Select(_ => new int[Bins]).ToArray();
        for (var n = 0; n < replicates; n++)
        {
            var ranks = Ranks(model, posterior, seed + (ulong)n + 1, ref random, cancellation);
            for (var q = 0; q < Quantities.Length; q++)
            {
                counts[q][ranks[q] * Bins / (Kept + 1)]++;
            }

            progress((n + 1.0) / replicates);
        }

        var probabilities = counts.Select(Probability).ToArray();
        var worst = Array.IndexOf(probabilities, probabilities.Min());
        var text = string.Create(CultureInfo.InvariantCulture, $"ranks of the true {Quantities[worst]} in {replicates} posteriors of {rows} rows, by fifths: {string.Join(", ", counts[worst])}; p = {probabilities[worst]:0.0000}");
        return probabilities[worst] < FalseAlarms / Quantities.Length
            ? new(Name, TestStatus.Failed, $"{text}: the posterior does not cover the parameters that made the data, or the sampler does not reach it")
            : new(Name, TestStatus.Passed, text);
    }

    private int[] Ranks(ISltModel model, Func<Dataset, ILogDensity> posterior, ulong seed, ref SltRandom random, CancellationToken cancellation)
    {
        var (values, start) = (new double[model.Parameters.Sum(p => p.Count)], new double[model.UnconstrainedDimension]);
        model.DrawPrior(ref random, values);
        var data = model.Simulate(values, rows, ref random);
        model.ToPoint(values, Coordinates.Unconstrained, start);
        var options = new NutsOptions { WarmUp = WarmUp, InitialPoint = start, Threads = 1 };
        var run = Nuts.Sample(posterior(data), chains: 1, draws: Kept * Thinning, seed, options, cancellation: cancellation);
        cancellation.ThrowIfCancellationRequested();
        var drawn = run.Map(Quantities.Length, (point, quantities) =>
        {
            var w = new double[values.Length];
            model.ToValues(point, Coordinates.Unconstrained, w);
            (quantities[0], quantities[1]) = (model.LogLikelihood(w, data), model.LogPrior(w));
        });
        double[] truth = [model.LogLikelihood(values, data), model.LogPrior(values)];
        var ranks = new int[truth.Length];
        for (var q = 0; q < truth.Length; q++)
        {
            var kept = drawn.Coordinate(q)[0].Where((_, draw) => draw % Thinning == Thinning - 1).ToList();

            // Among equals, as under a flat prior, the rank is drawn.
            ranks[q] = kept.Count(x => x < truth[q]) + (int)random.NextInteger(kept.Count(x => x == truth[q]) + 1);
        }

        return ranks;
    }

    /// <summary>The probability of counts that differ at least as much from equal ones, by χ².</summary>
    private static double Probability(int[] counts)
    {
        var expected = counts.Sum() / (double)counts.Length;
        var square = counts.Sum(c => (c - expected) * (c - expected) / expected);
        return square == 0 ? 1 : Math.Exp(SpecialFunctions.LogGammaQ((counts.Length - 1) / 2.0, square / 2));
    }
}
