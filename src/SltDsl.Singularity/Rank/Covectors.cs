namespace SltDsl.Singularity.Rank;

/// <summary>Derivatives at a point.</summary>
internal interface ICovectors
{
    /// <summary>Vectors that span the derivatives that were taken.</summary>
    IEnumerable<ulong[]> Rows { get; }

    /// <summary>Whether a vector is orthogonal to all of them.</summary>
    bool IsOrthogonal(IReadOnlyList<ulong> vector);
}
