using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>The draws of a posterior in the quantities of the model.</summary>
/// <param name="Quantities">The draws: parameters in their declared shapes, then derived quantities.</param>
/// <param name="Layouts">The quantities with their shapes.</param>
/// <param name="Summaries">The posterior of each element.</param>
/// <param name="Verdict">Whether the draws may be used; null when there are none.</param>
internal sealed record SampledPosterior(Draws Quantities, IReadOnlyList<ValueLayout> Layouts, IReadOnlyList<QuantitySummary> Summaries, SamplingVerdict? Verdict)
{
    /// <summary>The posterior that a run found.</summary>
    /// <param name="model">The model.</param>
    /// <param name="draws">The run, in unconstrained coordinates.</param>
    public static SampledPosterior Of(ISltModel model, Draws draws)
    {
        var parameters = model.Parameters.Sum(p => p.Count);
        var layouts = model.Parameters.Concat(model.Derived.Select(d => d with { Offset = d.Offset + parameters })).ToList();
        var total = layouts.Sum(l => l.Count);

        // Predictive draws among the derived quantities have a stream of their own, beside those of the chains.
        var random = new SltRandom(draws.Seed, ulong.MaxValue);
        var quantities = draws.Map(total, (point, values) =>
        {
            model.ToValues(point, Coordinates.Unconstrained, values[..parameters]);
            model.Derive(values[..parameters], ref random, values[parameters..]);
        });
        if (draws.Count == 0)
        {
            return new(quantities, layouts, [], null);
        }

        var summaries = layouts.SelectMany(l => Enumerable.Range(0, l.Count).Select(i => QuantitySummary.Of(l.ElementName(i), quantities.Coordinate(l.Offset + i)))).ToList();
        return new(quantities, layouts, summaries, SamplingVerdict.Of(quantities, summaries.Take(parameters).ToList()));
    }
}
