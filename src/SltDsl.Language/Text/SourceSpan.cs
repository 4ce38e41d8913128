namespace SltDsl.Language.Text;

/// <summary>A stretch of text.</summary>
/// <param name="Start">The first character, in UTF-16 units from 0.</param>
/// <param name="Length">How many units it covers.</param>
public readonly record struct SourceSpan(int Start, int Length)
{
    /// <summary>One past the last character.</summary>
    public int End => Start + Length;

    /// <summary>The stretch from one position up to, not including, another.</summary>
    public static SourceSpan FromBounds(int start, int end) => new(start, end - start);

    /// <summary>The smallest stretch that covers both.</summary>
    public SourceSpan To(SourceSpan other) => FromBounds(Math.Min(Start, other.Start), Math.Max(End, other.End));

    /// <summary>Whether the other stretch lies inside this one.</summary>
    public bool Contains(SourceSpan other) => other.Start >= Start && other.End <= End;
}
