using System.Text.Json.Nodes;

namespace SltDsl.Files;

/// <summary>
/// A group of an InferenceData tree, which writes the coordinate of each axis that its arrays use when it ends: the labels of the model, else
/// indices, from 0 for chains and draws and from 1 for the indices of a model.
/// </summary>
internal sealed class InferenceDataGroup : IDisposable
{
    private static readonly string[] OwnAxes = ["chain", "draw", "row", "observation"];

    private readonly ZarrStore _store;
    private readonly string _name;
    private readonly InferenceGroups _groups;
    private readonly Dictionary<string, int> _axes = [];

    /// <param name="store">The tree.</param>
    /// <param name="name">The group's name.</param>
    /// <param name="model">The model's name.</param>
    /// <param name="groups">What the tree holds.</param>
    public InferenceDataGroup(ZarrStore store, string name, string model, InferenceGroups groups)
    {
        (_store, _name, _groups) = (store, name, groups);
        store.Group(name, new JsonObject
        {
            ["inference_library"] = "SltDsl",
            ["inference_library_version"] = groups.Version,
            ["creation_library"] = "SltDsl",
            ["creation_library_language"] = "C#",
            ["model"] = model,
        });
    }

    /// <summary>A variable. One that has the name of an axis gets an underscore behind it, since the layout does not let them share it.</summary>
    public void Array<T>(string name, IReadOnlyList<string> axes, IReadOnlyList<int> shape, T[] values, bool isChunked = false)
        where T : unmanaged
    {
        var names = axes.Select((axis, i) => _axes.TryGetValue(axis, out var extent) && extent != shape[i] ? $"{name}_{axis}" : axis).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            _axes[names[i]] = shape[i];
        }

        _store.Array($"{_name}/{(OwnAxes.Contains(name) ? $"{name}_" : name)}", names, shape, values, isChunked);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (axis, extent) in _axes)
        {
            if (_groups.Labels(axis) is { } labels && labels.Count == extent && extent > 0)
            {
                _store.Texts($"{_name}/{axis}", axis, labels);
            }
            else
            {
                long[] indices = [.. Enumerable.Range(axis is "chain" or "draw" ? 0 : 1, extent).Select(i => (long)i)];
                _store.Array($"{_name}/{axis}", [axis], [extent], indices);
            }
        }
    }
}
