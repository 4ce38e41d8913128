namespace SltDsl.Graph.Expressions;

/// <content>Arithmetic that folds constants and neutral elements, so that lowered index expressions stay readable.</content>
public abstract partial record Scalar
{
    /// <summary>The sum.</summary>
    public static Scalar operator +(Scalar a, Scalar b) => (a, b) switch
    {
        (Integer x, Integer y) => new Integer(checked(x.Value + y.Value)),
        ({ Constant: { } x }, { Constant: { } y }) => new Number(x + y),
        ({ IsZero: true }, _) => b,
        (_, { IsZero: true }) => a,
        (Integer x, not Integer) => b + x,
        (Apply { Primitive: Primitive.Add, Arguments: [var x, Integer y] }, Integer z) => x + new Integer(checked(y.Value + z.Value)),
        (Apply { Primitive: Primitive.Subtract, Arguments: [var x, var y] }, _) when y == b => x,
        _ => new Apply(Primitive.Add, [a, b]),
    };

    /// <summary>The difference.</summary>
    public static Scalar operator -(Scalar a, Scalar b) => (a, b) switch
    {
        (_, Integer { Value: > long.MinValue } x) => a + new Integer(-x.Value),
        ({ Constant: { } x }, { Constant: { } y }) => new Number(x - y),
        (_, { IsZero: true }) => a,
        ({ IsZero: true }, _) => -b,
        (IndexVariable x, IndexVariable y) when x == y => new Integer(0),
        (SizeValue x, SizeValue y) when x == y => new Integer(0),
        (Apply { Primitive: Primitive.Add, Arguments: [var x, Integer y] }, _) when x == b => y,
        _ => new Apply(Primitive.Subtract, [a, b]),
    };

    /// <summary>The product.</summary>
    public static Scalar operator *(Scalar a, Scalar b) => (a, b) switch
    {
        (Integer x, Integer y) => new Integer(checked(x.Value * y.Value)),
        ({ Constant: { } x }, { Constant: { } y }) => new Number(x * y),
        ({ IsZero: true }, _) => a,
        (_, { IsZero: true }) => b,
        ({ Constant: 1 }, _) => b,
        (_, { Constant: 1 }) => a,
        ({ Constant: -1 }, _) => -b,
        (_, { Constant: -1 }) => -a,
        _ => new Apply(Primitive.Multiply, [a, b]),
    };

    /// <summary>The real quotient, of integers too.</summary>
    public static Scalar operator /(Scalar a, Scalar b) => (a, b) switch
    {
        (_, { Constant: 1 }) => a,
        ({ Constant: { } x }, { Constant: { } y }) when y != 0 => new Number(x / y),
        ({ IsZero: true }, _) => a,
        _ => new Apply(Primitive.Divide, [a, b]),
    };

    /// <summary>The negative.</summary>
    public static Scalar operator -(Scalar a) => a switch
    {
        Integer x => new Integer(checked(-x.Value)),
        Number x => new Number(-x.Value),
        Apply { Primitive: Primitive.Negate, Arguments: [var x] } => x,
        _ => new Apply(Primitive.Negate, [a]),
    };

    /// <summary>The value, when the scalar is written as a constant.</summary>
    public double? Constant => this switch
    {
        Number number => number.Value,
        Integer integer => integer.Value,
        _ => null,
    };

    private bool IsZero => Constant == 0;
}
