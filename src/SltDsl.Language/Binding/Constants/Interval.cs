namespace SltDsl.Language.Binding.Constants;

/// <summary>A closed interval that holds every value of an expression; ends may be infinite.</summary>
/// <param name="Lower">The lower end.</param>
/// <param name="Upper">The upper end.</param>
internal readonly record struct Interval(double Lower, double Upper)
{
    /// <summary>All numbers.</summary>
    public static Interval All { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    /// <summary>From 0.</summary>
    public static Interval NonNegative { get; } = new(0, double.PositiveInfinity);

    /// <summary>From 0 to 1.</summary>
    public static Interval Unit { get; } = new(0, 1);

    /// <summary>A single value.</summary>
    public static Interval Of(double value) => new(value, value);

    /// <summary>Whether the other lies in this one.</summary>
    public bool Contains(Interval other) => Lower <= other.Lower && other.Upper <= Upper;

    /// <summary>The smallest interval that holds both.</summary>
    public Interval Union(Interval other) => new(Math.Min(Lower, other.Lower), Math.Max(Upper, other.Upper));

    /// <summary>What both hold; the ends are exchanged when that is nothing.</summary>
    public Interval Intersect(Interval other) => new(Math.Max(Lower, other.Lower), Math.Min(Upper, other.Upper));

    /// <summary>The sums.</summary>
    public static Interval operator +(Interval a, Interval b) => Safe(a.Lower + b.Lower, a.Upper + b.Upper);

    /// <summary>The negatives.</summary>
    public static Interval operator -(Interval a) => new(-a.Upper, -a.Lower);

    /// <summary>The products.</summary>
    public static Interval operator *(Interval a, Interval b)
    {
        double[] ends = [Times(a.Lower, b.Lower), Times(a.Lower, b.Upper), Times(a.Upper, b.Lower), Times(a.Upper, b.Upper)];
        return Safe(ends.Min(), ends.Max());
    }

    /// <summary>The image under an increasing function.</summary>
    public Interval Increasing(Func<double, double> function) => Safe(function(Lower), function(Upper));

    // The limit of a product with a factor 0 is 0: the other factor is a number, not infinite.
    private static double Times(double x, double y) => x == 0 || y == 0 ? 0 : x * y;

    private static Interval Safe(double lower, double upper) =>
        new(double.IsNaN(lower) ? double.NegativeInfinity : lower, double.IsNaN(upper) ? double.PositiveInfinity : upper);
}
