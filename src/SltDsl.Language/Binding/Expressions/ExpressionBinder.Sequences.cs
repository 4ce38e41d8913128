using SltDsl.Language.Binding.Names;
using SltDsl.Language.Binding.Shapes;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;

namespace SltDsl.Language.Binding.Expressions;

/// <content>Lists, comprehensions and recurrences.</content>
internal sealed partial class ExpressionBinder
{
    /// <summary>Binds an index clause; the index is declared in the scope.</summary>
    public Iteration? BindIteration(NameSyntax name, RangeSyntax range, NameScope inner)
    {
        var within = In(inner);
        var lower = within.BindInteger(range.Lower, "the start of a range");
        var upper = within.BindInteger(range.Upper, "the end of a range");
        if (lower is null || upper is null)
        {
            inner.DefineUnknown(name.Text, name.Span);
            return null;
        }

        var index = session.NewIndex(name, SltType.Int, HighestOf(lower.Level, upper.Level, Level.Size));
        var iteration = new Iteration(index, lower, upper);
        NoteRange(index, iteration);
        inner.Define(new NameEntry(name.Text, name.Span) { Symbol = index });
        return iteration;
    }

    private void NoteRange(Symbol index, Iteration range)
    {
        if (SizeConversion.Of(session, range.Lower) is { } from && SizeConversion.Of(session, range.Upper) is { } to)
        {
            session.Sizes.Name(index);
            session.Sizes.Range(index, from, to);
        }
    }

    /// <summary>Binds a comprehension; as an aggregate's operand its length need not be a symbolic size.</summary>
    public Comprehension? BindComprehension(ComprehensionSyntax syntax, bool isAggregated)
    {
        var inner = new NameScope(scope);
        var iterations = new List<Iteration>();
        var isBroken = false;
        foreach (var clause in syntax.Clauses)
        {
            var iteration = BindIteration(clause.Name, clause.Range, inner);
            isBroken |= iteration is null;
            iterations.Add(iteration!);
        }

        var element = In(inner).Bind(syntax.Body);
        if (element is null || isBroken)
        {
            return null;
        }

        var length = LengthOf(iterations);
        if (length is null || iterations.Any(i => length.Names.Contains(i.Index.SizeName)))
        {
            if (!isAggregated)
            {
                session.Report(
                    ShapeDiagnostics.ConstantSizeRequired, "the length of a comprehension must follow from sizes and outer indices", syntax.Clauses[0].Range.Span,
                    "an aggregate such as `sum(e for i in a:b)` may have any range");
                return null;
            }

            length = SizeExpr.Variable("…");
        }

        var type = TypeRules.SequenceOf(element.Type, length);
        if (!isAggregated && !ShapeReports.IsHoldable(session, type, syntax.Span))
        {
            return null;
        }

        var levels = iterations.SelectMany(i => new[] { i.Lower.Level, i.Upper.Level });
        return new Comprehension(element, iterations.ToEquatableArray(), type, HighestOf([element.Level, .. levels]), session.Place(syntax.Span));
    }

