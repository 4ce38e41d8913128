using System.Text.Json;
using SltDsl.Runtime;

namespace SltDsl.Files;

/// <summary>Collects the numbers of one name from JSON values, with their places and shape.</summary>
/// <param name="path">The file, for messages.</param>
/// <param name="text">Its content.</param>
/// <param name="name">The name.</param>
internal sealed class JsonNumbers(string path, JsonText text, string name)
{
    private readonly List<double> _values = [];
    private readonly List<int> _offsets = [];
    private bool _isInteger = true;
    private DataException? _fault;

    public int Count => _values.Count;

    /// <summary>Reads the value at which the reader stands.</summary>
    /// <param name="reader">A reader of the text or a part of it.</param>
    /// <param name="start">Where that part starts.</param>
    /// <returns>The extents of the value; none for a number.</returns>
    public int[] Read(ref Utf8JsonReader reader, int start)
    {
        var offset = start + (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                return ReadArray(ref reader, start);
            case JsonTokenType.Number:
                Add(Number(ref reader, offset), offset);
                return [];
            case JsonTokenType.True:
            case JsonTokenType.False:
                Add(reader.TokenType == JsonTokenType.True ? 1 : 0, offset);
                return [];
            case JsonTokenType.Null:
                Add(double.NaN, offset);
                return [];
            case JsonTokenType.String when text.NonFinite(offset, reader.GetString()!) is { } value:
                Add(value, offset);
                return [];
            default:
                var found = reader.TokenType == JsonTokenType.String ? $"the text \"{reader.GetString()}\"" : "an object";
                Fault("SLT0704", offset, $"expected a number or an array of numbers for `{name}`, found {found}");
                reader.Skip();
                Add(double.NaN, offset);
                return [];
        }
    }

    /// <summary>Counts missing numbers, for a whole value that is null.</summary>
    public void AddMissing(int count, int offset)
    {
        for (var i = 0; i < count; i++)
        {
            Add(double.NaN, offset);
        }
    }

    /// <summary>Notes the first reason why the numbers cannot be used.</summary>
    public void Fault(string code, int offset, string message) =>
        _fault ??= new DataException(code, $"{path}, {TextPlace.Of(text.Bytes, offset)}: {message}");

    public DataColumn ToColumn(IReadOnlyList<int> extents)
    {
        var offsets = _offsets.ToArray();
        return new DataColumn(name, extents, [.. _values], _isInteger) { Fault = _fault, PlaceOf = element => TextPlace.Of(text.Bytes, offsets[element]) };
    }

    private int[] ReadArray(ref Utf8JsonReader reader, int start)
    {
        int[]? inner = null;
        var count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var offset = start + (int)reader.TokenStartIndex;
            var extents = Read(ref reader, start);
            count++;
            if (inner is not null && !inner.SequenceEqual(extents))
            {
                Fault("SLT0703", offset, $"element {count} of an array of `{name}` has {Shape(extents)} and the ones before it {Shape(inner)}; arrays must be rectangular");
            }

            inner ??= extents;
        }

        return [count, .. inner ?? []];
    }

    private double Number(ref Utf8JsonReader reader, int offset)
    {
        var value = reader.GetDouble();
        if (!double.IsFinite(value))
        {
            Fault("SLT0707", offset, $"a number of `{name}` is out of the range of double precision, up to 1.8e308");
        }

        _isInteger &= reader.ValueSpan.IndexOfAny(".eE"u8) < 0;
        return value;
    }

    private void Add(double value, int offset)
    {
        _values.Add(value);
        _offsets.Add(offset);
    }

    private static string Shape(int[] extents) => extents.Length switch
    {
        0 => "no axis",
        1 => $"length {extents[0]}",
        _ => $"shape {string.Join(" × ", extents)}",
    };
}
