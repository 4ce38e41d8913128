using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Programs;

/// <summary>The C# type of a value.</summary>
internal enum ValueKind
{
    Bool,
    Int,
    Real,
}

/// <summary>A variable of a program: assigned once where it is declared, unless it is mutable.</summary>
/// <param name="Id">Distinguishes variables.</param>
/// <param name="Hint">What its name says.</param>
/// <param name="Kind">Its type.</param>
/// <param name="IsActive">Whether the gradient flows through it.</param>
/// <param name="IsMutable">Whether it is assigned again: an accumulator.</param>
internal sealed record Local(int Id, string Hint, ValueKind Kind, bool IsActive, bool IsMutable = false) : Scalar
{
    public bool Equals(Local? other) => other is not null && Id == other.Id;

    public override int GetHashCode() => Id;
}

/// <summary>An element of a buffer.</summary>
/// <param name="Buffer">The buffer.</param>
/// <param name="Index">The position, row-major, without the row of a column.</param>
internal sealed record Load(Buffer Buffer, Scalar Index) : Scalar;

/// <summary>An integer that is stored as a real number.</summary>
internal sealed record ToIndex(Scalar Value) : Scalar;

/// <summary>Walks over the scalars of programs.</summary>
internal static class ProgramScalars
{
    /// <summary>The scalars that a scalar is made of, those of <see cref="Load"/> and <see cref="ToIndex"/> included.</summary>
    public static IEnumerable<Scalar> Parts(this Scalar scalar) => scalar switch
    {
        Load load => [load.Index],
        ToIndex index => [index.Value],
        _ => scalar.Children(),
    };

    /// <summary>The scalar and all that it is made of.</summary>
    public static IReadOnlyList<Scalar> SelfAndParts(this Scalar scalar)
    {
        var all = new List<Scalar>();
        Collect(scalar);
        return all;

        void Collect(Scalar part)
        {
            all.Add(part);
            switch (part)
            {
                case Apply apply:
                    for (var i = 0; i < apply.Arguments.Count; i++)
                    {
                        Collect(apply.Arguments[i]);
                    }

                    break;
                case Load load:
                    Collect(load.Index);
                    break;
                case Local or Number or Integer or SizeValue or IndexVariable:
                    break;
                default:
                    foreach (var child in part.Parts())
                    {
                        Collect(child);
                    }

                    break;
            }
        }
    }

    /// <summary>Rebuilds a scalar with its direct parts replaced.</summary>
    public static Scalar MapParts(this Scalar scalar, Func<Scalar, Scalar> part) => scalar switch
    {
        Load load => new Load(load.Buffer, part(load.Index)),
        ToIndex index => new ToIndex(part(index.Value)),
        _ => scalar.Map(part),
    };

    /// <summary>The C# type of a scalar: comparisons are truth values, arithmetic of integers is of integers, all that is stored is real.</summary>
    public static ValueKind KindOf(this Scalar scalar) => scalar switch
    {
        Integer or SizeValue or IndexVariable or ToIndex => ValueKind.Int,
        Local local => local.Kind,
        Apply apply => KindOf(apply),
        Select select => Join(select.Then.KindOf(), select.Else.KindOf()),
        _ => ValueKind.Real,
    };

    /// <summary>The type that holds values of both.</summary>
    public static ValueKind Join(ValueKind a, ValueKind b) => a == b ? a : (ValueKind)Math.Max(Math.Max((int)a, (int)b), (int)ValueKind.Int);

    private static ValueKind KindOf(Apply apply)
    {
        switch (apply.Primitive)
        {
            case Primitive.Equal or Primitive.NotEqual or Primitive.Less or Primitive.LessOrEqual or Primitive.And or Primitive.Or or Primitive.Not:
                return ValueKind.Bool;
            case Primitive.Add or Primitive.Subtract or Primitive.Multiply or Primitive.Negate or Primitive.Max or Primitive.Min
                or Primitive.Modulo or Primitive.IntegerDivide or Primitive.Abs:
                return apply.Arguments.All(a => a.KindOf() != ValueKind.Real) ? ValueKind.Int : ValueKind.Real;
            default:
                return ValueKind.Real;
        }
    }
}
