using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Text;

namespace SltDsl.Graph.Lowering;

/// <summary>
/// Makes indices, lowered values and definitions. It knows the range of every index it made, so that a value that is
/// materialised inside a comprehension or reduction gets an axis for each enclosing index that it depends on.
/// </summary>
internal sealed class Workshop
{
    private readonly Dictionary<IndexVariable, (Scalar Lower, Scalar Upper)> _ranges;
    private readonly HashSet<Tensor> _inline = [];
    private readonly List<FoldStep> _folds = [];
    private int _lastId;

    public Workshop() => _ranges = [];

    private Workshop(Workshop other)
    {
        _ranges = new(other._ranges);
        _lastId = other._lastId;
    }

    /// <summary>A workshop that knows the same indices and makes others.</summary>
    public Workshop Fork() => new(this);

    /// <summary>A new index over a range.</summary>
    public IndexVariable Index(string name, Scalar lower, Scalar upper)
    {
        var index = new IndexVariable(name, ++_lastId);
        _ranges.Add(index, (lower, upper));
        return index;
    }

    /// <summary>A new index over positions from 0.</summary>
    public IndexVariable Index(string name, Scalar count) => Index(name, 0, count);

    /// <summary>The range of an index that was made here.</summary>
    public (Scalar Lower, Scalar Upper) Range(IndexVariable index) => _ranges[index];

    /// <summary>A value by its element function.</summary>
    public Lowered Value(EquatableArray<Scalar> extents, Func<IReadOnlyList<Scalar>, Scalar> element)
    {
        var indices = extents.Select((extent, axis) => Index(AxisName(axis), extent)).ToArray();
        return new Lowered(extents, indices, element(indices));
    }

    /// <summary>The whole of a tensor.</summary>
    public Lowered Whole(Tensor tensor) => Value(tensor.Extents, indices => tensor[[.. indices]]);

    /// <summary>Σ, Π, … over a range from 0.</summary>
    public Scalar Reduce(ReduceKind kind, string name, Scalar count, Func<Scalar, Scalar> body)
    {
        var index = Index(name, count);
        return new Reduce(kind, index, 0, count, body(index));
    }

    /// <summary>Σ over a range from 0.</summary>
    public Scalar Sum(string name, Scalar count, Func<Scalar, Scalar> body) => Reduce(ReduceKind.Sum, name, count, body);

    /// <summary>A reduction over all elements of a value.</summary>
    public Scalar ReduceAll(ReduceKind kind, Lowered value)
    {
        var result = value.Body;
        for (var axis = value.Rank - 1; axis >= 0; axis--)
        {
            result = new Reduce(kind, value.Indices[axis], 0, value.Extents[axis], result);
        }

        return result;
    }

    /// <summary>Whether a scalar can be made elsewhere: it does not depend on the state of a recurrence that is being made.</summary>
    public bool IsMovable(Scalar scalar) => !scalar.Elements().Any(e => _inline.Contains(e.Tensor));

    /// <summary>The value as elements of a tensor, when reading an element would cost more than that.</summary>
    public Lowered Shared(Lowered value, string name, ElementKind element, SourceSpan origin) =>
        value.IsCheap ? value : Materialise(value, name, element, origin);

    /// <summary>The value as elements of a definition, unless it depends on a tensor that will be replaced, such as the state of a recurrence that is being made.</summary>
    public Lowered Materialise(Lowered value, string name, ElementKind element, SourceSpan origin)
    {
        if (FoldOf(value) is { } fold && value.Rank > 0 && value.Body.SelfAndDescendants().Any(s => s is Reduce))
        {
            return CellsOf(fold, value, null, origin);
        }

        return value.Body.Elements().Any(e => _inline.Contains(e.Tensor)) ? value : Whole(value, Definition(value, name, element, null, origin));
    }

    /// <summary>The value as trailing axes of a tensor: the one that it is read from, else a definition.</summary>
    public TensorArgument ArgumentOf(Lowered value, string name, ElementKind element, SourceSpan origin)
    {
        if (value.Body is Element whole)
        {
            var leading = whole.Indices.Count - value.Rank;
            if (leading >= 0
                && IsWhole(whole, leading, value)
                && !whole.Indices.Take(leading).Any(i => i.FreeIndices().Any(f => value.Indices.Contains(f))))
            {
                return new TensorArgument(whole.Tensor, whole.Indices.Take(leading).ToEquatableArray());
            }
        }

        var (definition, outer) = Definition(value, name, element, null, origin);
        return new TensorArgument(definition, outer.Select(OuterPosition).ToEquatableArray());
    }

