using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language.Model;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Rank;

/// <summary>
/// Values of the inputs and observations of one row inside their support, or of the shared data. Discrete inputs run through all
/// their combinations as the row number grows.
/// </summary>
internal sealed class RowValues
{
    private const int MostCombinations = 4096;

    private readonly ModelGraph _graph;
    private readonly Setting _setting;
    private readonly SeededRandom _random;
    private readonly Dictionary<(Leaf, long), Rational> _values = [];
    private readonly Dictionary<(Leaf, long), GenericNumber> _images = [];
    private readonly HashSet<(Leaf, long)> _given = [];

    public RowValues(ModelGraph graph, Setting setting, ulong seed, int row)
    {
        _graph = graph;
        _setting = setting;
        _random = new SeededRandom(seed + (0x51_7CC1_B727_2202UL * (ulong)(row + 2)));
        if (row >= 0)
        {
            ChooseDiscrete(row);
        }
    }

    /// <summary>The value of a leaf's element; the same every time.</summary>
    public Rational Value(Leaf leaf, IReadOnlyList<long> positions)
    {
        var key = (leaf, RowMajor.Flat(_setting.Extents(leaf), positions));
        return _values.TryGetValue(key, out var value) ? value : _values[key] = Draw(leaf, positions);
    }

    /// <summary>The image of a leaf's element, which has no derivatives; the points that share a row share it.</summary>
    public GenericNumber Image(Leaf leaf, IReadOnlyList<long> positions)
    {
        var key = (leaf, RowMajor.Flat(_setting.Extents(leaf), positions));
        return _images.TryGetValue(key, out var image) ? image : _images[key] = GenericField.Rational(Value(leaf, positions), Gradient.Zero);
    }

    /// <summary>Sets the value of a leaf's element.</summary>
    public void Set(Leaf leaf, long flat, Rational value)
    {
        _values[(leaf, flat)] = value;
        _given.Add((leaf, flat));
        _images.Remove((leaf, flat));
    }

    /// <summary>Whether the value of a leaf's element was set, not drawn.</summary>
    public bool IsGiven(Leaf leaf, IReadOnlyList<long> positions) => _given.Contains((leaf, RowMajor.Flat(_setting.Extents(leaf), positions)));

    /// <summary>Whether a leaf takes only separate values: whole numbers, or one number.</summary>
    public bool IsFixed(Leaf leaf) => leaf.ElementKind != ElementKind.Real || InputOf(leaf)?.Law is ScalarLaw { Family: "dirac" };

    /// <summary>Whether an element is 0 because another coordinate is the active one of this row.</summary>
    public bool IsInactive(Leaf leaf, IReadOnlyList<long> positions) => InputOf(leaf)?.Law is AxisLaw && Value(leaf, positions).Sign == 0;

    /// <summary>The number of combinations of the discrete inputs; 1 when there are none or too many to run through.</summary>
    public static int Combinations(ModelGraph graph, Setting setting)
    {
        var count = graph.Inputs.Aggregate(1L, (product, input) => Choices(input, setting) is { } n ? Math.Min(product * n, int.MaxValue) : product);
        return count > MostCombinations ? 1 : (int)count;
    }

    /// <summary>
    /// The number of values of finite observations that have to be looked at value by value, as their law is not read off or another law depends on
    /// them; 1 when there are none or too many to run through.
    /// </summary>
    public static int ObservedCombinations(ModelGraph graph, Setting setting)
    {
        var count = FiniteObservations(graph, setting).Aggregate(1L, (product, o) => Math.Min(product * o.Count, int.MaxValue));
        return count > MostCombinations ? 1 : (int)count;
    }

    private static IEnumerable<(Leaf Leaf, long Flat, long Low, long Count)> FiniteObservations(ModelGraph graph, Setting setting) =>
        from observation in graph.Observations
        let leaf = observation.Value as Leaf
        where leaf is not null && (observation.Law is not (ScalarLaw or TensorLaw or PlateLaw or ProductLaw) || IsRead(graph, leaf))
            && IsBoundedBelowAndAbove(observation.Declaration.Constraint)
        let range = IntegerRange(observation.Declaration.Constraint, leaf, setting)
        where range is not null
        from positions in RowMajor.Positions(setting.Extents(leaf))
        select (leaf, RowMajor.Flat(setting.Extents(leaf), positions), range.Value.Low, range.Value.High - range.Value.Low + 1);

    /// <summary>Whether a law depends on an observed value, so that each value of it shows something else.</summary>
    private static bool IsRead(ModelGraph graph, Leaf leaf) => leaf.ElementKind != ElementKind.Real
        && graph.Observations.SelectMany(o => o.Law.Scalars()).SelectMany(s => s.Elements()).Select(e => e.Tensor).InOrder().Contains(leaf);

    private static bool IsBoundedBelowAndAbove(Constraint constraint) => constraint is BoundConstraint { Lower: not null, Upper: not null };

