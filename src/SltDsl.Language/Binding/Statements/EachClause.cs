using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Statements;

/// <summary>The <c>each</c> of a statement: its indices, what one element is, and where its distribution is bound.</summary>
/// <param name="Iterations">The indices, the first outermost; none without <c>each</c>.</param>
/// <param name="Element">The type of one element.</param>
/// <param name="Binder">Binds expressions about one element.</param>
internal sealed record EachClause(EquatableArray<Iteration> Iterations, SltType Element, ExpressionBinder Binder)
{
    /// <summary>Binds the indices; null, with a diagnostic, when they do not fit the value.</summary>
    public static EachClause? Bind(BindingSession session, EquatableArray<IndexClauseSyntax> clauses, Symbol value)
    {
        if (clauses.Count == 0)
        {
            return new([], value.Type, new ExpressionBinder(session, session.Global));
        }

        var scope = new NameScope(session.Global);
        var outer = new ExpressionBinder(session, session.Global);
        var iterations = new List<Iteration>();
        var element = value.Type;
        foreach (var clause in clauses)
        {
            if (element.Rank == 0)
            {
                session.Report(
                    TypeDiagnostics.WrongArgumentCount, $"`each` has {clauses.Count} {(clauses.Count == 1 ? "index" : "indices")}, `{value.Type}` has {value.Type.Rank} axes",
                    clause.Span, "give the value as many extents as `each` has indices");
                return null;
            }

            if (outer.BindIteration(clause.Name, clause.Range, scope) is not { } iteration || !IsWithin(session, iteration, element.Extents[0], clause))
            {
                return null;
            }

            iterations.Add(iteration);
            element = TypeRules.ElementOf(element);
        }

        // Earlier elements of the value itself are visible.
        scope.Define(new NameEntry(value.Name, value.Span) { Symbol = value });
        var rule = new EachRule(value, iterations.Select(i => i.Index).ToEquatableArray());
        return new(iterations.ToEquatableArray(), element, new ExpressionBinder(session, scope) { Each = rule });
    }

    /// <summary>Whether the range covers the whole leading axis.</summary>
    public static bool CoversAll(BindingSession session, Iteration iteration, SizeExpr extent) =>
        SizeConversion.Of(session, iteration.Lower) is { } lower && SizeConversion.Of(session, iteration.Upper) is { } upper
        && session.Sizes.AreEqual(lower, SizeExpr.Constant(1)) == Proof.Holds && session.Sizes.AreEqual(upper, extent) == Proof.Holds;

    private static bool IsWithin(BindingSession session, Iteration iteration, SizeExpr extent, IndexClauseSyntax clause)
    {
        if (!session.Levels.Require(iteration.Lower, Level.Size, "the range of `each`") || !session.Levels.Require(iteration.Upper, Level.Size, "the range of `each`"))
        {
            return false;
        }

        var lower = SizeConversion.Of(session, iteration.Lower);
        var upper = SizeConversion.Of(session, iteration.Upper);
        var isBelow = lower is not null && session.Sizes.IsAtLeast(lower, 1) == Proof.Fails;
        if (isBelow || (upper is not null && session.Sizes.IsAtLeast(extent - upper, 0) == Proof.Fails))
        {
            session.Report(
                ShapeDiagnostics.IndexOutOfRange, isBelow ? $"the range of `{clause.Name.Text}` starts below 1" : $"the range of `{clause.Name.Text}` ends beyond the size `{extent}`",
                clause.Range.Span, $"elements count from 1 to `{extent}`");
            return false;
        }

        return true;
    }
}
