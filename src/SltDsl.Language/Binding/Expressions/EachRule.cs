using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Expressions;

/// <summary>What the distribution of one element under <c>each</c> may read: earlier elements of the same name.</summary>
/// <param name="Factorised">The name that is factorised.</param>
/// <param name="Indices">The indices, the first outermost.</param>
internal sealed record EachRule(Symbol Factorised, EquatableArray<Symbol> Indices)
{
    /// <summary>Reports the use of the whole value.</summary>
    public Expr? RefuseWhole(BindingSession session, Reference whole)
    {
        Report(session, $"`each` looks ahead: all of `{Factorised.Name}`", whole);
        return null;
    }

    /// <summary>Whether the subscripts select only elements before the current one; else reports it.</summary>
    public bool Allows(BindingSession session, Expr place, EquatableArray<Subscript> subscripts, string text)
    {
        for (var axis = 0; axis < Indices.Count && axis < subscripts.Count; axis++)
        {
            var last = subscripts[axis] switch
            {
                At { Position.Type.Rank: 0 } at => SizeConversion.Of(session, at.Position),
                Slice { Upper: { } upper } => SizeConversion.Of(session, upper),
                _ => null,
            };
            if (last is null)
            {
                break;
            }

            var gap = SizeExpr.Variable(Indices[axis].SizeName) - last;
            if (session.Sizes.IsAtLeast(gap, 1) == Proof.Holds)
            {
                return true;
            }

            if (session.Sizes.Normal(gap) is not { } normal || normal != SizeExpr.Constant(0) || subscripts[axis] is Slice)
            {
                break;
            }
        }

        Report(session, $"`each` looks ahead: `{text}`", place);
        return false;
    }

    private void Report(BindingSession session, string message, Expr place)
    {
        var index = Indices[0].Name;
        session.Report(
            ModelDiagnostics.LooksAhead, message, place.Span,
            $"the element at `{index}` may read earlier elements only, such as `{Factorised.Name}[{index} - 1]` or `{Factorised.Name}[1:{index} - 1]`");
    }
}