    /// <summary>The value as a tensor of its own.</summary>
    public Tensor TensorOf(Lowered value, string name, ElementKind element, SourceSpan origin)
    {
        if (value.Body is Element whole && whole.Indices.Count == value.Rank && IsWhole(whole, 0, value))
        {
            return whole.Tensor;
        }

        var (definition, outer) = Definition(value, name, element, null, origin);
        return outer.Count == 0 ? definition : throw new UnsupportedConstructException($"'{name}' that depends on an index", origin);
    }

    /// <summary>A definition with exactly these axes; other indices may not be free in it.</summary>
    public Definition Define(Lowered value, string name, ElementKind element, Level level, SourceSpan origin) =>
        Definition(value, name, element, level, origin).Definition;

    /// <summary>A definition that refers to its own earlier elements.</summary>
    /// <param name="name">A name for readable code.</param>
    /// <param name="extents">The extents of its axes.</param>
    /// <param name="body">The element at the indices; the first argument reads elements that come before in lexicographic order.</param>
    /// <param name="origin">Where it comes from.</param>
    /// <param name="element">What an element is.</param>
    public Lowered Recurrence(string name, EquatableArray<Scalar> extents, Func<Func<Scalar[], Scalar>, IReadOnlyList<Scalar>, Scalar> body, SourceSpan origin, ElementKind element = ElementKind.Real)
    {
        // The indices of enclosing comprehensions become axes; which ones is known only when the body stands.
        var placeholder = new Definition(name, element, Level.Constant, extents, [], _ => 0.0, origin);
        _inline.Add(placeholder);
        var value = Value(extents, indices => body(positions => placeholder[positions], indices));
        _inline.Remove(placeholder);
        return Recurrence(name, value, placeholder, origin, element);
    }

    /// <summary>
    /// A recurrence over steps whose body may hold others, such as a factorisation of the state: their elements become cells of
    /// each step, before those of the state.
    /// </summary>
    /// <param name="name">A name for readable code.</param>
    /// <param name="extents">The number of steps, and the extents of the state.</param>
    /// <param name="body">The element at the indices; the first argument reads the states of earlier steps.</param>
    /// <param name="origin">Where it comes from.</param>
    public Lowered Fold(string name, EquatableArray<Scalar> extents, Func<Func<Scalar[], Scalar>, IReadOnlyList<Scalar>, Scalar> body, SourceSpan origin)
    {
        Definition Placeholder() => new(name, ElementKind.Real, Level.Constant, extents, [], _ => 0.0, origin);
        var (state, cells) = (Placeholder(), Placeholder());
        var index = Index(AxisName(0), extents[0]);
        var fold = new FoldStep(state, cells, index);
        _inline.UnionWith([state, cells]);
        _folds.Add(fold);
        var own = extents.Skip(1).Select((extent, axis) => Index(AxisName(axis + 1), extent)).ToArray();
        var value = new Lowered(extents, [index, .. own], body(positions => state[positions], [index, .. own]));
        _folds.Remove(fold);
        _inline.ExceptWith([state, cells]);
        if (fold.IsPlain)
        {
            return Recurrence(name, value, state, origin, ElementKind.Real);
        }

        var whole = Recurrence(name, Value([extents[0], fold.SizeWith(value)], i => fold.Body(value, i[0], i[1])), cells, origin, ElementKind.Real);
        return Value(extents, i => whole.At(i[0], fold.PositionOfState(i.Skip(1).ToArray(), value)));
    }

    private Lowered Recurrence(string name, Lowered value, Definition placeholder, SourceSpan origin, ElementKind element)
    {
        if (FoldOf(value) is { } fold)
        {
            return CellsOf(fold, value, placeholder, origin);
        }

        if (value.Body.Elements().Any(e => _inline.Contains(e.Tensor)))
        {
            throw new UnsupportedConstructException("A factorisation inside the step of another", origin);
        }

        var level = value.Body.Elements().Where(e => e.Tensor != placeholder).Select(e => e.Tensor.Level).Append(Level.Constant).Max();
        var (definition, outer) = Definition(value, name, element, level, origin, placeholder);
        return Whole(value, (definition, outer));
    }

