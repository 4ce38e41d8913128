namespace SltDsl.Runtime;

/// <summary>Finds the value of every size, from what is given, the model and the data file.</summary>
internal sealed class SizeResolution(DataSchema schema, DataFile? file, IReadOnlyDictionary<string, long> given)
{
    private readonly Dictionary<string, long> _values = [];

    public IReadOnlyDictionary<string, long> Resolve()
    {
        foreach (var name in given.Keys.Where(name => schema.Sizes.All(s => s.Name != name)))
        {
            var sizes = schema.Sizes.Select(s => s.Name).ToList();
            throw new ModelException($"{schema.Model} has no size `{name}`{Suggestion.For(name, sizes, "; its sizes are ")}");
        }

        foreach (var size in schema.Sizes)
        {
            if (Stated(size) is { } value)
            {
                _values[size.Name] = value;
            }
        }

        Solve();
        CheckFollowing();
        return Complete();
    }

    private long? Stated(DataSize size)
    {
        if (given.TryGetValue(size.Name, out var value))
        {
            return !size.IsConstant || size.Value == value
                ? value
                : throw new ModelException($"`{size.Name}` is fixed at {size.Value} in {schema.Model}; leave it out, or declare `size {size.Name} = {size.Value} in {size.Value}:{Math.Max(size.Value ?? 0, value)}`");
        }

        var entry = file?.Find(size.Name) is { Extents.Count: 0 } column ? Integer(size, column) : (long?)null;
        if (size is { Follows: null, Value: { } own } && entry is { } other && own != other)
        {
            var change = size.IsConstant ? "change one of them" : $"pass --size {size.Name}={other} or --size {size.Name}={own} to choose";
            throw new DataException("SLT0703", $"{DataPlace.Of(file!, file!.Find(size.Name)!, 0)}: `{size.Name}` is {other}, and {own} in {schema.Model}; {change}");
        }

        return size.Follows is null ? size.Value ?? entry : entry;
    }

    private long Integer(DataSize size, DataColumn column)
    {
        var value = column.Values[0];
        return value == Math.Floor(value) && value is >= 0 and < long.MaxValue
            ? (long)value
            : throw new DataException("SLT0704", $"{DataPlace.Of(file!, column, 0)}: expected an integer from 0 for the size `{size.Name}`, found {value}");
    }

    // Solving one size may make another extent solvable: repeated until nothing is found.
    private void Solve()
    {
        var lengths = file is not null && _values.Count < schema.Sizes.Count ? Lengths(file).ToList() : [];
        var sources = new Dictionary<string, string>();
        while (Follow() || SolveLength(lengths, sources))
        {
        }

        foreach (var (name, extent, length) in lengths)
        {
            if (extent.Terms is [{ Coefficient: 1, Sizes: [var size] }] && sources.TryGetValue(size, out var source) && _values[size] != length)
            {
                throw new DataException("SLT0703", $"{file!.Path}: `{size}` is {_values[size]} by the length of `{source}` and {length} by that of `{name}`; make them agree, or pass --size {size}=…");
            }
        }
    }

    private bool SolveLength(List<(string Name, Extent Extent, long Length)> lengths, Dictionary<string, string> sources)
    {
        foreach (var (name, extent, length) in lengths)
        {
            if (extent.Solve(length, _values) is { } solution)
            {
                _values.Add(solution.Size, solution.Value);
                sources.Add(solution.Size, name);
                return true;
            }
        }

        return false;
    }

    /// <summary>A size that follows from others or from data, or one that another follows from.</summary>
    private bool Follow()
    {
        foreach (var size in schema.Sizes)
        {
            var isKnown = _values.TryGetValue(size.Name, out var value);
            if (!isKnown && (size.Formula?.Evaluate(_values, file) ?? Following(size)) is { } found)
            {
                _values.Add(size.Name, found);
                return true;
            }

            if (isKnown && size.Follows?.Solve(value, _values) is { } solution)
            {
                _values.Add(solution.Size, solution.Value);
                return true;
            }
        }

        return false;
    }

    private long? Following(DataSize size) => size.Follows is { } extent && extent.Terms.SelectMany(t => t.Sizes).All(_values.ContainsKey) ? extent.Evaluate(_values) : null;

    private void CheckFollowing()
    {
        foreach (var size in schema.Sizes)
        {
            if (_values.TryGetValue(size.Name, out var value) && Following(size) is { } expected && expected != value)
            {
                throw new DataException(
                    "SLT0703", $"`size {size.Name} = {size.Follows}` of {schema.Model} is {expected}, and {value} by what is given or the lengths of {file?.Path ?? "the data"}; make them agree");
            }
        }
    }

    private IEnumerable<(string Name, Extent Extent, long Length)> Lengths(DataFile data)
    {
        var reading = RowReadings.Of(schema, data);
        foreach (var (entry, skip) in schema.Shared.Select(e => (e, 0)).Concat(schema.Columns.Select(e => (e, reading == RowReading.ManyRows ? 1 : 0))))
        {
            if (data.Find(entry.Column) is { } column && column.Extents.Count == entry.Extents.Count + skip)
            {
                for (var axis = 0; axis < entry.Extents.Count; axis++)
                {
                    yield return (entry.Column, entry.Extents[axis], column.Extents[axis + skip]);
                }
            }
        }
    }

    private Dictionary<string, long> Complete()
    {
        foreach (var size in schema.Sizes)
        {
            if (!_values.TryGetValue(size.Name, out var value))
            {
                throw new ModelException(
                    $"`size {size.Name}` of {schema.Model} has no value; pass --size {size.Name}=…, "
                    + (file is null ? "or data in which it is an entry or a length" : $"or add an integer entry `{size.Name}` to {file.Path}"));
            }

            if (value < 0)
            {
                throw new ModelException($"`size {size.Name}` of {schema.Model} is {value}; a size is at least 0");
            }
        }

        return _values;
    }
}
