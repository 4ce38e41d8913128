using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Binding.Statements;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;
using SltDsl.Language.Syntax;
using SltDsl.Language.Text;

namespace SltDsl.Language.Binding.Truths;

/// <summary>Collects the values that <c>set</c> gives to parameters, whole or element by element, at the sizes in force.</summary>
/// <param name="session">The binding that this is part of.</param>
/// <param name="owner">What the values belong to, such as <c>truth `Q`</c>.</param>
internal sealed class PointValues(BindingSession session, string owner)
{
    private const long MostElements = 10_000;

    private readonly List<Symbol> _order = [];
    private readonly Dictionary<Symbol, (Expr Value, SourceSpan Span)> _whole = [];
    private readonly Dictionary<Symbol, List<(long[] Position, Expr Value, SourceSpan Span)>> _elements = [];
    private readonly HashSet<Symbol> _broken = [];

    /// <summary>Adds a <c>set</c>.</summary>
    public void Add(SetMemberSyntax set, ExpressionBinder binder)
    {
        var value = binder.Bind(set.Value);
        if (session.Names.Find(set.Name, session.Global) is not { IsUnknown: false } entry)
        {
            return;
        }

        if (entry.Symbol is not { Kind: SymbolKind.Parameter } parameter)
        {
            session.Report(TypeDiagnostics.TypeMismatch, $"`{set.Name.Text}` is not a parameter", set.Name.Span, "a size is changed `with`, an input has a distribution: `input x ~ …`");
            return;
        }

        if (!_order.Contains(parameter))
        {
            _order.Add(parameter);
        }

        if (value is null || !session.Levels.Require(value, Level.Data, $"a value of {owner}"))
        {
            _broken.Add(parameter);
        }
        else if (set.Indices.Count == 0)
        {
            AddWhole(parameter, value, set, binder);
        }
        else
        {
            AddElement(parameter, value, set, binder);
        }
    }

    /// <summary>The values of the parameters that are set; one that lacks elements is reported.</summary>
    public EquatableArray<TruthValue> Values()
    {
        var values = new List<TruthValue>();
        foreach (var parameter in _order.Where(p => !_broken.Contains(p)))
        {
            if (ValueOf(parameter) is { } value)
            {
                values.Add(value);
            }
        }

        return values.ToArray();
    }

    /// <summary>Whether a parameter is set, or would be but for an error.</summary>
    public bool Mentions(Symbol parameter) => _order.Contains(parameter);

    private void AddWhole(Symbol parameter, Expr value, SetMemberSyntax set, ExpressionBinder binder)
    {
        if (value.Type.Rank > 0 && !binder.Conforms(value, parameter.Type, set.Value.Span, $"`{parameter.Name}` is declared as `{parameter.Type}`"))
        {
            _broken.Add(parameter);
        }
        else if (_whole.TryGetValue(parameter, out var earlier))
        {
            DeclaredNames.ReportDuplicate(session, set.Name, earlier.Span);
        }
        else
        {
            _whole.Add(parameter, (value, set.Span));
        }
    }

    private void AddElement(Symbol parameter, Expr value, SetMemberSyntax set, ExpressionBinder binder)
    {
        var position = new List<long>();
        foreach (var index in set.Indices)
        {
            if (binder.BindInteger(index, "an index") is not { } bound)
            {
                _broken.Add(parameter);
                return;
            }

            if (Constants.NumericEvaluator.Analysed(session, bound) is not { } number)
            {
                session.Report(ShapeDiagnostics.ConstantSizeRequired, $"`{session.TextOf(index)}` must be a constant here", index.Span, "name the element by numbers");
                _broken.Add(parameter);
                return;
            }

            position.Add((long)number);
        }

        var extents = parameter.Type.Extents.Select(session.Sizes.Value).ToArray();
        if (position.Count != extents.Length || value.Type.Rank > 0)
        {
            session.Report(TypeDiagnostics.WrongArgumentCount, $"`{parameter.Name}` has {extents.Length} axes, found {position.Count} indices", set.Span, "set one element by all its indices, or the whole parameter");
            _broken.Add(parameter);
        }
        else if (position.Where((p, axis) => p < 1 || p > extents[axis]).Any())
        {
            session.Report(ShapeDiagnostics.IndexOutOfRange, $"`{parameter.Name}[{string.Join(", ", position)}]` is not an element of `{parameter.Type}`", set.Span, "indices count from 1 to the size");
            _broken.Add(parameter);
        }
        else
        {
            if (!_elements.TryGetValue(parameter, out var list))
            {
                _elements.Add(parameter, list = []);
            }

            list.Add(([.. position], value, set.Span));
        }
    }

    private TruthValue? ValueOf(Symbol parameter)
    {
        var hasWhole = _whole.TryGetValue(parameter, out var whole);
        if (!_elements.TryGetValue(parameter, out var elements))
        {
            return hasWhole ? new TruthValue(parameter, whole.Value, whole.Span) : null;
        }

        var extents = parameter.Type.Extents.Select(e => session.Sizes.Value(e) ?? 0).ToArray();
        var span = elements[0].Span;
        if (extents.Aggregate(1.0, (product, e) => product * e) > MostElements)
        {
            session.Report(ToolDiagnostics.NotSupported, $"setting single elements of more than {MostElements} is not supported", span, "set the whole parameter with a comprehension");
            return null;
        }

        return Assemble(parameter, extents, [], hasWhole ? whole.Value : null, elements) is { } value ? new TruthValue(parameter, value, span) : null;
    }

    private Expr? Assemble(Symbol parameter, long[] extents, long[] position, Expr? whole, List<(long[] Position, Expr Value, SourceSpan Span)> elements)
    {
        var span = elements[0].Span;
        if (position.Length == extents.Length)
        {
            var given = elements.LastOrDefault(e => e.Position.SequenceEqual(position)).Value;
            if (given is not null || whole is not null)
            {
                return given ?? (whole!.Type.Rank == 0 ? whole : ElementOf(whole, position, span));
            }

            var name = $"{parameter.Name}[{string.Join(", ", position)}]";
            session.Report(ModelDiagnostics.TruthLeavesParameterUnset, $"{owner} leaves `{name}` unset", span, $"add `set {name} = …;`, or set the whole parameter first");
            return null;
        }

        var items = new List<Expr>();
        for (var i = 1L; i <= extents[position.Length]; i++)
        {
            if (Assemble(parameter, extents, [.. position, i], whole, elements) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        var element = items.Count > 0 ? items[0].Type : SltType.Real;
        var type = Shapes.TypeRules.SequenceOf(element with { Element = ElementKind.Real }, SizeExpr.Constant(items.Count));
        return new Bracket(items.ToArray(), type, items.Select(i => i.Level).Append(Level.Constant).Max(), span);
    }

    private static IndexExpr ElementOf(Expr whole, long[] position, SourceSpan span) => new(
        whole, position.Select(p => (Subscript)new At(new Literal(p, SltType.Int, span))).ToEquatableArray(), SltType.Real with { Element = whole.Type.Element }, whole.Level, span);
}
