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

        if (file is not null && _values.Count < schema.Sizes.Count)
        {
            ReadLengths(file);
        }

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
        if (size.Value is { } own && entry is { } other && own != other)
        {
            var change = size.IsConstant ? "change one of them" : $"pass --size {size.Name}={other} or --size {size.Name}={own} to choose";
            throw new DataException("SLT0703", $"{DataPlace.Of(file!, file!.Find(size.Name)!, 0)}: `{size.Name}` is {other}, and {own} in {schema.Model}; {change}");
        }

        return size.Value ?? entry;
    }

    private long Integer(DataSize size, DataColumn column)
    {
        var value = column.Values[0];
        return value == Math.Floor(value) && value is >= 0 and < long.MaxValue
            ? (long)value
            : throw new DataException("SLT0704", $"{DataPlace.Of(file!, column, 0)}: expected an integer from 0 for the size `{size.Name}`, found {value}");
    }

    // Solving one size may make another extent solvable: repeated until nothing is found.
    private void ReadLengths(DataFile data)
    {
        var lengths = Lengths(data).ToList();
        var sources = new Dictionary<string, string>();
        for (var found = true; found;)
        {
            found = false;
            foreach (var (name, extent, length) in lengths)
            {
                if (extent.Solve(length, _values) is { } solution)
                {
                    found = true;
                    _values.Add(solution.Size, solution.Value);
                    sources.Add(solution.Size, name);
                }
            }
        }

        foreach (var (name, extent, length) in lengths)
        {
            if (extent.Terms is [{ Coefficient: 1, Sizes: [var size] }] && sources.TryGetValue(size, out var source) && _values[size] != length)
            {
                throw new DataException("SLT0703", $"{data.Path}: `{size}` is {_values[size]} by the length of `{source}` and {length} by that of `{name}`; make them agree, or pass --size {size}=…");
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
