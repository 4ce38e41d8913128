namespace SltDsl.Singularity.Numbers;

/// <summary>A sparse vector of derivatives modulo the field's prime: coordinates in increasing order with their values, none 0.</summary>
internal sealed class Gradient
{
    private static readonly PrimeModulus _field = PrimeModulus.Field;

    private readonly int[] _coordinates;
    private readonly ulong[] _values;

    private Gradient(int[] coordinates, ulong[] values)
    {
        _coordinates = coordinates;
        _values = values;
    }

    public static Gradient Zero { get; } = new([], []);

    public int Count => _coordinates.Length;

    public bool IsZero => _coordinates.Length == 0;

    public IReadOnlyList<int> Coordinates => _coordinates;

    public static Gradient Unit(int coordinate) => new([coordinate], [1]);

    public ulong ValueAt(int position) => _values[position];

    public Gradient Times(ulong factor)
    {
        if (factor == 1 || IsZero)
        {
            return this;
        }

        return factor == 0 ? Zero : new Gradient(_coordinates, Array.ConvertAll(_values, v => _field.Multiply(v, factor)));
    }

    /// <summary>factor · this + otherFactor · other.</summary>
    public Gradient Combine(ulong factor, Gradient other, ulong otherFactor)
    {
        if (IsZero || factor == 0)
        {
            return other.Times(otherFactor);
        }

        if (other.IsZero || otherFactor == 0)
        {
            return Times(factor);
        }

        var coordinates = new int[Count + other.Count];
        var values = new ulong[coordinates.Length];
        var (i, j, n) = (0, 0, 0);
        while (i < Count || j < other.Count)
        {
            var coordinate = Math.Min(i < Count ? _coordinates[i] : int.MaxValue, j < other.Count ? other._coordinates[j] : int.MaxValue);
            var value = 0UL;
            if (i < Count && _coordinates[i] == coordinate)
            {
                value = _field.Multiply(_values[i++], factor);
            }

            if (j < other.Count && other._coordinates[j] == coordinate)
            {
                value = _field.Add(value, _field.Multiply(other._values[j++], otherFactor));
            }

            if (value != 0)
            {
                (coordinates[n], values[n++]) = (coordinate, value);
            }
        }

        Array.Resize(ref coordinates, n);
        Array.Resize(ref values, n);
        return new Gradient(coordinates, values);
    }

    /// <summary>The derivative along a direction given by its components.</summary>
    public ulong Along(IReadOnlyList<ulong> direction)
    {
        var sum = 0UL;
        for (var i = 0; i < Count; i++)
        {
            sum = _field.Add(sum, _field.Multiply(_values[i], direction[_coordinates[i]]));
        }

        return sum;
    }

    public ulong[] ToDense(int dimension)
    {
        var dense = new ulong[dimension];
        for (var i = 0; i < Count; i++)
        {
            dense[_coordinates[i]] = _values[i];
        }

        return dense;
    }
}
