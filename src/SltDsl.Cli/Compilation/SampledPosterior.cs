using SltDsl.Runtime;

namespace SltDsl.Cli.Compilation;

/// <summary>The draws of a posterior in the quantities of the model.</summary>
/// <param name="Quantities">The draws: parameters in their declared shapes, then derived quantities.</param>
/// <param name="Layouts">The quantities with their shapes.</param>
/// <param name="Summaries">The posterior of each element.</param>
/// <param name="Verdict">Whether the draws may be used; null when there are none.</param>
internal sealed record SampledPosterior(Draws Quantities, IReadOnlyList<ValueLayout> Layouts, IReadOnlyList<QuantitySummary> Summaries, SamplingVerdict? Verdict)
{
    private const long MostValues = 1L << 27;
    private const int MostSummarised = 2_000;

    /// <summary>Derived quantities that are not kept, because their draws would take more than a gigabyte.</summary>
    public IReadOnlyList<string> LeftOut { get; private init; } = [];

    /// <summary>The posterior that a run found. Quantities of more than 2 000 elements are kept, but not summarised.</summary>
    /// <param name="model">The model.</param>
    /// <param name="rows">The data.</param>
    /// <param name="draws">The run, in unconstrained coordinates.</param>
    public static SampledPosterior Of(ISltModel model, Dataset rows, Draws draws)
    {
        var parameters = model.Parameters.Sum(p => p.Count);
        var all = model.DerivedWith(rows);
        var derived = all.Sum(d => d.Count);
        var kept = (long)(parameters + derived) * draws.Count * draws.Chains <= MostValues ? all : model.Derived;
        var layouts = model.Parameters.Concat(kept.Select(d => d with { Offset = d.Offset + parameters })).ToList();
        var total = layouts.Sum(l => l.Count);

        // Predictive draws among the derived quantities have a stream of their own, beside those of the chains.
        var random = new SltRandom(draws.Seed, ulong.MaxValue);
        var quantities = draws.Map(total, (point, values) =>
        {
            model.ToValues(point, Coordinates.Unconstrained, values[..parameters]);
            if (kept.Count == all.Count)
            {
                model.Derive(values[..parameters], rows, ref random, values[parameters..]);
            }
            else
            {
                model.Derive(values[..parameters], ref random, values[parameters..]);
            }
        });
        if (draws.Count == 0)
        {
            return new(quantities, layouts, [], null);
        }

        var summaries = layouts.Where(l => l.Count <= MostSummarised || l.Offset < parameters).SelectMany(l => Enumerable.Range(0, l.Count).Select(i => QuantitySummary.Of(l.ElementName(i), quantities.Coordinate(l.Offset + i)))).ToList();
        return new(quantities, layouts, summaries, SamplingVerdict.Of(quantities, summaries.Take(parameters).ToList())) { LeftOut = [.. all.Skip(kept.Count).Select(d => d.Name)] };
    }
}
