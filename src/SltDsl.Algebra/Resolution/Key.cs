namespace SltDsl.Algebra;

/// <summary>
/// A threshold l of |f| with its multiplicity, ordered from the most singular: l ascending, then m descending. The default is infinity.
/// </summary>
internal readonly record struct Key : IComparable<Key>
{
    public Key(Rational threshold, int multiplicity)
    {
        Threshold = threshold;
        Multiplicity = multiplicity;
        IsFinite = true;
    }

    public static Key Infinity => default;

    public static Key Zero => new(0, 1);

    public Rational Threshold { get; }

    public int Multiplicity { get; }

    public bool IsFinite { get; }

    public static Key Min(Key left, Key right) => left.CompareTo(right) <= 0 ? left : right;

    public static Key Max(Key left, Key right) => left.CompareTo(right) >= 0 ? left : right;

    /// <summary>The key of f + g in separate variables: thresholds add.</summary>
    public static Key Sum(Key left, Key right) => left.IsFinite && right.IsFinite
        ? new Key(left.Threshold + right.Threshold, left.Multiplicity + right.Multiplicity - 1)
        : Infinity;

    /// <summary>The key of f·g in separate variables: the smaller threshold, and multiplicities add at a tie.</summary>
    public static Key Product(Key left, Key right)
    {
        if (!left.IsFinite || !right.IsFinite)
        {
            return left.IsFinite ? left : right;
        }

        var order = left.Threshold.CompareTo(right.Threshold);
        return order < 0 ? left : order > 0 ? right : new Key(left.Threshold, left.Multiplicity + right.Multiplicity);
    }

    /// <summary>The key with coordinates added to, or taken from, the ideal.</summary>
    public Key Shift(int coordinates) => IsFinite && coordinates != 0 ? new Key(Threshold + coordinates, Multiplicity) : this;

    public int CompareTo(Key other)
    {
        if (!IsFinite || !other.IsFinite)
        {
            return other.IsFinite.CompareTo(IsFinite);
        }

        var order = Threshold.CompareTo(other.Threshold);
        return order != 0 ? order : other.Multiplicity.CompareTo(Multiplicity);
    }
}

/// <summary>Proved bounds on the smallest key over a set of germs.</summary>
internal readonly record struct Bounds(Key Lower, Key Upper)
{
    public bool IsExact => Lower == Upper;

    /// <summary>Nothing, for a minimum to start from.</summary>
    public static Bounds Infinity => default;

    /// <summary>Whether bounds that are claimed follow from these.</summary>
    public bool Proves(Bounds claim) => Lower.CompareTo(claim.Lower) >= 0 && Upper.CompareTo(claim.Upper) <= 0;

    /// <summary>The bounds with another proved lower one.</summary>
    public Bounds OrAtLeast(Key lower) => this with { Lower = Key.Max(Lower, lower) };

    /// <summary>The bounds with coordinates added to, or taken from, the ideal.</summary>
    public Bounds Shift(int coordinates) => new(Lower.Shift(coordinates), Upper.Shift(coordinates));

    public static Bounds Min(Bounds left, Bounds right) => new(Key.Min(left.Lower, right.Lower), Key.Min(left.Upper, right.Upper));
}