    /// <summary>The innermost fold whose step a value depends on.</summary>
    private FoldStep? FoldOf(Lowered value)
    {
        for (var n = _folds.Count - 1; n >= 0; n--)
        {
            if (value.Body.Elements().Any(e => _folds[n].Has(e.Tensor)))
            {
                return _folds[n];
            }
        }

        return null;
    }

    /// <summary>The value as cells of the step of a fold; of a recurrence, whose placeholder is given, each read before the next.</summary>
    private Lowered CellsOf(FoldStep fold, Lowered value, Tensor? placeholder, SourceSpan origin)
    {
        var (outer, axes, fresh, body) = LaidOut(value, origin, fold.Index);
        var cells = fold.Add([.. axes.Select(a => _ranges[a].Upper), .. value.Extents], [.. axes, .. fresh], (positions, self) =>
            placeholder is null ? body : Retarget(body, placeholder, at => self([.. axes, .. at])));
        return Value(value.Extents, i => fold.Read(cells, [.. outer.Select(OuterPosition), .. i]));
    }

    /// <summary>The largest value of an integer that may depend on indices made here.</summary>
    public Scalar Highest(Scalar bound, SourceSpan origin) => Extreme(bound, highest: true, origin);

    /// <summary>Whether the value is all of the trailing axes of the tensor that it is read from, not the start of them.</summary>
    private static bool IsWhole(Element element, int leading, Lowered value) =>
        element.Indices.Skip(leading).SequenceEqual(value.Indices) && element.Tensor.Extents.Skip(leading).SequenceEqual(value.Extents);

    private static string AxisName(int axis) => axis < 4 ? "ijkl"[axis].ToString() : $"i{axis}";

    private Lowered Whole(Lowered value, (Definition Definition, EquatableArray<IndexVariable> Outer) made) =>
        Value(value.Extents, indices => made.Definition[[.. made.Outer.Select(OuterPosition), .. indices]]);

    private (Definition Definition, EquatableArray<IndexVariable> Outer) Definition(
        Lowered value, string name, ElementKind element, Level? level, SourceSpan origin, Tensor? placeholder = null)
    {
        var (outer, axes, fresh, body) = LaidOut(value, origin, null);
        var definition = new Definition(
            name,
            element,
            level ?? body.LevelOf(),
            [.. axes.Select(a => _ranges[a].Upper), .. value.Extents],
            [.. axes, .. fresh],
            self => placeholder is null ? body : Retarget(body, placeholder, positions => self[[.. axes, .. positions]]),
            origin);
        return (definition, outer);
    }

    /// <summary>The value with an axis for each enclosing index that it depends on, and indices of its own.</summary>
    private (EquatableArray<IndexVariable> Outer, IndexVariable[] Axes, IndexVariable[] Fresh, Scalar Body) LaidOut(Lowered value, SourceSpan origin, IndexVariable? kept)
    {
        var outer = OuterIndices(value, kept);
        var axes = outer.Select(o => Index(o.Name, Extent(o, origin))).ToArray();
        var replacements = new Dictionary<IndexVariable, Scalar>();
        var guard = (Scalar)1;
        for (var i = 0; i < outer.Count; i++)
        {
            var (lower, upper) = _ranges[outer[i]];
            replacements[outer[i]] = axes[i] + Lowest(lower, origin);
            if (lower.FreeIndices().Count + upper.FreeIndices().Count > 0)
            {
                // The axis covers more than the range where the range depends on other indices.
                var inside = ScalarFunctions.And(ScalarFunctions.LessOrEqual(lower, outer[i]), ScalarFunctions.Less(outer[i], upper));
                guard = guard.Constant is null ? ScalarFunctions.And(guard, inside) : inside;
            }
        }

        var fresh = value.Indices.Select((index, axis) => Index(index.Name, value.Extents[axis])).ToArray();
        for (var i = 0; i < fresh.Length; i++)
        {
            replacements[value.Indices[i]] = fresh[i];
        }

        return (outer, axes, fresh, ScalarFunctions.When(guard, value.Body, 0.0).Substitute(replacements));
    }

