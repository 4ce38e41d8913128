using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.Optimisation;

/// <summary>Numbers of a row that a quadratic form is in.</summary>
/// <param name="Source">How they follow from the row; the first axis is that of the turns where a row has several.</param>
/// <param name="Column">The same numbers, given.</param>
internal sealed record RowFeature(Definition Source, Leaf Column);

/// <summary>
/// A sum over rows of a quadratic form in numbers of the row, with coefficients that rows do not change, such as the log
/// likelihood of a linear model with normal errors. It depends on the rows through the cross products of those numbers alone;
/// any rows with the same cross products will do. The number 1 is one of them, so that the form has no lower terms: in a row
/// that stands for others, 1 is some other number too.
/// </summary>
internal sealed class QuadraticForm
{
    private readonly Dictionary<(Scalar Body, EquatableArray<Scalar> Extents), RowFeature> _known = [];
    private readonly List<RowFeature> _features = [];
    private readonly Dictionary<Tensor, bool> _hasParameters = [];
    private readonly Dictionary<Definition, Definition?> _linear = [];
    private readonly IndexVariable? _turn;
    private readonly Scalar _one;

    private QuadraticForm(IndexVariable? turn, IndexRanges ranges)
    {
        _turn = turn;
        _one = Feature(1.0, ranges)!;
    }

    /// <summary>The numbers of a row; the first is 1.</summary>
    public IReadOnlyList<RowFeature> Features => _features;

    /// <summary>How many times a row has such numbers: once, or at every value of an index that its log density is a sum over.</summary>
    public Scalar Turns { get; private init; } = 1;

    /// <summary>The terms, of rows that stand for others.</summary>
    public IReadOnlyList<Tensor> Terms { get; private set; } = [];

    /// <summary>The form that the sum over rows of terms is; null where it is none.</summary>
    public static QuadraticForm? Of(IReadOnlyList<Tensor> terms)
    {
        var rows = terms.Where(t => t.Level == Level.Row).ToArray();
        var others = terms.Except(rows).ToArray();
        if (rows.Length == 0 || !rows.All(t => t is Definition { Extents.Count: 0 }))
        {
            return null;
        }

        // Elements that all parameters treat alike count as rows of their own.
        if (rows is [Definition { Body: Reduce { Kind: ReduceKind.Sum } sum } series]
            && IndexRanges.None.With(sum.Index, sum.Lower, sum.Upper) is var range
            && range.Of(sum.Index) is not null)
        {
            var ofTurns = new QuadraticForm(sum.Index, range) { Turns = sum.Upper - sum.Lower };
            if (ofTurns.Quadratic(sum.Body, range) is { } body && !body.FreeIndices().Contains(sum.Index))
            {
                ofTurns.Terms = [TermOf(series, body), .. others];
                return ofTurns;
            }
        }

        var form = new QuadraticForm(null, IndexRanges.None);
        var quadratic = rows.Cast<Definition>().Select(t => (Term: t, Body: form.Quadratic(t.Body, IndexRanges.None))).ToArray();
        if (quadratic.Any(q => q.Body is null))
        {
            return null;
        }

        form.Terms = [.. quadratic.Select(q => TermOf(q.Term, q.Body!)), .. others];
        return form;
    }

    private static Definition TermOf(Definition term, Scalar body) => new(term.Name, term.ElementKind, Level.Row, [], [], _ => body, term.Origin);

