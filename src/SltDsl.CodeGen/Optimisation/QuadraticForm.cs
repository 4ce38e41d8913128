using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.Optimisation;

/// <summary>Numbers of a row that a quadratic form is in, or that choose among its coefficients.</summary>
/// <param name="Source">How they follow from the row; the first axis is that of the turns where a row has several.</param>
/// <param name="Column">The same numbers, given.</param>
internal sealed record RowFeature(Definition Source, Leaf Column);

/// <summary>
/// A sum over rows of a quadratic form in numbers of the row, with coefficients that rows do not change, such as the log
/// likelihood of a linear model with normal errors. It depends on the rows through the cross products of those numbers alone;
/// any rows with the same cross products will do. The number 1 is one of them, so that the form has no lower terms: in a row
/// that stands for others, 1 is some other number too. Where the data of a row choose among coefficients, as in
/// <c>alpha[county]</c>, that holds among the rows which choose the same ones: those data are their key.
/// </summary>
internal sealed class QuadraticForm
{
    private readonly Dictionary<(Scalar Body, EquatableArray<Scalar> Extents), RowFeature> _known = [];
    private readonly List<RowFeature> _features = [];
    private readonly List<RowFeature> _keys = [];
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

    /// <summary>What a row chooses coefficients by: rows that stand for others stand for some of the same key.</summary>
    public IReadOnlyList<RowFeature> Keys => _keys;

    /// <summary>Whether the numbers are but the 1, and the key all data of a row: rows that are equal count together.</summary>
    public bool IsOfRepeatedRows { get; private init; }

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

    /// <summary>The terms of each row times how often it occurs, which is the one number here, squared.</summary>
    /// <param name="terms">The terms.</param>
    /// <param name="columns">All data of a row.</param>
    public static QuadraticForm OfRepeatedRows(IReadOnlyList<Tensor> terms, IReadOnlyList<Leaf> columns)
    {
        var form = new QuadraticForm(null, IndexRanges.None) { IsOfRepeatedRows = true };
        var make = new CoordinateMaps.DefinitionFactory();
        form._keys.AddRange(columns.Select(c => new RowFeature(make.Define(c.Name, c.Extents, (_, i) => c[[.. i]], Level.Row), c)));
        form.Terms = [.. terms.Select(t => t is Definition { Level: Level.Row } term ? TermOf(term, term[[]] * form._one * form._one) : t)];
        return form;
    }

    private static Definition TermOf(Definition term, Scalar body) => new(term.Name, term.ElementKind, Level.Row, [], [], _ => body, term.Origin);

    /// <summary>The scalar as a form of degree two in the features; null where it is none.</summary>
    private Scalar? Quadratic(Scalar scalar, IndexRanges ranges)
    {
        if (Fixed(scalar, ranges) is { } coefficient)
        {
            return coefficient * _one * _one;
        }

        return scalar switch
        {
            Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } when Fixed(a, ranges) is null && Fixed(b, ranges) is null && HasParameters(scalar) =>
                Both(Linear(a, ranges), Linear(b, ranges), (x, y) => x * y),
            Apply { Primitive: Primitive.Power, Arguments: [var a, { Constant: 2 }] } when HasParameters(scalar) => Linear(a, ranges) is { } x ? Square(x) : null,
            _ => Parts(scalar, ranges, Quadratic) ?? (Linear(scalar, ranges) is { } x ? _one * x : null),
        };
    }

    /// <summary>The scalar as a form of degree one in the features; null where it is none.</summary>
    private Scalar? Linear(Scalar scalar, IndexRanges ranges)
    {
        if (Fixed(scalar, ranges) is { } coefficient)
        {
            return coefficient * _one;
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
            case Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } when Fixed(a, ranges) is { } left:
                return form(b, ranges) is { } multiple ? left * multiple : null;
            case Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } when Fixed(b, ranges) is { } right:
                return form(a, ranges) is { } multiplied ? multiplied * right : null;
            case Apply { Primitive: Primitive.Divide, Arguments: [var a, var b] } when Fixed(b, ranges) is { } divisor:
                return form(a, ranges) is { } divided ? divided / divisor : null;
            case Select select when Fixed(select.Condition, ranges) is { } condition:
                return Both(form(select.Then, ranges), form(select.Else, ranges), (x, y) => When(condition, x, y));
            case Reduce { Kind: ReduceKind.Sum } sum when IsOutside(sum.Lower) && IsOutside(sum.Upper):
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
            feature = Given(name, family, -_features.Count - 1);
            _known.Add((family.Body, family.Extents), feature);
            _features.Add(feature);
        }

        return new Element(feature.Column, Own(family.Positions));
    }

    // What is left of the axes without that of the turns.
    private EquatableArray<Scalar> Own(EquatableArray<Scalar> axes) => _turn is null ? axes : axes.Skip(1).ToEquatableArray();

    /// <summary>The scalar, where the rows and turns of one key have the same; null otherwise.</summary>
    private Scalar? Fixed(Scalar scalar, IndexRanges ranges)
    {
        if (IsOutside(scalar))
        {
            return scalar;
        }

        switch (scalar)
        {
            case Element { Tensor.Level: <= Level.Parameter } element when HasParameters(element.Tensor):
                var positions = element.Indices.Select(i => IsOutside(i) ? i : Key(i, ranges)).ToArray();
                return positions.Any(p => p is null) ? null : new Element(element.Tensor, positions.ToEquatableArray()!);
            case Apply or Select when HasParameters(scalar):
                var isFixed = true;
                var parts = scalar.Map(part =>
                {
                    var inside = Fixed(part, ranges);
                    isFixed &= inside is not null;
                    return inside ?? part;
                });
                return isFixed ? parts : null;
            default:
                return null;
        }
    }

    /// <summary>A position that the data of a row decide, as given; null where it is none.</summary>
    private Scalar? Key(Scalar position, IndexRanges ranges)
    {
        if (HasParameters(position) || !position.Elements().Any() || ElementFamily.Of(position, ranges, _turn) is not { } family)
        {
            return null;
        }

        if (_keys.FirstOrDefault(k => k.Source.Body.Equals(family.Body) && k.Source.Extents.Equals(family.Extents)) is not { } key)
        {
            key = Given("key", family, -1000 - _keys.Count);
            _keys.Add(key);
        }

        return new Element(key.Column, Own(family.Positions));
    }

    private RowFeature Given(string name, ElementFamily family, int number)
    {
        var source = new Definition(name, ElementKind.Real, Level.Row, family.Extents, family.Axes, _ => family.Body, default);
        return new RowFeature(source, new Leaf(new Symbol(name, SymbolKind.Input, number, SltType.Real, Level.Row, default), Own(family.Extents)));
    }

    private bool IsOutside(Scalar scalar) => scalar.LevelOf() != Level.Row && (_turn is null || !scalar.FreeIndices().Contains(_turn));

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
