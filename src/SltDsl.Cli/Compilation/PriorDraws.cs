using SltDsl.Files;
using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>Draws from the prior in the quantities of a run, to set beside its posterior.</summary>
internal static class PriorDraws
{
    /// <summary>How many, in one chain.</summary>
    public const int Count = 1_000;

    // Beside the streams of the chains, of generated quantities and of predictive draws.
    private const ulong Stream = ulong.MaxValue - 20;

    /// <summary>The draws; null where the prior cannot be drawn from.</summary>
    /// <param name="session">The model.</param>
    /// <param name="rows">The data, beside whose inputs derived quantities of rows are computed.</param>
    /// <param name="run">The run.</param>
    public static RunDraws? Of(ModelSession session, Dataset rows, RunDraws run)
    {
        var model = session.Model;
        var derived = model.DerivedWith(rows);
        var (parameters, total) = (model.Parameters.Sum(p => p.Count), run.Layouts.Sum(l => l.Count));
        var sources = model.Parameters.Concat(derived.Select(d => d with { Offset = d.Offset + parameters })).ToDictionary(l => l.Name, l => l.Offset);
        var random = new SltRandom(run.Draws.Seed, Stream);
        var values = new double[parameters + derived.Sum(d => d.Count)];
        var draws = new double[Count * total];
        for (var draw = 0; draw < Count; draw++)
        {
            try
            {
                model.DrawPrior(ref random, values.AsSpan(0, parameters));
            }
            catch (NotSupportedException)
            {
                return null;
            }

            Derive(model, rows, ref random, values, parameters);
            foreach (var layout in run.Layouts)
            {
                values.AsSpan(sources[layout.Name], layout.Count).CopyTo(draws.AsSpan((draw * total) + layout.Offset));
            }
        }

        return run with { Draws = Draws.Of(total, run.Draws.Seed, [(draws, new TransitionStatistics[Count])]) };
    }

    // A vague prior reaches parameters at which a derived quantity cannot be drawn; it has no value there.
    private static void Derive(ISltModel model, Dataset rows, ref SltRandom random, double[] values, int parameters)
    {
        try
        {
            model.Derive(values.AsSpan(0, parameters), rows, ref random, values.AsSpan(parameters));
        }
        catch (ArgumentOutOfRangeException)
        {
            values.AsSpan(parameters).Fill(double.NaN);
        }
    }
}
