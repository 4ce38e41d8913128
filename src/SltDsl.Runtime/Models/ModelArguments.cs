namespace SltDsl.Runtime;

/// <summary>What a model is made from.</summary>
/// <param name="Sizes">The value of every size.</param>
/// <param name="Hypers">The value of every hyperparameter.</param>
/// <param name="Shared">The shared data, one array a <c>data</c> statement that is read.</param>
public sealed record ModelArguments(IReadOnlyDictionary<string, long> Sizes, IReadOnlyDictionary<string, double> Hypers, Dataset Shared)
{
    /// <summary>The arguments from a data file and what is given.</summary>
    /// <param name="info">What the compiler knows about the model.</param>
    /// <param name="schema">What its declarations say about its data.</param>
    /// <param name="file">A data file, or null.</param>
    /// <param name="sizes">Sizes that are given, or null.</param>
    /// <param name="hypers">Hyperparameters that are given, or null.</param>
    /// <exception cref="ModelException">A size has no value, or a name is not the model's.</exception>
    /// <exception cref="DataException">The file does not fit (SLT07xx).</exception>
    public static ModelArguments From(
        ModelInfo info, DataSchema schema, DataFile? file, IReadOnlyDictionary<string, long>? sizes, IReadOnlyDictionary<string, double>? hypers)
    {
        ArgumentNullException.ThrowIfNull(info);
        ArgumentNullException.ThrowIfNull(schema);
        var values = info.Hypers.ToDictionary(h => h.Name, h => h.Default);
        foreach (var (name, value) in hypers ?? new Dictionary<string, double>())
        {
            if (!values.ContainsKey(name))
            {
                var known = values.Count == 0 ? "it has none" : $"it has {string.Join(", ", values.Keys)}";
                throw new ModelException($"{info.Name} has no hyperparameter `{name}`; {known}.");
            }

            values[name] = value;
        }

        var resolved = schema.ResolveSizes(file, sizes);
        return new ModelArguments(resolved, values, schema.ReadShared(file, resolved))
        {
            Rows = schema.ComputesFromRows && file is not null ? schema.ReadRows(file, resolved) : null,
        };
    }

    /// <summary>The rows of the data file that the model is made for, from which some shared data are computed; null where there are none.</summary>
    public Dataset? Rows { get; init; }

    /// <summary>Shared data that are computed from rows, where they are given without them.</summary>
    /// <param name="number">Their place behind the shared data that are read.</param>
    /// <param name="name">Their name.</param>
    /// <exception cref="ModelException">They are not given.</exception>
    public double[] Computed(int number, string name) => number < Shared.Columns.Count
        ? Shared.Columns[number]
        : throw new ModelException($"`{name}` is computed from the rows of the data, and there are none; name a data file with --data.");

    /// <summary>A size as an extent of arrays.</summary>
    /// <exception cref="ModelException">It is too large for an array.</exception>
    public int Size(string name) => Sizes[name] is >= 0 and <= int.MaxValue and var value
        ? (int)value
        : throw new ModelException($"The size `{name}` is {Sizes[name]}; sizes go up to {int.MaxValue}.");
}
