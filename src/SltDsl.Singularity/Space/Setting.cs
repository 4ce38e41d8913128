using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Language;
using SltDsl.Language.Model;
using SltDsl.Singularity.Numbers;

namespace SltDsl.Singularity.Space;

/// <summary>The sizes and hyperparameters at which a model is analysed.</summary>
internal sealed class Setting
{
    private const long LeastData = 12;
    private const long MostData = 400;

    private readonly Dictionary<string, Rational> _hypers;
    private readonly HashSet<string> _readOffData;
    private readonly Instance<double> _numbers;

    private Setting(IReadOnlyDictionary<string, long> sizes, Dictionary<string, Rational> hypers, HashSet<string> readOffData)
    {
        Sizes = sizes;
        _hypers = hypers;
        _readOffData = readOffData;
        _numbers = new Instance<double>(DoubleField.Instance, sizes, (leaf, _) =>
            _hypers.TryGetValue(leaf.Name, out var value) ? (double)value : throw new NotInstantiableException($"'{leaf.Name}' has no value here."));
    }

    /// <summary>The value of each size.</summary>
    public IReadOnlyDictionary<string, long> Sizes { get; }

    /// <summary>The value of each hyperparameter.</summary>
    public IReadOnlyDictionary<string, Rational> Hypers => _hypers;

    /// <summary>The setting that the options ask for, the model's own values elsewhere.</summary>
    public static Setting Of(ModelGraph graph, AnalysisOptions options)
    {
        var model = graph.Model;
        var ofParameters = new HashSet<string>(model.Parameters.SelectMany(p => p.Symbol.Type.Extents).SelectMany(e => e.Names));
        bool IsGiven(string name) => options.Sizes?.ContainsKey(name) ?? false;
        var readOffData = new HashSet<string>(model.Sizes
            .Where(s => s is { Value: null, Sweep: null } && !IsGiven(s.Symbol.Name) && !ofParameters.Contains(s.Symbol.Name)).Select(s => s.Symbol.Name));
        var sizes = model.Sizes.ToDictionary(
            s => s.Symbol.Name,
            s => IsGiven(s.Symbol.Name) ? options.Sizes![s.Symbol.Name] : readOffData.Contains(s.Symbol.Name) ? LeastData : s.AnalysedValue);
        var hypers = model.Hypers.ToDictionary(
            h => h.Symbol.Name,
            h => SimplestFraction.Of(options.Hypers is not null && options.Hypers.TryGetValue(h.Symbol.Name, out var given) ? given : h.Default));
        var setting = new Setting(sizes, hypers, readOffData);

        // A length that the data decide is taken so long that it is not what limits the rank.
        var parameters = graph.Parameters.Sum(p => setting.Extents(p.Leaf).Aggregate(1L, (n, e) => Math.Min(MostData, n * e)));
        foreach (var name in readOffData)
        {
            sizes[name] = Math.Max(LeastData, Math.Min(MostData, (2 * parameters) + 8));
        }

        return new Setting(sizes, hypers, readOffData);
    }

    /// <summary>The setting of a truth: some sizes changed.</summary>
    public Setting With(IEnumerable<TruthSize> changes)
    {
        var sizes = Sizes.ToDictionary(s => s.Key, s => s.Value);
        foreach (var change in changes)
        {
            sizes[change.Size.Name] = change.Value;
        }

        return new Setting(sizes, _hypers, _readOffData);
    }

    /// <summary>
    /// The setting with long rows cut: sizes that no parameter has are at most the given length, or one more than all other sizes need.
    /// </summary>
    public Setting WithShortRows(ModelGraph graph, long length)
    {
        var ofParameters = new HashSet<string>(graph.Model.Parameters.SelectMany(p => p.Symbol.Type.Extents).SelectMany(e => e.Names));
        var constants = new HashSet<string>(graph.Truths.SelectMany(t => t.Sizes).Select(s => s.Size.Name));
        return new Setting(Sizes.ToDictionary(s => s.Key, s => ofParameters.Contains(s.Key) || constants.Contains(s.Key) ? s.Value : Math.Min(s.Value, length)), _hypers, _readOffData);
    }

    /// <summary>The setting with rows long enough to show what all of them show: a long row repeats one rule.</summary>
    public Setting WithRepresentativeRows(ModelGraph graph, ParameterSpace space)
    {
        var cut = WithShortRows(graph, Math.Max((2 * space.Coordinates.SelectMany(c => c.Positions).DefaultIfEmpty(0).Max()) + 4, space.Dimension + 4));
        return new Setting(Sizes.ToDictionary(s => s.Key, s => _readOffData.Contains(s.Key) ? s.Value : cut.Sizes[s.Key]), _hypers, _readOffData);
    }

    /// <summary>Whether two settings have the same sizes.</summary>
    public bool HasSizesOf(Setting other) => Sizes.All(s => other.Sizes[s.Key] == s.Value);

    /// <summary>The setting with another value of a hyperparameter.</summary>
    public Setting WithHyper(string name, Rational value)
    {
        var hypers = _hypers.ToDictionary(h => h.Key, h => h.Value);
        hypers[name] = value;
        return new Setting(Sizes, hypers, _readOffData);
    }

    /// <summary>The extents of a tensor.</summary>
    public IReadOnlyList<long> Extents(Tensor tensor) => _numbers.Extents(tensor);

    /// <summary>The value of a scalar over sizes and hyperparameters for an element, or null where it depends on more.</summary>
    public Rational? Constant(Scalar scalar, EquatableArray<IndexVariable> indices, IReadOnlyList<long> positions)
    {
        try
        {
            var values = indices.Select((index, n) => (index, position: positions[n])).ToDictionary(p => p.index, p => p.position);
            return SimplestFraction.Of(_numbers.Evaluate(scalar, values));
        }
        catch (NotInstantiableException)
        {
            return null;
        }
    }

    /// <summary>The value of a bound written in the text, where it is a number or a size, possibly with a number added.</summary>
    public Rational? Constant(Expr? bound) => bound switch
    {
        Literal literal => SimplestFraction.Of(literal.Value),
        Reference { Symbol.Kind: SymbolKind.Size } reference => new Rational(Sizes[reference.Symbol.Name], 1),
        Reference { Symbol.Kind: SymbolKind.Hyper } reference => _hypers[reference.Symbol.Name],
        Call { Function: Function.Add, Arguments: [var a, var b] } => Constant(a) + Constant(b),
        Call { Function: Function.Subtract, Arguments: [var a, var b] } => Constant(a) - Constant(b),
        Call { Function: Function.Multiply, Arguments: [var a, var b] } => Constant(a) * Constant(b),
        Call { Function: Function.Negate, Arguments: [var a] } => Constant(a) is { } value ? -value : null,
        _ => null,
    };
}
