using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace SltDsl.Files;

/// <summary>
/// Writes a Zarr store, version 2 of the format (zarr-specs, "Zarr storage specification version 2"): folders with <c>.zgroup</c>,
/// <c>.zarray</c> and <c>.zattrs</c>, chunks without compression, and consolidated metadata as xarray reads them.
/// </summary>
internal sealed class ZarrStore
{
    private readonly string _root;
    private readonly JsonObject _metadata = [];

    /// <param name="root">The folder of the store.</param>
    public ZarrStore(string root)
    {
        _root = root;
        Group("", []);
    }

    /// <summary>A group.</summary>
    /// <param name="path">Its path in the store; empty for the root.</param>
    /// <param name="attributes">Its attributes.</param>
    public void Group(string path, JsonObject attributes)
    {
        Put(path, ".zgroup", new JsonObject { ["zarr_format"] = 2 });
        Put(path, ".zattrs", attributes);
    }

    /// <summary>An array of numbers, one chunk for each index of the first axis, or a single chunk.</summary>
    /// <param name="path">Its path in the store.</param>
    /// <param name="dimensions">The name of each axis, as xarray expects them.</param>
    /// <param name="shape">The extent of each axis.</param>
    /// <param name="values">The elements, row-major.</param>
    /// <param name="isChunked">Whether the first axis is cut into chunks.</param>
    public void Array<T>(string path, IReadOnlyList<string> dimensions, IReadOnlyList<int> shape, T[] values, bool isChunked = false)
        where T : unmanaged
    {
        Describe(path, dimensions, shape, TypeOf<T>(), isChunked);
        var count = isChunked ? shape[0] : 1;
        for (var i = 0; i < count && values.Length > 0; i++)
        {
            var key = string.Join('.', shape.Select((_, axis) => axis == 0 ? i : 0).DefaultIfEmpty(0));
            using var file = File.Create(Path.Combine(_root, path, key));
            file.Write(MemoryMarshal.AsBytes(values.AsSpan(i * (values.Length / count), values.Length / count)));
        }
    }

    /// <summary>An array of texts with one axis, in UTF-32 of one length as NumPy's <c>U</c> has them.</summary>
    /// <param name="path">Its path in the store.</param>
    /// <param name="dimension">The name of its axis.</param>
    /// <param name="texts">The elements, one at least.</param>
    public void Texts(string path, string dimension, IReadOnlyList<string> texts)
    {
        var length = texts.Max(text => text.EnumerateRunes().Count());
        Describe(path, [dimension], [texts.Count], FormattableString.Invariant($"<U{Math.Max(1, length)}"), isChunked: false);
        using var file = File.Create(Path.Combine(_root, path, "0"));
        foreach (var text in texts)
        {
            var cells = new int[Math.Max(1, length)];
            text.EnumerateRunes().Select(rune => rune.Value).ToArray().CopyTo(cells, 0);
            file.Write(MemoryMarshal.AsBytes(cells.AsSpan()));
        }
    }

    /// <summary>Writes the metadata of all groups and arrays into one file.</summary>
    public void Consolidate() => Put("", ".zmetadata", new JsonObject { ["zarr_consolidated_format"] = 1, ["metadata"] = _metadata }, isListed: false);

    private void Describe(string path, IReadOnlyList<string> dimensions, IReadOnlyList<int> shape, string type, bool isChunked)
    {
        // A chunk has an extent of one at least, also where the array has none.
        var chunk = shape.Select((extent, axis) => axis == 0 && isChunked ? 1 : Math.Max(1, extent)).ToArray();

        // Every chunk is written. A fill value would count as missing to xarray, which turns zeros of a number and `false` into NaN.
        Put(path, ".zarray", new JsonObject
        {
            ["zarr_format"] = 2,
            ["shape"] = new JsonArray([.. shape.Select(extent => (JsonNode)extent)]),
            ["chunks"] = new JsonArray([.. chunk.Select(extent => (JsonNode)extent)]),
            ["dtype"] = type,
            ["compressor"] = null,
            ["fill_value"] = null,
            ["order"] = "C",
            ["filters"] = null,
        });
        Put(path, ".zattrs", new JsonObject { ["_ARRAY_DIMENSIONS"] = new JsonArray([.. dimensions.Select(name => (JsonNode)name)]) });
    }

    private static string TypeOf<T>() =>
        !BitConverter.IsLittleEndian ? throw new NotSupportedException("Zarr stores are written on little-endian machines only.")
        : typeof(T) == typeof(double) ? "<f8"
        : typeof(T) == typeof(long) ? "<i8"
        : typeof(T) == typeof(bool) ? "|b1"
        : throw new NotSupportedException($"There is no Zarr type for {typeof(T).Name} here.");

    private void Put(string path, string name, JsonObject content, bool isListed = true)
    {
        var folder = Path.Combine(_root, path);
        Directory.CreateDirectory(folder);
        File.WriteAllText(Path.Combine(folder, name), content.ToJsonString() + "\n");
        if (isListed)
        {
            _metadata[path.Length == 0 ? name : $"{path}/{name}"] = content.DeepClone();
        }
    }
}
