using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <content>Reductions to one number, and functions from vectors to vectors along the last axis.</content>
internal sealed partial class ExpressionLowering
{
    // As in the layer normalisation of Ba, Kiros and Hinton 2016 in common implementations.
    private const double LayerNormVariance = 1e-5;

    private Lowered LowerAggregate(Call call, Scope scope) => Lowered.Scalar(call.Function switch
    {
        Function.Sum => Aggregate(ReduceKind.Sum, call, scope),
        Function.Product => Aggregate(ReduceKind.Product, call, scope),
        Function.Max => Aggregate(ReduceKind.Max, call, scope),
        Function.Min => Aggregate(ReduceKind.Min, call, scope),
        Function.LogSumExp => Aggregate(ReduceKind.LogSumExp, call, scope),
        Function.All => Aggregate(ReduceKind.Product, call, scope),
        Function.Any => Not(Aggregate(ReduceKind.Product, call, scope, Not)),
        Function.Mean => Mean(LowerShared(call.Arguments[0], scope, "values")),
        Function.Sd => StandardDeviation(call, scope),
        _ => throw new UnsupportedConstructException($"'{NameOf(call)}'", call.Span),
    });

    private Scalar Aggregate(ReduceKind kind, Call call, Scope scope, Func<Scalar, Scalar>? of = null)
    {
        of ??= s => s;
        if (call.Arguments[0] is not Comprehension comprehension)
        {
            var value = Lower(call.Arguments[0], scope);
            value = value with { Body = of(value.Body) };
            return value.Rank == 1 && Running(kind, call, value.Indices[0], 0, value.Extents[0], value.Body) is { } running ? running : workshop.ReduceAll(kind, value);
        }

        // Ranges may depend on outer indices here: the sequence is never laid out.
        var inner = new Scope(scope);
        var loops = new List<(IndexVariable Index, Scalar Lower, Scalar Upper)>();
        foreach (var iteration in comprehension.Iterations)
        {
            var lower = LowerScalar(iteration.Lower, inner) - 1;
            var upper = LowerScalar(iteration.Upper, inner);
            var index = workshop.Index(iteration.Index.Name, lower, upper);
            inner.Define(iteration.Index, Lowered.Scalar(index + 1));
            loops.Add((index, lower, upper));
        }

        var element = Lower(comprehension.Element, inner);
        var result = workshop.ReduceAll(kind, element with { Body = of(element.Body) });
        for (var n = loops.Count - 1; n >= 0; n--)
        {
            result = (loops.Count == 1 ? Running(kind, call, loops[n].Index, loops[n].Lower, loops[n].Upper, result) : null)
                ?? new Reduce(kind, loops[n].Index, loops[n].Lower, loops[n].Upper, result);
        }

        return result;
    }

    /// <summary>
    /// A sum or product up to an end that moves with an outer index which the terms do not mention: running totals, made once and
    /// read at that end. Null where it is not of this kind.
    /// </summary>
    private Scalar? Running(ReduceKind kind, Call call, IndexVariable index, Scalar lower, Scalar upper, Scalar term)
    {
        var moving = upper.FreeIndices();
        var inTerm = term.FreeIndices();
        if (kind is not (ReduceKind.Sum or ReduceKind.Product) || moving.Count == 0 || lower.FreeIndices().Count > 0
            || moving.Any(inTerm.Contains) || !term.Elements().Any() || !workshop.IsMovable(term))
        {
            return null;
        }

        var none = kind == ReduceKind.Sum ? (Scalar)0 : 1;
        var element = call.Type.Element == ElementKind.Real ? ElementKind.Real : ElementKind.Int;
        var totals = workshop.Recurrence(
            kind == ReduceKind.Sum ? "runningSum" : "runningProduct",
            [workshop.Highest(upper, call.Span) - lower + 1],
            (earlier, i) =>
            {
                var next = term.Substitute(new Dictionary<IndexVariable, Scalar> { [index] = i[0] - 1 + lower });
                return When(AreEqual(i[0], 0), none, kind == ReduceKind.Sum ? earlier([i[0] - 1]) + next : earlier([i[0] - 1]) * next);
            },
            call.Span,
            element);
        var count = upper - lower;
        return When(Less(count, 1), none, totals.At(count));
    }

    private Scalar Mean(Lowered value) => workshop.ReduceAll(ReduceKind.Sum, value) / Count(value);

    private static Scalar Count(Lowered value) => value.Extents.Aggregate((Scalar)1, (product, extent) => product * extent);

    private Scalar StandardDeviation(Call call, Scope scope)
    {
        var value = LowerShared(call.Arguments[0], scope, "values");
        var mean = workshop.Shared(Lowered.Scalar(Mean(value)), "mean", ElementKind.Real, call.Span).Body;
        return Sqrt(workshop.ReduceAll(ReduceKind.Sum, value with { Body = Square(value.Body - mean) }) / (Count(value) - 1));
    }

    private Lowered LowerVectorFunction(Call call, Scope scope)
    {
        var value = LowerShared(call.Arguments[0], scope, "values");
        var extents = scope.Extents(call.Type);
        var length = extents[^1];
        Lowered PerVector(string name, Func<Func<Scalar, Scalar>, Scalar> statistic) => workshop.Shared(
            workshop.Value([.. extents.Take(extents.Count - 1)], i => statistic(j => value.At([.. i, j]))), name, ElementKind.Real, call.Span);

        switch (call.Function)
        {
            case Function.Softmax or Function.LogSoftmax:
                var total = PerVector("logSumExp", v => workshop.Reduce(ReduceKind.LogSumExp, "k", length, v));
                return workshop.Value(extents, i =>
                {
                    var log = value.At(i) - total.At([.. i.Take(i.Count - 1)]);
                    return call.Function == Function.Softmax ? Exp(log) : log;
                });
            case Function.LayerNorm:
                var mean = PerVector("mean", v => workshop.Sum("k", length, v) / length);
                var variance = PerVectorOf(extents, i => workshop.Sum("k", length, k => Square(value.At([.. i, k]) - mean.At([.. i]))) / length, call);
                return workshop.Value(extents, i =>
                {
                    Scalar[] row = [.. i.Take(i.Count - 1)];
                    return (value.At(i) - mean.At(row)) / Sqrt(variance.At(row) + LayerNormVariance);
                });
            case Function.CumulativeSum:
                return workshop.Recurrence(
                    "cumulativeSum",
                    extents,
                    (earlier, i) => When(AreEqual(i[^1], 0), value.At(i), earlier([.. i.Take(i.Count - 1), i[^1] - 1]) + value.At(i)),
                    call.Span);
            default:
                return workshop.Whole(new RoutineResult(
                    "sorted", Routine.Sort, [workshop.TensorOf(value, "values", call.Type.Element, call.Span)], call.Level, extents, call.Span));
        }
    }

    private Lowered PerVectorOf(EquatableArray<Scalar> extents, Func<IReadOnlyList<Scalar>, Scalar> statistic, Call call) => workshop.Shared(
        workshop.Value([.. extents.Take(extents.Count - 1)], statistic), "variance", ElementKind.Real, call.Span);
}
