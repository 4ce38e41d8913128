using SltDsl.Algebra;

namespace SltDsl.Singularity.Numbers;

/// <summary>Numbers between two ends, which may be infinite. Each operation widens its result by more than its rounding.</summary>
/// <param name="Low">The lower end.</param>
/// <param name="High">The upper end.</param>
internal readonly record struct Interval(double Low, double High)
{
    // A hundred times the rounding of one operation.
    private const double Slack = 1e-14;

    public static Interval Line { get; } = new(double.NegativeInfinity, double.PositiveInfinity);

    public bool ContainsZero => Low <= 0 && High >= 0;

    public bool IsBounded => !double.IsInfinity(Low) && !double.IsInfinity(High);

    public static Interval Of(Rational value) => Of((double)value);

    public static Interval Of(double value) => Widened(value, value);

    public static Interval operator +(Interval a, Interval b) => Widened(a.Low + b.Low, a.High + b.High);

    public static Interval operator -(Interval a) => new(-a.High, -a.Low);

    public static Interval operator *(Interval a, Interval b)
    {
        var (p, q, r, s) = (Product(a.Low, b.Low), Product(a.Low, b.High), Product(a.High, b.Low), Product(a.High, b.High));
        return Widened(Math.Min(Math.Min(p, q), Math.Min(r, s)), Math.Max(Math.Max(p, q), Math.Max(r, s)));
    }

    public Interval Power(int exponent)
    {
        if (exponent % 2 == 0)
        {
            var (near, far) = (ContainsZero ? 0 : Math.Min(Math.Abs(Low), Math.Abs(High)), Math.Max(Math.Abs(Low), Math.Abs(High)));
            return exponent == 0 ? new(1, 1) : Widened(Math.Pow(near, exponent), Math.Pow(far, exponent));
        }

        return Widened(Math.Pow(Low, exponent), Math.Pow(High, exponent));
    }

    /// <summary>The interval of a polynomial.</summary>
    public static Interval Of(Polynomial polynomial, IReadOnlyList<Interval> box) => polynomial.Terms.Aggregate(new Interval(0, 0), (sum, term) => sum + term.Exponents
        .Select((exponent, slot) => (exponent, slot)).Where(e => e.exponent > 0).Aggregate(Of(term.Coefficient), (product, e) => product * box[e.slot].Power(e.exponent)));

    /// <summary>Both halves; a half of an infinite interval begins at a power of two.</summary>
    public (Interval Lower, Interval Upper) Halves()
    {
        var middle = (double.IsInfinity(Low), double.IsInfinity(High)) switch
        {
            (true, true) => 0,
            (false, true) => Low < 1 ? Math.Max(1, Low + 1) : 2 * Low,
            (true, false) => High > -1 ? Math.Min(-1, High - 1) : 2 * High,
            _ => (Low / 2) + (High / 2),
        };
        return (new(Low, middle), new(middle, High));
    }

    public static Interval Widened(double low, double high) => new(low - (Slack * Math.Abs(low)) - double.Epsilon, high + (Slack * Math.Abs(high)) + double.Epsilon);

    // An infinite end is a limit: times 0 it is 0.
    private static double Product(double a, double b) => a == 0 || b == 0 ? 0 : a * b;
}