    private InputColumn? InputOf(Leaf leaf) => _graph.Inputs.FirstOrDefault(i => i.Leaf == leaf);

    private static long? Choices(InputColumn input, Setting setting) => input switch
    {
        { Law: AxisLaw axis } => (long)setting.Constant(axis.Length, [], [])!.Value.Numerator,
        { Leaf.Extents.Count: 0 } when IntegerRange(input.Declaration.Constraint, input.Leaf, setting) is { } range => range.High - range.Low + 1,
        _ => null,
    };

    private void ChooseDiscrete(int row)
    {
        var isEnumerated = Combinations(_graph, _setting) > 1;
        foreach (var input in _graph.Inputs)
        {
            if (Choices(input, _setting) is not { } count)
            {
                continue;
            }

            var choice = isEnumerated ? row % count : _random.Integer(0, count - 1);
            row = isEnumerated ? (int)(row / count) : row;
            if (input.Law is AxisLaw)
            {
                for (var i = 0; i < count; i++)
                {
                    _values[(input.Leaf, i)] = i == choice ? _random.Between(0, 1) : 0;
                }
            }
            else
            {
                _values[(input.Leaf, 0)] = new Rational(IntegerRange(input.Declaration.Constraint, input.Leaf, _setting)!.Value.Low + choice, 1);
            }
        }

        if (ObservedCombinations(_graph, _setting) > 1)
        {
            foreach (var (leaf, flat, low, count) in FiniteObservations(_graph, _setting))
            {
                _values[(leaf, flat)] = new Rational(low + (row % count), 1);
                row = (int)(row / count);
            }
        }
    }

    private Rational Draw(Leaf leaf, IReadOnlyList<long> positions)
    {
        var input = InputOf(leaf);
        var law = input?.Law is ProductLaw product && positions.Count > 0 ? product.Factors[(int)positions[0]] : input?.Law;
        if (law is ScalarLaw { Family: "dirac", Arguments: [var given] } && _setting.Constant(given, [], []) is { } fixedValue)
        {
            return fixedValue;
        }

        var constraint = input?.Declaration.Constraint
            ?? _graph.Observations.FirstOrDefault(o => o.Value == leaf)?.Declaration.Constraint
            ?? _graph.Model.Declarations.OfType<DataDeclaration>().FirstOrDefault(d => d.Symbol.Equals(leaf.Symbol))?.Constraint;
        if (leaf.ElementKind != ElementKind.Real)
        {
            var (low, high) = IntegerRange(constraint, leaf, _setting) ?? (0, 5);
            return new Rational(leaf.Symbol.Kind == SymbolKind.Data ? low + Covering(leaf, positions, high - low + 1) : _random.Integer(low, high), 1);
        }

        var bounds = constraint as BoundConstraint;
        if (law is ScalarLaw { Family: "uniform", Arguments: [var from, var to], Indices.Count: 0 or 1 }
            && _setting.Constant(from, [], []) is { } start && _setting.Constant(to, [], []) is { } end)
        {
            return _random.Between(start, end);
        }

        return (_setting.Constant(bounds?.Lower), _setting.Constant(bounds?.Upper)) switch
        {
            ({ } lower, { } upper) => _random.Between(lower, upper),
            ({ } lower, null) => lower + _random.Between(new Rational(1, 4), 2),
            (null, { } upper) => upper - _random.Between(new Rational(1, 4), 2),
            _ when constraint is StructureConstraint => _random.Between(0, 1),
            _ => _random.Between(-2, 2),
        };
    }

    /// <summary>
    /// Shared whole numbers, such as the group of each observation, run through their range, each array in another step, so that every
    /// group occurs and crossed groups are not confounded.
    /// </summary>
    private long Covering(Leaf leaf, IReadOnlyList<long> positions, long count)
    {
        var flat = RowMajor.Flat(_setting.Extents(leaf), positions);
        var order = _graph.Model.Declarations.OfType<DataDeclaration>().TakeWhile(d => !d.Symbol.Equals(leaf.Symbol)).Count();
        return (flat + (order * (flat / count))) % count;
    }

    private static (long Low, long High)? IntegerRange(Constraint? constraint, Leaf leaf, Setting setting)
    {
        if (leaf.ElementKind == ElementKind.Bool)
        {
            return (0, 1);
        }

        if (leaf.ElementKind != ElementKind.Int || constraint is not BoundConstraint bounds)
        {
            return null;
        }

        return (setting.Constant(bounds.Lower), setting.Constant(bounds.Upper)) switch
        {
            ({ } low, { } high) => ((long)low.Numerator, (long)high.Numerator),
            ({ } low, null) => ((long)low.Numerator, (long)low.Numerator + 5),
            (null, { } high) => ((long)high.Numerator - 5, (long)high.Numerator),
            _ => null,
        };
    }
}
