using System.Runtime.InteropServices;

namespace SltDsl.Runtime;

/// <summary>
/// Sufficient statistics of a log likelihood that is a quadratic form in m numbers of each row, with coefficients that
/// parameters decide and, where a row has a key, the key: the cross products of those numbers under each key, kept as rows
/// that stand for the others (<see cref="CrossProducts"/>). The first of the m numbers is 1, which centres the others; where
/// it is the only one, the key is all that a row says, and equal rows count together.
/// </summary>
/// <param name="counts">How many numbers each column has; the first column is the number 1.</param>
/// <param name="turns">How often a row contributes m numbers.</param>
/// <param name="keys">How many numbers each column of the key has.</param>
public sealed class SufficientStatistics(IReadOnlyList<int> counts, int turns, IReadOnlyList<int>? keys = null)
{
    private const int MostNumbers = 256;
    private const int FewestRows = 16;
    private const int RowsOfTrial = 512;

    private readonly IReadOnlyList<int> _keys = keys ?? [];
    private readonly int _width = counts.Sum();
    private readonly Dictionary<double[], CrossProducts> _byKey = new(new SameBits());
    private Dataset? _source;
    private double[] _key = [];
    private double[] _numbers = [];
    private long _rows;
    private bool _isWorthwhile;

    /// <summary>Room for the numbers of a row: column after column, each with all its turns; the key last.</summary>
    public double[] Features { get; private set; } = [];

    /// <summary>Rows that stand for the data; null where the data have too few rows for them to save anything.</summary>
    public Dataset? Rows { get; private set; }

    /// <summary>Turns to a data set.</summary>
    /// <returns>Whether its rows are to be added, and <see cref="Finish"/> is to be called.</returns>
    public bool Start(Dataset data)
    {
        if (ReferenceEquals(data, _source))
        {
            return false;
        }

        ArgumentNullException.ThrowIfNull(data);
        (_source, Rows) = (data, null);
        if (_width > MostNumbers || (long)data.Rows * turns < (_keys.Count > 0 ? FewestRows : 2L * _width))
        {
            return false;
        }

        Features = new double[checked((_width + _keys.Sum()) * turns)];
        (_key, _numbers) = (new double[_keys.Sum()], new double[_width]);
        (_rows, _isWorthwhile) = (0, true);
        return true;
    }

    /// <summary>Adds the row whose numbers are in <see cref="Features"/>.</summary>
    public void Add()
    {
        if (!_isWorthwhile)
        {
            return;
        }

        for (var turn = 0; turn < turns; turn++)
        {
            Read(_keys, Read(counts, 0, turn, _numbers), turn, _key);
            var lookup = _byKey.GetAlternateLookup<ReadOnlySpan<double>>();
            if (!lookup.TryGetValue(_key, out var products))
            {
                _byKey.Add([.. _key], products = new CrossProducts(_width));
            }

            products.Add(_numbers);
            _rows++;
        }

        // Numbers of a continuous distribution hardly ever repeat; that shows soon.
        _isWorthwhile = _width > 1 || _rows != RowsOfTrial || _byKey.Count < RowsOfTrial / 2;
    }

    /// <summary>Ends the rows of a data set.</summary>
    public void Finish()
    {
        if (_isWorthwhile)
        {
            var standing = _byKey.Select(p => (p.Key, Rows: p.Value.Finish())).ToArray();
            if (2L * standing.Sum(s => (long)s.Rows.Count) <= _rows)
            {
                Rows = Gather(standing);
            }
        }

        _byKey.Clear();
        (Features, _key, _numbers) = ([], [], []);
    }

    // The numbers of one turn of columns that start at an element of the features; returned is where the next column starts.
    private int Read(IReadOnlyList<int> columns, int start, int turn, double[] numbers)
    {
        var next = 0;
        foreach (var count in columns)
        {
            Array.Copy(Features, start + (turn * count), numbers, next, count);
            next += count;
            start += count * turns;
        }

        return start;
    }

    // The first rows of all keys come before the second rows, so that rows side by side are those of different keys.
    private Dataset Gather(IReadOnlyList<(double[] Key, IReadOnlyList<double[]> Rows)> standing)
    {
        var rows = standing.SelectMany(s => s.Rows.Select((numbers, n) => (s.Key, Numbers: numbers, Order: n))).OrderBy(r => r.Order).ToArray();

        // Rows of zeros add nothing; with them vector code has no rows left over.
        var count = (rows.Length + LaneMemory.MostLanes - 1) / LaneMemory.MostLanes * LaneMemory.MostLanes;
        var (columns, first) = (new List<double[]>(), 0);
        foreach (var width in counts)
        {
            columns.Add(Column(width, first, n => n < rows.Length ? rows[n].Numbers : null));
            first += width;
        }

        first = 0;
        foreach (var width in _keys)
        {
            columns.Add(Column(width, first, n => rows[Math.Min(n, rows.Length - 1)].Key));
            first += width;
        }

        return new Dataset(count, columns);

        double[] Column(int width, int offset, Func<int, double[]?> numbersOf)
        {
            var column = new double[width * count];
            for (var row = 0; row < count; row++)
            {
                for (var element = 0; element < width && numbersOf(row) is { } numbers; element++)
                {
                    column[(element * count) + row] = numbers[offset + element];
                }
            }

            return column;
        }
    }

    /// <summary>Keys are the same where their bits are.</summary>
    private sealed class SameBits : IEqualityComparer<double[]>, IAlternateEqualityComparer<ReadOnlySpan<double>, double[]>
    {
        public bool Equals(double[]? x, double[]? y) => Equals(x.AsSpan(), y!);

        public bool Equals(ReadOnlySpan<double> alternate, double[] other) =>
            MemoryMarshal.AsBytes(alternate).SequenceEqual(MemoryMarshal.AsBytes<double>(other));

        public int GetHashCode(double[] key) => GetHashCode(key.AsSpan());

        public int GetHashCode(ReadOnlySpan<double> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(alternate));
            return hash.ToHashCode();
        }

        public double[] Create(ReadOnlySpan<double> alternate) => alternate.ToArray();
    }
}