    private static Scalar Retarget(Scalar body, Tensor placeholder, Func<Scalar[], Scalar> self)
    {
        return Visit(body);

        Scalar Visit(Scalar part) => part is Element element && element.Tensor == placeholder
            ? self([.. element.Indices.Select(Visit)])
            : part.Map(Visit);
    }

    private EquatableArray<IndexVariable> OuterIndices(Lowered value, IndexVariable? kept)
    {
        var free = value.Body.FreeIndices().Where(i => !value.Indices.Contains(i) && i != kept).ToList();

        // An index whose range depends on another needs that one for its guard.
        for (var i = 0; i < free.Count; i++)
        {
            var (lower, upper) = _ranges[free[i]];
            free.AddRange(lower.FreeIndices().Concat(upper.FreeIndices()).Distinct().Where(f => !free.Contains(f) && f != kept).ToList());
        }

        return free.OrderBy(i => i.Id).ToEquatableArray();
    }

    private Scalar OuterPosition(IndexVariable index) => index - Lowest(_ranges[index].Lower, default);

    private Scalar Extent(IndexVariable index, SourceSpan origin)
    {
        var (lower, upper) = _ranges[index];
        return Highest(upper, origin) - Lowest(lower, origin);
    }

    private Scalar Lowest(Scalar bound, SourceSpan origin) => Extreme(bound, highest: false, origin);

    // Interval arithmetic: the ends of a range may be any whole-number arithmetic of sizes and indices.
    private Scalar Extreme(Scalar bound, bool highest, SourceSpan origin)
    {
        Scalar Same(Scalar part) => Extreme(part, highest, origin);
        Scalar Other(Scalar part) => Extreme(part, !highest, origin);
        return bound switch
        {
            _ when bound.FreeIndices().Count == 0 && bound.LevelOf() <= Level.Size => bound,
            IndexVariable index => highest ? Highest(_ranges[index].Upper, origin) - 1 : Lowest(_ranges[index].Lower, origin),
            Apply { Primitive: Primitive.Add, Arguments: [var a, var b] } => Same(a) + Same(b),
            Apply { Primitive: Primitive.Subtract, Arguments: [var a, var b] } => Same(a) - Other(b),
            Apply { Primitive: Primitive.Negate, Arguments: [var a] } => -Other(a),
            Apply { Primitive: Primitive.Max, Arguments: [var a, var b] } => ScalarFunctions.Max(Same(a), Same(b)),
            Apply { Primitive: Primitive.Min, Arguments: [var a, var b] } => ScalarFunctions.Min(Same(a), Same(b)),
            Apply { Primitive: Primitive.Multiply, Arguments: [var a, var b] } => Furthest(highest, (x, y) => x * y, (Same(a), Other(a)), (Same(b), Other(b))),
            Apply { Primitive: Primitive.IntegerDivide, Arguments: [var a, Integer { Value: > 0 } b] } => ScalarFunctions.Quotient(Same(a), b),
            Apply { Primitive: Primitive.Modulo, Arguments: [_, Integer { Value: > 0 } b] } => highest ? b - 1 : 1 - b,
            Select select => highest ? ScalarFunctions.Max(Same(select.Then), Same(select.Else)) : ScalarFunctions.Min(Same(select.Then), Same(select.Else)),
            _ => throw new UnsupportedConstructException(new Diagnostic(ShapeDiagnostics.ConstantSizeRequired, "the ends of this range must follow from sizes and indices", origin)
            {
                Help = "run over the largest range and leave out the rest: `sum(if j <= n[i] then x[j] else 0 for j in 1:N)`",
            }),
        };
    }

    private static Scalar Furthest(bool highest, Func<Scalar, Scalar, Scalar> of, (Scalar, Scalar) a, (Scalar, Scalar) b)
    {
        Scalar[] corners = [of(a.Item1, b.Item1), of(a.Item1, b.Item2), of(a.Item2, b.Item1), of(a.Item2, b.Item2)];
        return corners.All(c => c is Integer)
            ? new Integer(highest ? corners.Max(c => ((Integer)c).Value) : corners.Min(c => ((Integer)c).Value))
            : corners.Distinct().Aggregate(highest ? ScalarFunctions.Max : ScalarFunctions.Min);
    }
}
