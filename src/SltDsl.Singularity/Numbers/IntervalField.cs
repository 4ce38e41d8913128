using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;

namespace SltDsl.Singularity.Numbers;

/// <summary>
/// Interval arithmetic over a graph, for conditions: truth values are 0, 1 or the interval between them. Strict comparisons are taken as
/// if they held with equality too, so that what is refuted is refuted on the edge as well.
/// </summary>
internal sealed class IntervalField : IScalarField<Interval>
{
    private static readonly Interval _false = new(0, 0);
    private static readonly Interval _true = new(1, 1);
    private static readonly Interval _open = new(0, 1);

    private IntervalField()
    {
    }

    public static IntervalField Instance { get; } = new();

    public Interval Number(double value) => double.IsInfinity(value) ? new(value, value) : Interval.Of(value);

    public Interval Integer(long value) => new(value, value);

    public long ToInteger(Interval value) => value.Low == value.High && value.Low == Math.Floor(value.Low) && value.IsBounded
        ? (long)value.Low
        : throw new NotInstantiableException("A choice depends on more than an interval tells.");

    public Interval Reduce(ReduceKind kind, IReadOnlyList<Interval> values) => kind switch
    {
        ReduceKind.Sum => values.Aggregate(new Interval(0, 0), (sum, v) => sum + v),
        ReduceKind.Product => values.Aggregate(new Interval(1, 1), (product, v) => product * v),
        ReduceKind.Max => values.Aggregate(Max),
        ReduceKind.Min => values.Aggregate(Min),
        _ => Monotone(Primitive.Log, values.Aggregate(new Interval(0, 0), (sum, v) => sum + Monotone(Primitive.Exp, v))),
    };

    public Interval Apply(Primitive primitive, IReadOnlyList<Interval> arguments) =>
        arguments.Count == 1 ? Unary(primitive, arguments[0]) : arguments.Count == 2 ? Binary(primitive, arguments[0], arguments[1]) : throw Unknown(primitive);

    private static Interval Unary(Primitive primitive, Interval a) => primitive switch
    {
        Primitive.Negate => -a,
        Primitive.ToReal => a,
        Primitive.Abs => Max(a, -a) is var upper && a.ContainsZero ? new(0, upper.High) : upper,
        Primitive.Not => new(1 - a.High, 1 - a.Low),
        Primitive.Sqrt => Monotone(primitive, new(Math.Max(0, a.Low), a.High)),
        Primitive.Exp or Primitive.Tanh or Primitive.Atan or Primitive.Sinh or Primitive.Logistic or Primitive.Softplus or Primitive.Erf => Monotone(primitive, a),
        Primitive.Log when a.Low >= 0 => Monotone(primitive, a),
        _ => throw Unknown(primitive),
    };

    private static Interval Binary(Primitive primitive, Interval a, Interval b) => primitive switch
    {
        Primitive.Add => a + b,
        Primitive.Subtract => a + -b,
        Primitive.Multiply => a * b,
        Primitive.Divide when !b.ContainsZero => a * Interval.Widened(1 / b.High, 1 / b.Low),
        Primitive.Power when b is { Low: >= 0 and <= 64 } && b.Low == b.High && b.Low == Math.Floor(b.Low) => a.Power((int)b.Low),
        Primitive.Max => Max(a, b),
        Primitive.Min => Min(a, b),
        Primitive.Less or Primitive.LessOrEqual => a.Low > b.High ? _false : a.High < b.Low ? _true : _open,
        Primitive.Equal => a.Low > b.High || a.High < b.Low ? _false : _open,
        Primitive.NotEqual => a.Low > b.High || a.High < b.Low ? _true : _open,
        Primitive.And => Min(a, b),
        Primitive.Or => Max(a, b),
        _ => throw Unknown(primitive),
    };

    private static Interval Monotone(Primitive primitive, Interval a)
    {
        var (low, high) = (DoubleField.Instance.Apply(primitive, [a.Low]), DoubleField.Instance.Apply(primitive, [a.High]));

        // Library functions are good to some units in the last place; at infinity they have limits.
        return double.IsNaN(low) || double.IsNaN(high) ? Interval.Line : Interval.Widened(low, high);
    }

    private static Interval Max(Interval a, Interval b) => new(Math.Max(a.Low, b.Low), Math.Max(a.High, b.High));

    private static Interval Min(Interval a, Interval b) => new(Math.Min(a.Low, b.Low), Math.Min(a.High, b.High));

    private static NotInstantiableException Unknown(Primitive primitive) => new($"{primitive} has no interval here.");
}
