namespace SltDsl.Singularity.Space;

/// <summary>Positions of the elements of an array, from 0.</summary>
internal static class RowMajor
{
    /// <summary>All positions in order; one without axes when there are no extents.</summary>
    public static IEnumerable<IReadOnlyList<long>> Positions(IReadOnlyList<long> extents)
    {
        if (extents.Count == 0)
        {
            return [[]];
        }

        return from head in Enumerable.Range(0, checked((int)extents[0]))
               from tail in Positions([.. extents.Skip(1)])
               select (IReadOnlyList<long>)[head, .. tail];
    }

    /// <summary>The place of an element in that order.</summary>
    public static long Flat(IReadOnlyList<long> extents, IReadOnlyList<long> positions)
    {
        var flat = 0L;
        for (var i = 0; i < extents.Count; i++)
        {
            flat = (flat * extents[i]) + positions[i];
        }

        return flat;
    }
}
