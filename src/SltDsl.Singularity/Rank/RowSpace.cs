using SltDsl.Singularity.Numbers;

namespace SltDsl.Singularity.Rank;

/// <summary>The span of vectors modulo the field's prime, kept in echelon form.</summary>
internal sealed class RowSpace(int dimension) : ICovectors
{
    private static readonly PrimeModulus _field = PrimeModulus.Field;

    private readonly List<(int Pivot, ulong[] Row)> _rows = [];

    public int Rank => _rows.Count;

    public int Dimension => dimension;

    /// <inheritdoc/>
    public IEnumerable<ulong[]> Rows => _rows.Select(r => r.Row);

    /// <summary>Multiplications done.</summary>
    public long Operations { get; private set; }

    /// <summary>Adds a vector; whether it was outside the span.</summary>
    public bool Add(ulong[] vector)
    {
        var rest = (ulong[])vector.Clone();
        foreach (var (pivot, row) in _rows)
        {
            Eliminate(rest, row, pivot);
        }

        var first = Array.FindIndex(rest, v => v != 0);
        if (first < 0)
        {
            return false;
        }

        var inverse = _field.Inverse(rest[first]);
        _rows.Add((first, Array.ConvertAll(rest, v => v == 0 ? 0 : _field.Multiply(v, inverse))));
        return true;
    }

    /// <inheritdoc/>
    public bool IsOrthogonal(IReadOnlyList<ulong> vector) => _rows.All(r =>
    {
        var sum = 0UL;
        for (var i = 0; i < dimension; i++)
        {
            if (r.Row[i] != 0 && vector[i] != 0)
            {
                sum = _field.Add(sum, _field.Multiply(r.Row[i], vector[i]));
            }
        }

        return sum == 0;
    });

    /// <summary>A basis of the vectors that are orthogonal to the span: each has 1 at a free coordinate of its own, 0 at the other free ones.</summary>
    public IReadOnlyList<ulong[]> OrthogonalBasis()
    {
        var reduced = _rows.Select(r => (r.Pivot, Row: (ulong[])r.Row.Clone())).OrderBy(r => r.Pivot).ToArray();
        for (var i = reduced.Length - 1; i >= 0; i--)
        {
            for (var j = 0; j < i; j++)
            {
                Eliminate(reduced[j].Row, reduced[i].Row, reduced[i].Pivot);
            }
        }

        var pivots = new HashSet<int>(reduced.Select(r => r.Pivot));
        return [.. Enumerable.Range(0, dimension).Where(c => !pivots.Contains(c)).Select(free =>
        {
            var vector = new ulong[dimension];
            vector[free] = 1;
            foreach (var (pivot, row) in reduced)
            {
                vector[pivot] = _field.Negate(row[free]);
            }

            return vector;
        })];
    }

    private void Eliminate(ulong[] vector, ulong[] row, int pivot)
    {
        var factor = vector[pivot];
        if (factor == 0)
        {
            return;
        }

        // What stands before the pivot is 0.
        FieldKernels.AddMultiple(vector, row, _field.Negate(factor), pivot);
        Operations += dimension - pivot;
    }
}
