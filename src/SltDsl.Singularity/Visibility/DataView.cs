using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Rank;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Visibility;

/// <summary>
/// What rows of data show about the parameters at a point: the functions that the laws determine or, where a law is not read off, its
/// log density at drawn values.
/// </summary>
/// <param name="graph">The model.</param>
/// <param name="setting">Sizes and hyperparameters.</param>
/// <param name="seed">Fixes the rows.</param>
internal sealed class DataView(ModelGraph graph, Setting setting, ulong seed)
{
    private readonly Dictionary<int, RowValues> _rows = [];

    /// <summary>Whether all laws are read off, so that a row shows functions and not just densities.</summary>
    public bool IsReadOff { get; private set; } = true;

    /// <summary>The rows after which the discrete inputs, and finite observations without a reading, repeat.</summary>
    public int Period { get; } = RowValues.Combinations(graph, setting) * RowValues.ObservedCombinations(graph, setting);

    /// <summary>The model's graph at a point, for a row.</summary>
    public Instance<GenericNumber> Instance(GenericPoint point, int row)
    {
        if (!_rows.TryGetValue(row, out var values))
        {
            _rows.Add(row, values = new RowValues(graph, setting, seed, row));
        }

        return point.Row(values);
    }

    /// <summary>The values that a row shows at a point.</summary>
    public IReadOnlyList<GenericNumber> At(GenericPoint point, int row)
    {
        var instance = Instance(point, row);
        var reader = new LawReader<GenericNumber>(point.Field, instance);
        var seen = new List<GenericNumber>();
        foreach (var observation in graph.Observations)
        {
            if (reader.Read(observation) is { } sights)
            {
                seen.AddRange(sights.Select(s => s.Value));
            }
            else
            {
                IsReadOff = false;
                seen.Add(instance.At(observation.LogDensity));
            }
        }

        return seen.Any(s => s.IsSingular) ? throw new UnluckyPointException("A probability is 0 at the point.") : seen;
    }
}