    /// <summary>The scalar as a form of degree two in the features; null where it is none.</summary>
    private Scalar? Quadratic(Scalar scalar, IndexRanges ranges)
    {
        if (IsFixed(scalar))
        {
            return scalar * _one * _one;
        }

        return scalar switch
        {
            Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } when !IsFixed(a) && !IsFixed(b) && HasParameters(scalar) =>
                Both(Linear(a, ranges), Linear(b, ranges), (x, y) => x * y),
            Apply { Primitive: Primitive.Power, Arguments: [var a, { Constant: 2 }] } when HasParameters(scalar) => Linear(a, ranges) is { } x ? Square(x) : null,
            _ => Parts(scalar, ranges, Quadratic) ?? (Linear(scalar, ranges) is { } x ? _one * x : null),
        };
    }

    /// <summary>The scalar as a form of degree one in the features; null where it is none.</summary>
    private Scalar? Linear(Scalar scalar, IndexRanges ranges)
    {
        if (IsFixed(scalar))
        {
            return scalar * _one;
        }

        if (!HasParameters(scalar))
        {
            return Feature(scalar, ranges);
        }

        return scalar is Element { Tensor: Definition definition } element && element.Indices.All(i => i.LevelOf() != Level.Row)
            ? Linear(definition, element, ranges)
            : Parts(scalar, ranges, Linear);
    }

    private Scalar? Linear(Definition definition, Element element, IndexRanges ranges)
    {
        if (definition.IsRecurrence)
        {
            return null;
        }

        if (_turn is not null)
        {
            // The turn may be one of its positions; then it has no tensor of its own.
            return Linear(definition.BodyAt(element.Indices), ranges);
        }

        if (!_linear.TryGetValue(definition, out var linear))
        {
            var body = Linear(definition.Body, IndexRanges.Of(definition));
            linear = body is null
                ? null
                : new Definition(definition.Name, definition.ElementKind, Level.Row, definition.Extents, definition.Indices, _ => body, definition.Origin);
            _linear.Add(definition, linear);
        }

        return linear is null ? null : new Element(linear, element.Indices);
    }

    /// <summary>What holds of sums, multiples and choices when it holds of their parts.</summary>
    private Scalar? Parts(Scalar scalar, IndexRanges ranges, Func<Scalar, IndexRanges, Scalar?> form)
    {
        switch (scalar)
        {
            case Apply { Primitive: Primitive.Add, Arguments: [var a, var b] }:
                return Both(form(a, ranges), form(b, ranges), (x, y) => x + y);
            case Apply { Primitive: Primitive.Subtract, Arguments: [var a, var b] }:
                return Both(form(a, ranges), form(b, ranges), (x, y) => x - y);
            case Apply { Primitive: Primitive.Negate, Arguments: [var a] }:
                return form(a, ranges) is { } negated ? -negated : null;
            case Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } when IsFixed(a):
                return form(b, ranges) is { } right ? a * right : null;
            case Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } when IsFixed(b):
                return form(a, ranges) is { } left ? left * b : null;
            case Apply { Primitive: Primitive.Divide, Arguments: [var a, var b] } when IsFixed(b):
                return form(a, ranges) is { } divided ? divided / b : null;
            case Select select when IsFixed(select.Condition):
                return Both(form(select.Then, ranges), form(select.Else, ranges), (x, y) => When(select.Condition, x, y));
            case Reduce { Kind: ReduceKind.Sum } sum when IsFixed(sum.Lower) && IsFixed(sum.Upper):
                return form(sum.Body, ranges.With(sum.Index, sum.Lower, sum.Upper)) is { } body ? sum with { Body = body } : null;
            default:
                return null;
        }
    }

    private static Scalar? Both(Scalar? a, Scalar? b, Func<Scalar, Scalar, Scalar> combine) => a is null || b is null ? null : combine(a, b);

    /// <summary>A number of the row that parameters do not change.</summary>
    private Scalar? Feature(Scalar scalar, IndexRanges ranges)
    {
        if (ElementFamily.Of(scalar, ranges, _turn) is not { } family)
        {
            return null;
        }

        if (!_known.TryGetValue((family.Body, family.Extents), out var feature))
        {
            var name = scalar is Element element ? element.Tensor.Name : scalar.Constant is 1 ? "one" : "number";
            var source = new Definition(name, ElementKind.Real, Level.Row, family.Extents, family.Axes, _ => family.Body, default);
            var symbol = new Symbol(name, SymbolKind.Input, -_features.Count - 1, SltType.Real, Level.Row, default);
            feature = new RowFeature(source, new Leaf(symbol, Own(family.Extents)));
            _known.Add((family.Body, family.Extents), feature);
            _features.Add(feature);
        }

        return new Element(feature.Column, Own(family.Positions));
    }

    // What is left of the axes without that of the turns.
    private EquatableArray<Scalar> Own(EquatableArray<Scalar> axes) => _turn is null ? axes : axes.Skip(1).ToEquatableArray();

    private bool IsFixed(Scalar scalar) => scalar.LevelOf() != Level.Row && (_turn is null || !scalar.FreeIndices().Contains(_turn));

    private bool HasParameters(Scalar scalar) => scalar.Elements().Any(e => HasParameters(e.Tensor));

    private bool HasParameters(Tensor tensor)
    {
        if (!_hasParameters.TryGetValue(tensor, out var has))
        {
            // A recurrence is one of its own operands.
            _hasParameters[tensor] = false;
            has = tensor is Leaf ? tensor.Level == Level.Parameter : tensor.Operands().Any(HasParameters);
            _hasParameters[tensor] = has;
        }

        return has;
    }
}
