using SltDsl.Graph.Expressions;

namespace SltDsl.Graph.Lowering.Latents;

/// <summary>Compares positions that are linear in sizes and indices.</summary>
internal static class IndexDifference
{
    /// <summary>a − b where it is a constant, else null.</summary>
    public static long? Between(Scalar a, Scalar b)
    {
        var terms = new Dictionary<Scalar, long>();
        var constant = 0L;
        Add(a, 1);
        Add(b, -1);
        return terms.Values.All(factor => factor == 0) ? constant : null;

        void Add(Scalar part, long factor)
        {
            switch (part)
            {
                case Integer integer:
                    constant += factor * integer.Value;
                    break;
                case Apply { Primitive: Primitive.Add, Arguments: [var x, var y] }:
                    Add(x, factor);
                    Add(y, factor);
                    break;
                case Apply { Primitive: Primitive.Subtract, Arguments: [var x, var y] }:
                    Add(x, factor);
                    Add(y, -factor);
                    break;
                case Apply { Primitive: Primitive.Negate, Arguments: [var x] }:
                    Add(x, -factor);
                    break;
                case Apply { Primitive: Primitive.Multiply, Arguments: [Integer scale, var x] }:
                    Add(x, factor * scale.Value);
                    break;
                case Apply { Primitive: Primitive.Multiply, Arguments: [var x, Integer scale] }:
                    Add(x, factor * scale.Value);
                    break;
                default:
                    terms[part] = (terms.TryGetValue(part, out var sum) ? sum : 0) + factor;
                    break;
            }
        }
    }

    /// <summary>A comparison of an index with a constant decided where the index is known to be at least a bound; else the scalar itself.</summary>
    public static Scalar From(Scalar scalar, IndexVariable index, long least)
    {
        if (scalar is not Apply { Primitive: Primitive.Equal or Primitive.NotEqual or Primitive.Less or Primitive.LessOrEqual, Arguments: [var a, var b] } comparison)
        {
            return scalar;
        }

        // index + c against a constant: index − constant is known to be at least `least` less that.
        var excess = Between(a, b + index) ?? (Between(b, a + index) is { } other ? -other : null);
        if (excess is not { } difference)
        {
            return scalar;
        }

        var isOnLeft = Between(a, b + index) is not null;
        var gap = isOnLeft ? difference + least : least - difference;
        return (comparison.Primitive, isOnLeft) switch
        {
            (Primitive.Equal, _) when gap > 0 => 0,
            (Primitive.NotEqual, _) when gap > 0 => 1,
            (Primitive.Less, true) when gap >= 0 => 0,
            (Primitive.LessOrEqual, true) when gap > 0 => 0,
            (Primitive.Less, false) when gap > 0 => 1,
            (Primitive.LessOrEqual, false) when gap >= 0 => 1,
            _ => scalar,
        };
    }
}
