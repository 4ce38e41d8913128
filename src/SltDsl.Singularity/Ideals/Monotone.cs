using SltDsl.Algebra;
using SltDsl.Graph.Expressions;
using SltDsl.Singularity.Numbers;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// A function with a smooth inverse is seen exactly when its argument is: e^g is compared through g, 1/√τ through τ. Only outermost
/// functions are taken off, of the model's value and the true one alike.
/// </summary>
internal static class Monotone
{
    public static (Polynomial Value, Polynomial Target) Strip(SymbolTable table, Polynomial value, Polynomial target)
    {
        while (Outermost(table, value) is var (scale, atom, shift)
            && Inverse(table, atom.Primitive, (target - table.Constant(shift)) * (1 / scale)) is { } inner)
        {
            (value, target) = (atom.Argument, inner);
        }

        return (value, target);
    }

    /// <summary>scale · atom + shift.</summary>
    private static (Rational Scale, Atom Atom, Rational Shift)? Outermost(SymbolTable table, Polynomial value)
    {
        var terms = value.Terms.ToArray();
        var head = terms.Where(t => t.Exponents.Sum() == 1).ToArray();
        if (head.Length != 1 || terms.Any(t => t.Exponents.Sum() > 1) || terms.Length > 2)
        {
            return null;
        }

        var slot = head[0].Exponents.ToList().IndexOf(1);
        var shift = terms.FirstOrDefault(t => t.Exponents.Sum() == 0).Coefficient;
        return table.AtomAt(slot) is { } atom ? (head[0].Coefficient, atom, shift) : null;
    }

    private static Polynomial? Inverse(SymbolTable table, Primitive primitive, Polynomial target)
    {
        if (primitive is not (Primitive.Exp or Primitive.Sqrt or Primitive.Divide or Primitive.Tanh or Primitive.Logistic or Primitive.Softplus
            or Primitive.Sinh or Primitive.Atan or Primitive.Erf))
        {
            return null;
        }

        if (Outermost(table, target) is var (scale, atom, shift) && atom.Primitive == primitive && scale == 1 && shift.Sign == 0)
        {
            return atom.Argument;
        }

        if (!target.IsConstant)
        {
            return null;
        }

        var constant = target.IsZero ? Rational.Zero : target.Terms.First().Coefficient;
        return primitive switch
        {
            Primitive.Exp when constant == 1 => table.Constant(0),
            Primitive.Logistic when constant == new Rational(1, 2) => table.Constant(0),
            Primitive.Tanh or Primitive.Sinh or Primitive.Atan or Primitive.Erf when constant.Sign == 0 => table.Constant(0),
            Primitive.Divide when constant.Sign != 0 => table.Constant(1 / constant),
            Primitive.Sqrt when constant.Sign > 0 => table.Constant(constant * constant),
            _ => null,
        };
    }
}
