using Parquet;
using Parquet.Data;
using Parquet.Schema;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>Parquet with columns of numbers or truth values, or of lists of them, one a row; headers may carry indices as in CSV.</summary>
internal sealed class ParquetFile(string path, byte[] content)
{
    public DataFile Read()
    {
        try
        {
            return ReadAsync().GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is not DataException)
        {
            throw new DataException("SLT0707", $"{path}: not a Parquet file that can be read: {e.Message.TrimEnd('.')}");
        }
    }

    private async Task<DataFile> ReadAsync()
    {
        await using var reader = await ParquetReader.CreateAsync(new MemoryStream(content));
        var (flat, lists) = (new List<FlatColumn>(), new List<DataColumn>());
        foreach (var field in reader.Schema.DataFields)
        {
            var cells = new ParquetCells(path, field);
            for (var i = 0; i < reader.RowGroupCount; i++)
            {
                using var group = reader.OpenRowGroupReader(i);
                await cells.ReadAsync(group);
            }

            if (field.MaxRepetitionLevel == 0)
            {
                flat.Add(cells.ToFlat());
            }
            else
            {
                lists.Add(cells.ToLists());
            }
        }

        var file = IndexedHeaders.Join(path, flat, (row, _) => $"row {row + 1}");
        return file with { Columns = [.. file.Columns, .. lists] };
    }
}

/// <summary>The numbers of one Parquet column, over row groups.</summary>
internal sealed class ParquetCells(string path, DataField source)
{
    private readonly List<double> _values = [];
    private readonly List<int> _repetitions = [];
    private DataException? _fault;

    // A list's column is named a.list.element; its array is called a.
    private string Name => source.Path.FirstPart!;

    public async Task ReadAsync(ParquetRowGroupReader group)
    {
        if (source.ClrType == typeof(double))
        {
            await ReadAsync<double>(group, v => v);
        }
        else if (source.ClrType == typeof(float))
        {
            await ReadAsync<float>(group, v => v);
        }
        else if (source.ClrType == typeof(int))
        {
            await ReadAsync<int>(group, v => v);
        }
        else if (source.ClrType == typeof(long))
        {
            await ReadAsync<long>(group, v => v);
        }
        else if (source.ClrType == typeof(bool))
        {
            await ReadAsync<bool>(group, v => v ? 1 : 0);
        }
        else if (source.ClrType == typeof(byte))
        {
            await ReadAsync<byte>(group, v => v);
        }
        else if (source.ClrType == typeof(short))
        {
            await ReadAsync<short>(group, v => v);
        }
        else
        {
            _fault = new DataException("SLT0704", $"{path}: expected numbers in the column `{Name}`, found {source.ClrType.Name}");
            _values.AddRange(Enumerable.Repeat(double.NaN, (int)group.RowCount));
            _repetitions.AddRange(Enumerable.Repeat(0, (int)group.RowCount));
        }
    }

    public FlatColumn ToFlat()
    {
        var column = new FlatColumn(Name) { IsInteger = IsInteger, Fault = _fault };
        column.Values.AddRange(_values);
        return column;
    }

    public DataColumn ToLists()
    {
        // At repetition level r a new element of axis r starts: 0 is a new row.
        var extents = new int[source.MaxRepetitionLevel + 1];
        for (var axis = 0; axis <= source.MaxRepetitionLevel; axis++)
        {
            var (outer, inner) = (_repetitions.Count(r => r < axis), _repetitions.Count(r => r <= axis));
            extents[axis] = axis == 0 ? inner : outer == 0 ? 0 : inner / outer;
        }

        CheckRectangular(extents);
        var perRow = extents.Skip(1).Aggregate(1, (product, extent) => product * Math.Max(1, extent));
        return new DataColumn(Name, extents, [.. _values], IsInteger) { Fault = _fault, PlaceOf = element => $"row {(element / perRow) + 1}" };
    }

    private bool IsInteger => source.ClrType != typeof(double) && source.ClrType != typeof(float);

    private void CheckRectangular(int[] extents)
    {
        for (var (i, row) = (0, 0); i < _repetitions.Count; i++)
        {
            row += _repetitions[i] == 0 ? 1 : 0;
            var (expected, stride) = (extents.Length - 1, 1);
            for (; expected > 0 && i % (stride * Math.Max(1, extents[expected])) == 0; expected--)
            {
                stride *= Math.Max(1, extents[expected]);
            }

            if (_repetitions[i] != expected)
            {
                _fault ??= new DataException("SLT0703", $"{path}, row {row}: the lists of `{Name}` have different lengths; every row has the same shape");
                return;
            }
        }
    }

    private async Task ReadAsync<T>(ParquetRowGroupReader group, Func<T, double> convert)
        where T : struct
    {
        using var raw = (RawColumnData<T>)await group.ReadRawColumnDataBaseAsync(source);
        var values = raw.Values;
        var definitions = source.MaxDefinitionLevel > 0 ? raw.DefinitionLevels : [];
        var repetitions = source.MaxRepetitionLevel > 0 ? raw.RepetitionLevels : [];
        var count = definitions.Length > 0 ? definitions.Length : values.Length;
        for (var (i, next) = (0, 0); i < count; i++)
        {
            var isPresent = definitions.Length == 0 || definitions[i] == source.MaxDefinitionLevel;
            _values.Add(isPresent ? convert(values[next++]) : double.NaN);
            _repetitions.Add(repetitions.Length > 0 ? repetitions[i] : 0);
        }
    }
}
