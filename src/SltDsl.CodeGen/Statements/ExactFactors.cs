using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Statements;

/// <summary>Joins the powers of two and signs in a product: they multiply without rounding, in whatever order.</summary>
internal static class ExactFactors
{
    /// <summary>The same value with at most one such factor in each product.</summary>
    public static Scalar Join(Scalar scalar)
    {
        if (scalar is Apply { Primitive: Primitive.Multiply } or Apply { Primitive: Primitive.Negate, Arguments: [Apply { Primitive: Primitive.Multiply }] })
        {
            var (factor, count, rest) = Split(scalar);
            if (count > 1 && rest is not null)
            {
                return factor switch { 1 => rest, -1 => -rest, _ => (Scalar)factor * rest };
            }
        }

        return scalar is Apply apply ? new Apply(apply.Primitive, new([.. apply.Arguments.Select(Join)])) : scalar.MapParts(Join);
    }

    private static (double Factor, int Count, Scalar? Others) Split(Scalar scalar)
    {
        switch (scalar)
        {
            case Number { Value: var value } when IsPowerOfTwo(value):
                return (value, 1, null);
            case Apply { Primitive: Primitive.Negate, Arguments: [var a] }:
                var negated = Split(a);
                return (-negated.Factor, negated.Count + 1, negated.Others);
            case Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] }:
                var (left, right) = (Split(a), Split(b));
                var rest = left.Others is null ? right.Others : right.Others is null ? left.Others : new Apply(Primitive.Multiply, [left.Others, right.Others]);
                return (left.Factor * right.Factor, left.Count + right.Count, rest);
            default:
                return (1, 0, Join(scalar));
        }
    }

    // Small ones only, so that no intermediate result overflows or vanishes that did not before.
    private static bool IsPowerOfTwo(double value) => Math.Abs(value) is 0.25 or 0.5 or 1 or 2 or 4;
}
