using SltDsl.Graph.Expressions;

namespace SltDsl.Graph.Instantiation;

/// <summary>
/// Expressions of sizes and indices alone. They are evaluated in integers whatever the numbers of the graph are: a finite
/// field or a ring of polynomials has no order and no remainder.
/// </summary>
internal static class IndexArithmetic
{
    /// <summary>Whether a scalar is such an expression.</summary>
    public static bool Covers(Scalar scalar) => scalar switch
    {
        Integer or SizeValue or IndexVariable => true,
        Apply { Primitive: Primitive.Add or Primitive.Subtract or Primitive.Multiply or Primitive.Negate or Primitive.Max or Primitive.Min
            or Primitive.Modulo or Primitive.IntegerDivide or Primitive.Equal or Primitive.NotEqual or Primitive.Less or Primitive.LessOrEqual
            or Primitive.And or Primitive.Or or Primitive.Not } apply => apply.Arguments.All(Covers),
        Select select => Covers(select.Condition) && Covers(select.Then) && Covers(select.Else),
        _ => false,
    };

    /// <summary>The value of a covered scalar.</summary>
    /// <exception cref="NotInstantiableException">A size has no value, or a divisor is 0.</exception>
    public static long Evaluate(Scalar scalar, IReadOnlyDictionary<string, long> sizes, IReadOnlyDictionary<IndexVariable, long> indices)
    {
        return Visit(scalar);

        long Visit(Scalar part) => part switch
        {
            Integer integer => integer.Value,
            SizeValue size => sizes.TryGetValue(size.Name, out var value) ? value : throw new NotInstantiableException($"Size '{size.Name}' has no value."),
            IndexVariable index => indices[index],
            Apply { Primitive: Primitive.Negate, Arguments: [var a] } => checked(-Visit(a)),
            Apply { Primitive: Primitive.Not, Arguments: [var a] } => Visit(a) == 0 ? 1 : 0,
            Select select => Visit(select.Condition) != 0 ? Visit(select.Then) : Visit(select.Else),
            Apply apply => Binary(apply.Primitive, Visit(apply.Arguments[0]), Visit(apply.Arguments[1])),
            _ => throw new ArgumentException("Not an expression of sizes and indices.", nameof(scalar)),
        };
    }

    private static long Binary(Primitive primitive, long a, long b) => primitive switch
    {
        Primitive.Add => checked(a + b),
        Primitive.Subtract => checked(a - b),
        Primitive.Multiply => checked(a * b),
        Primitive.Max => Math.Max(a, b),
        Primitive.Min => Math.Min(a, b),
        Primitive.Modulo or Primitive.IntegerDivide when b == 0 => throw new NotInstantiableException("An index expression divides by 0."),
        Primitive.Modulo => a % b,
        Primitive.IntegerDivide => a / b,
        Primitive.Equal => a == b ? 1 : 0,
        Primitive.NotEqual => a != b ? 1 : 0,
        Primitive.Less => a < b ? 1 : 0,
        Primitive.LessOrEqual => a <= b ? 1 : 0,
        Primitive.And => a != 0 && b != 0 ? 1 : 0,
        _ => a != 0 || b != 0 ? 1 : 0,
    };
}
