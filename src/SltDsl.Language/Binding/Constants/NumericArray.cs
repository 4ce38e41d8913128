namespace SltDsl.Language.Binding.Constants;

/// <summary>Numbers in row-major order.</summary>
/// <param name="Extents">The extent of each axis; none for a single number.</param>
/// <param name="Values">The elements.</param>
internal sealed record NumericArray(long[] Extents, double[] Values)
{
    /// <summary>The number of axes.</summary>
    public int Rank => Extents.Length;

    /// <summary>A single number.</summary>
    public static NumericArray Of(double value) => new([], [value]);

    /// <summary>The part at a position along the leading axis, counted from 1; null when there is none.</summary>
    public NumericArray? At(double position)
    {
        if (Rank == 0 || position < 1 || position > Extents[0] || position != Math.Floor(position))
        {
            return null;
        }

        var length = Extents[0] == 0 ? 0 : Values.Length / (int)Extents[0];
        return new([.. Extents.Skip(1)], [.. Values.Skip(((int)position - 1) * length).Take(length)]);
    }

    /// <summary>Arrays of one shape as the parts along a new leading axis.</summary>
    public static NumericArray? Stack(IReadOnlyList<NumericArray> parts)
    {
        var extents = parts.Count == 0 ? [] : parts[0].Extents;
        return parts.All(p => p.Extents.SequenceEqual(extents)) ? new([parts.Count, .. extents], [.. parts.SelectMany(p => p.Values)]) : null;
    }
}
