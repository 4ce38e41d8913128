using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <summary>Lowers bound expressions: the forms of the language; the functions are in files by subject.</summary>
internal sealed partial class ExpressionLowering(Workshop workshop)
{
    /// <summary>The element function of an expression.</summary>
    public Lowered Lower(Expr expr, Scope scope) => expr switch
    {
        Literal { Type.Element: ElementKind.Real } literal => Lowered.Scalar(literal.Value),
        Literal literal => Lowered.Scalar((long)literal.Value is var value && value == literal.Value ? new Integer(value) : literal.Value),
        Reference reference => scope.Find(reference.Symbol) ?? throw new UnsupportedConstructException($"'{reference.Symbol.Name}' here", expr.Span),
        IndexExpr index => LowerIndexing(index, scope),
        Conditional conditional => LowerConditional(conditional, scope),
        Comprehension comprehension => LowerComprehension(comprehension, scope),
        Bracket bracket => LowerBracket(bracket, scope),
        Recurrence recurrence => LowerRecurrence(recurrence, scope),
        Call call => LowerCall(call, scope),
        _ => throw new UnsupportedConstructException(expr.GetType().Name, expr.Span),
    };

    /// <summary>The element of an expression of rank 0.</summary>
    public Scalar LowerScalar(Expr expr, Scope scope) => Lower(expr, scope).Body;

    /// <summary>A value that is cheap to read, for use at more than one place.</summary>
    public Lowered LowerShared(Expr expr, Scope scope, string? name = null) =>
        workshop.Shared(Lower(expr, scope), name ?? NameOf(expr), expr.Type.Element, expr.Span);

    private static string NameOf(Expr expr) => expr switch
    {
        Reference reference => reference.Symbol.Name,
        Call call => char.ToLowerInvariant(call.Function.ToString()[0]) + call.Function.ToString()[1..],
        _ => "value",
    };

    private Lowered LowerConditional(Conditional conditional, Scope scope)
    {
        var condition = LowerScalar(conditional.Condition, scope);
        var then = Lower(conditional.Then, scope);
        var otherwise = Lower(conditional.Else, scope);
        return workshop.Value(scope.Extents(conditional.Type), i => When(condition, then.Broadcast(i), otherwise.Broadcast(i)));
    }

    private Lowered LowerBracket(Bracket bracket, Scope scope)
    {
        var items = bracket.Items.Select(item => Lower(item, scope)).ToArray();
        return workshop.Value(scope.Extents(bracket.Type), i =>
        {
            var rest = i.Skip(1).ToArray();
            if (items.Length == 0)
            {
                return 0;
            }

            var element = items[^1].At(rest);
            for (var n = items.Length - 2; n >= 0; n--)
            {
                element = When(AreEqual(i[0], n), items[n].At(rest), element);
            }

            return element;
        });
    }

    private Lowered LowerComprehension(Comprehension comprehension, Scope scope)
    {
        var inner = new Scope(scope);
        var counts = new List<Scalar>();
        var positions = new List<IndexVariable>();
        foreach (var iteration in comprehension.Iterations)
        {
            var lower = LowerScalar(iteration.Lower, inner);
            var count = LowerScalar(iteration.Upper, inner) - lower + 1;
            if (positions.Any(p => count.FreeIndices().Contains(p)))
            {
                throw new UnsupportedConstructException("A sequence whose inner range depends on the outer index", comprehension.Span);
            }

            var position = workshop.Index(iteration.Index.Name, count);
            inner.Define(iteration.Index, Lowered.Scalar(position + lower));
            counts.Add(count);
            positions.Add(position);
        }

        var element = Lower(comprehension.Element, inner);
        return workshop.Value([.. scope.Extents(comprehension.Type).Take(1), .. element.Extents], i =>
        {
            var replacements = new Dictionary<IndexVariable, Scalar>();
            var flat = i[0];
            for (var n = positions.Count - 1; n > 0; n--)
            {
                replacements[positions[n]] = Remainder(flat, counts[n]);
                flat = Quotient(flat, counts[n]);
            }

            replacements[positions[0]] = flat;
            return element.At([.. i.Skip(1)]).Substitute(replacements);
        });
    }

    private Lowered LowerRecurrence(Recurrence recurrence, Scope scope)
    {
        var items = LowerShared(recurrence.Sequence, scope, "items");
        var initial = LowerShared(recurrence.Initial, scope, "initial");
        var length = items.Extents[0];

        // A fold over what comes before t is one recurrence over all, read at t: its steps are shared by all t that they do not mention.
        var states = workshop.Fold(
            recurrence.State.Name,
            [workshop.Highest(length, recurrence.Span) + 1, .. initial.Extents],
            (earlier, i) =>
            {
                var inner = new Scope(scope);
                inner.Define(recurrence.State, workshop.Value(initial.Extents, k => earlier([i[0] - 1, .. k])));
                inner.Define(recurrence.Item, workshop.Value([.. items.Extents.Skip(1)], k => items.At([i[0] - 1, .. k])));
                var rest = i.Skip(1).ToArray();
                return When(AreEqual(i[0], 0), initial.At(rest), Lower(recurrence.Step, inner).Broadcast(rest));
            },
            recurrence.Span);
        return recurrence.KeepStates
            ? workshop.Value([length, .. initial.Extents], i => states.At([i[0] + 1, .. i.Skip(1)]))
            : workshop.Value(initial.Extents, i => states.At([length, .. i]));
    }
}
