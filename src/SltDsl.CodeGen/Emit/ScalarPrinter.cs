using System.Globalization;
using SltDsl.CodeGen.Programs;
using SltDsl.Graph.Expressions;

namespace SltDsl.CodeGen.Emit;

/// <summary>Scalars as C# expressions.</summary>
/// <param name="local">The name of a variable.</param>
/// <param name="index">The name of an index.</param>
/// <param name="size">The name of a size.</param>
/// <param name="element">An element of a buffer; its position is printed already.</param>
internal sealed class ScalarPrinter(Func<Local, string> local, Func<IndexVariable, string> index, Func<string, string> size, Func<Buffer, Scalar, string> element)
{
    private enum Precedence
    {
        Conditional,
        Or,
        And,
        Equality,
        Relation,
        Sum,
        Product,
        Unary,
        Primary,
    }

    /// <summary>The expression.</summary>
    public string Print(Scalar scalar) => Of(scalar).Text;

    /// <summary>The expression as a real number.</summary>
    public string Real(Scalar scalar) => scalar switch
    {
        Integer integer => Number(integer.Value),
        _ when scalar.KindOf() == ValueKind.Bool => $"({At(scalar, Precedence.Or)} ? 1.0 : 0.0)",
        _ => Print(scalar),
    };

    /// <summary>The expression as a truth value.</summary>
    public string Condition(Scalar scalar) => scalar.KindOf() == ValueKind.Bool ? Print(scalar) : $"{At(scalar, Precedence.Relation)} != 0";

    /// <summary>The expression as a value of a variable of this type.</summary>
    public string As(ValueKind kind, Scalar scalar) => kind switch
    {
        ValueKind.Real => Real(scalar),
        ValueKind.Bool => Condition(scalar),
        _ when scalar.KindOf() == ValueKind.Bool => $"({Print(scalar)} ? 1 : 0)",
        _ => Print(scalar),
    };

    /// <summary>The expression as an operand of a product or a subscript.</summary>
    public string Operand(Scalar scalar) => At(scalar, Precedence.Primary);

    /// <summary>A real constant.</summary>
    public static string Number(double value)
    {
        if (double.IsNaN(value))
        {
            return "double.NaN";
        }

        if (double.IsInfinity(value))
        {
            return value > 0 ? "double.PositiveInfinity" : "double.NegativeInfinity";
        }

        var text = value.ToString("R", CultureInfo.InvariantCulture);
        return text.Any(c => c is '.' or 'E') ? text : $"{text}.0";
    }

    private (string Text, Precedence Precedence) Of(Scalar scalar)
    {
        switch (scalar)
        {
            case Number number:
                return (Number(number.Value), number.Value < 0 ? Precedence.Unary : Precedence.Primary);
            case Integer integer:
                return (integer.Value.ToString(CultureInfo.InvariantCulture), integer.Value < 0 ? Precedence.Unary : Precedence.Primary);
            case SizeValue named:
                return (size(named.Name), Precedence.Primary);
            case IndexVariable variable:
                return (index(variable), Precedence.Primary);
            case Local variable:
                return (local(variable), Precedence.Primary);
            case Load load:
                return (element(load.Buffer, load.Index), Precedence.Primary);
            case ToIndex cast:
                return ($"(int){At(cast.Value, Precedence.Primary)}", Precedence.Unary);
            case Select select:
                var kind = select.KindOf();
                return ($"{ConditionAt(select.Condition, Precedence.Or)} ? {As(kind, select.Then)} : {As(kind, select.Else)}", Precedence.Conditional);
            case Apply { Arguments.Count: 1 } apply:
                return Unary(apply.Primitive, apply.Arguments[0]);
            case Apply { Primitive: >= Primitive.LogGammaP and <= Primitive.LogBetaQSecond } apply:
                return ($"SpecialFunctions.{apply.Primitive}({string.Join(", ", apply.Arguments.Select(Real))})", Precedence.Primary);
            case Apply apply:
                return Binary(apply, apply.Arguments[0], apply.Arguments[1]);
            default:
                throw new InvalidOperationException($"'{scalar.GetType().Name}' has no C# form.");
        }
    }

    private string At(Scalar scalar, Precedence least)
    {
        var (text, precedence) = Of(scalar);
        return precedence >= least ? text : $"({text})";
    }

    private string RealAt(Scalar scalar, Precedence least) => scalar is Integer || scalar.KindOf() == ValueKind.Bool ? Real(scalar) : At(scalar, least);

    private string ConditionAt(Scalar scalar, Precedence least) => scalar.KindOf() == ValueKind.Bool ? At(scalar, least) : $"({Condition(scalar)})";