    private SizeExpr? LengthOf(List<Iteration> iterations)
    {
        try
        {
            SizeExpr? product = SizeExpr.Constant(1);
            foreach (var iteration in iterations)
            {
                var lower = SizeConversion.Of(session, iteration.Lower);
                var upper = SizeConversion.Of(session, iteration.Upper);
                product = lower is null || upper is null || product is null ? null : product * (upper - lower + SizeExpr.Constant(1));
            }

            return product;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private Expr? BindList(ListSyntax list)
    {
        if (list.Elements is [ComprehensionSyntax comprehension])
        {
            return BindComprehension(comprehension, isAggregated: false) is { } bound ? bound with { Span = session.Place(list.Span) } : null;
        }

        var items = list.Elements.Select(Bind).ToArray();
        if (items.Any(i => i is null))
        {
            return null;
        }

        var span = session.Place(list.Span);
        if (items.Length == 0)
        {
            return new Bracket([], SltType.Vector(SizeExpr.Constant(0)), Level.Constant, span);
        }

        var type = items[0]!.Type;
        for (var n = 1; n < items.Length; n++)
        {
            var next = items[n]!.Type;
            if (next.Rank != type.Rank)
            {
                session.Report(TypeDiagnostics.TypeMismatch, $"expected `{Show(type)}` like the first element, found `{Show(next)}`", list.Elements[n].Span, "all elements of a list have one type");
                return null;
            }

            if (!SameRow(type, next, list, n))
            {
                return null;
            }

            type = next.Element > type.Element ? type with { Element = next.Element } : type;
        }

        var sequence = TypeRules.SequenceOf(type, SizeExpr.Constant(items.Length));
        return new Bracket(items.Select(i => i!).ToEquatableArray(), sequence, HighestOf(items.Select(i => i!.Level)), span);
    }

    private bool SameRow(SltType first, SltType next, ListSyntax list, int n)
    {
        for (var axis = 0; axis < first.Rank; axis++)
        {
            var proof = session.Sizes.AreEqual(first.Extents[axis], next.Extents[axis]);
            if (proof == Proof.Fails)
            {
                session.Report(
                    ShapeDiagnostics.UnequalRows, $"row {n + 1} has {next.Extents[axis]} elements, row 1 has {first.Extents[axis]}", list.Elements[n].Span,
                    d => d with { Related = [new(session.Place(list.Elements[0].Span), "row 1")], Help = "give all rows the same length" });
                return false;
            }

            if (proof == Proof.Undecided && !SameSize(first.Extents[axis], next.Extents[axis], list.Elements[n].Span, "rows", "lengths"))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary><c>fold(init, (acc, v) => e, xs)</c> and <c>scan(…)</c>.</summary>
    private Recurrence? BindRecurrence(CallSyntax call)
    {
        if (call.Arguments is not [{ Form: ArgumentForm.Positional } first, { Value: LambdaSyntax { Parameters.Count: 2 } step }, { Form: ArgumentForm.Positional } last])
        {
            session.Report(
                TypeDiagnostics.WrongArgumentCount, $"`{call.Function.Text}` takes a first state, a step and a sequence", call.Span,
                $"write `{call.Function.Text}(init, (state, v) => next, xs)`");
            return null;
        }

        var initial = Bind(first.Value);
        var sequence = BindItems(last.Value);
        if (initial is null || sequence is null)
        {
            return null;
        }

        return BindStep(call, step, initial, sequence);
    }

    private Recurrence? BindStep(CallSyntax call, LambdaSyntax step, Expr initial, Expr sequence)
    {
        // The state is as real and as late as what the step makes of it; a state that is an integer stays one when the step keeps it so.
        var start = initial.Type.Element == ElementKind.Bool ? initial.Type with { Element = ElementKind.Int } : initial.Type;
        var level = HighestOf(initial.Level, sequence.Level);
        for (var attempt = 0; ; attempt++)
        {
            var state = new Symbol(step.Parameters[0].Text, SymbolKind.Index, session.NewId(), start, level, session.Place(step.Parameters[0].Span));
            var item = new Symbol(
                step.Parameters[1].Text, SymbolKind.Index, session.NewId(), TypeRules.ElementOf(sequence.Type), sequence.Level, session.Place(step.Parameters[1].Span));
            if (sequence is Comprehension { Element: Reference { Symbol: var index }, Iterations: [var range] } && index.Equals(range.Index))
            {
                NoteRange(item, range);
            }

            var next = In(scope.With(state, item)).Bind(step.Body);
            if (next is null)
            {
                return null;
            }

            if (attempt < 2 && (next.Type.Element > start.Element || next.Level > level) && next.Type.Rank == start.Rank)
            {
                start = next.Type.Element > start.Element ? start with { Element = next.Type.Element } : start;
                level = HighestOf(level, next.Level);
                continue;
            }

            if (next.Type.Rank != start.Rank)
            {
                session.Report(TypeDiagnostics.TypeMismatch, $"expected the next state `{Show(start)}`, found `{Show(next.Type)}`", step.Body.Span, "the step gives a state of the same shape as the first");
                return null;
            }

            if (!SameExtents(start, next.Type, step.Body.Span, "the next state"))
            {
                return null;
            }

            var keep = call.Function.Text == "scan";
            var type = keep ? TypeRules.SequenceOf(start, sequence.Type.Extents[0]) : start;
            return new Recurrence(keep, initial, state, item, next, sequence, type, HighestOf(level, next.Level), session.Place(call.Span));
        }
    }

    /// <summary>What a recurrence runs over: a vector, an array, or a range.</summary>
    private Expr? BindItems(ExpressionSyntax syntax)
    {
        if (syntax is RangeSyntax range)
        {
            var inner = new NameScope(scope);
            var name = new NameSyntax("i", range.Span);
            return BindIteration(name, range, inner) is { } iteration && LengthOf([iteration]) is { } length
                ? new Comprehension(
                    new Reference(iteration.Index, session.Place(range.Span)), [iteration], SltType.Int with { ArrayExtents = [length] },
                    HighestOf(iteration.Lower.Level, iteration.Upper.Level), session.Place(range.Span))
                : null;
        }

        if (Bind(syntax) is not { } items)
        {
            return null;
        }

        if (items.Type.Rank == 0)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"expected a vector, an array or a range, found `{Show(items.Type)}`", syntax.Span, "run over `1:n` or over the elements of a vector");
            return null;
        }

        return items;
    }
}