    private (string, Precedence) Unary(Primitive primitive, Scalar a)
    {
        switch (primitive)
        {
            case Primitive.Negate:
                return ($"-{NumberAt(a, Precedence.Primary)}", Precedence.Unary);
            case Primitive.Not:
                return ($"!{ConditionAt(a, Precedence.Primary)}", Precedence.Unary);
            case Primitive.ToReal:
                return a.KindOf() == ValueKind.Int ? ($"(double){At(a, Precedence.Primary)}", Precedence.Unary) : (RealAt(a, Precedence.Primary), Precedence.Primary);
            case Primitive.Round:
                return ($"Math.Round({Real(a)}, MidpointRounding.AwayFromZero)", Precedence.Primary);
            case Primitive.Abs:
                return ($"Math.Abs({As(a.KindOf() == ValueKind.Int ? ValueKind.Int : ValueKind.Real, a)})", Precedence.Primary);
            default:
                var owner = primitive is Primitive.Exp or Primitive.Log or Primitive.Sqrt or Primitive.Sin or Primitive.Cos or Primitive.Tan or Primitive.Asin
                    or Primitive.Acos or Primitive.Atan or Primitive.Sinh or Primitive.Cosh or Primitive.Tanh or Primitive.Floor or Primitive.Ceiling
                    ? "Math"
                    : "SpecialFunctions";
                return ($"{owner}.{primitive}({Real(a)})", Precedence.Primary);
        }
    }

    // A truth value in arithmetic counts as 0 or 1.
    private string NumberAt(Scalar scalar, Precedence least) => scalar.KindOf() == ValueKind.Bool ? Real(scalar) : At(scalar, least);

    private (string, Precedence) Binary(Apply apply, Scalar a, Scalar b)
    {
        var isInt = apply.KindOf() == ValueKind.Int;
        string Left(Precedence least) => isInt || a is not Integer ? NumberAt(a, least) : Real(a);
        string Right(Precedence least) => isInt || b is not Integer ? NumberAt(b, least) : Real(b);
        switch (apply.Primitive)
        {
            case Primitive.Add:
                return b is Number { Value: < 0 } n
                    ? ($"{Left(Precedence.Sum)} - {Number(-n.Value)}", Precedence.Sum)
                    : b is Integer { Value: < 0 } i
                        ? ($"{Left(Precedence.Sum)} - {(isInt ? (-i.Value).ToString(CultureInfo.InvariantCulture) : Number(-i.Value))}", Precedence.Sum)
                        : ($"{Left(Precedence.Sum)} + {Right(Precedence.Product)}", Precedence.Sum);
            case Primitive.Subtract:
                return ($"{Left(Precedence.Sum)} - {Right(Precedence.Product)}", Precedence.Sum);
            case Primitive.Multiply:
                return ($"{Left(Precedence.Product)} * {Right(Precedence.Unary)}", Precedence.Product);
            case Primitive.Divide when a.KindOf() != ValueKind.Real && b.KindOf() != ValueKind.Real:
                return ($"{(a is Integer ? Real(a) : $"(double){NumberAt(a, Precedence.Primary)}")} / {NumberAt(b, Precedence.Unary)}", Precedence.Product);
            case Primitive.Divide:
                return ($"{Left(Precedence.Product)} / {Right(Precedence.Unary)}", Precedence.Product);
            case Primitive.Modulo:
                return ($"{Left(Precedence.Product)} % {Right(Precedence.Unary)}", Precedence.Product);
            case Primitive.IntegerDivide:
                return isInt ? ($"{Left(Precedence.Product)} / {Right(Precedence.Unary)}", Precedence.Product) : ($"Math.Truncate({Real(a)} / {RealAt(b, Precedence.Unary)})", Precedence.Primary);
            case Primitive.Power:
                return Power(a, b);
            case Primitive.Max or Primitive.Min:
                return isInt ? ($"Math.{apply.Primitive}({As(ValueKind.Int, a)}, {As(ValueKind.Int, b)})", Precedence.Primary) : ($"Math.{apply.Primitive}({Real(a)}, {Real(b)})", Precedence.Primary);
            case Primitive.And:
                return ($"{ConditionAt(a, Precedence.And)} && {ConditionAt(b, Precedence.Equality)}", Precedence.And);
            case Primitive.Or:
                return ($"{ConditionAt(a, Precedence.Or)} || {ConditionAt(b, Precedence.And)}", Precedence.Or);
            default:
                var sign = apply.Primitive switch { Primitive.Equal => "==", Primitive.NotEqual => "!=", Primitive.Less => "<", _ => "<=" };
                var precedence = apply.Primitive is Primitive.Equal or Primitive.NotEqual ? Precedence.Equality : Precedence.Relation;
                return ($"{NumberAt(a, Precedence.Sum)} {sign} {NumberAt(b, Precedence.Sum)}", precedence);
        }
    }

    private (string, Precedence) Power(Scalar a, Scalar b)
    {
        if (b.Constant is 2 or 3 && a is Local or IndexVariable or Load)
        {
            var factor = RealAt(a, Precedence.Unary);
            return (string.Join(" * ", Enumerable.Repeat(factor, (int)b.Constant!.Value)), Precedence.Product);
        }

        return b.Constant switch
        {
            -1 => ($"1.0 / {RealAt(a, Precedence.Unary)}", Precedence.Product),
            0.5 => ($"Math.Sqrt({Real(a)})", Precedence.Primary),
            _ => ($"Math.Pow({Real(a)}, {Real(b)})", Precedence.Primary),
        };
    }
}
