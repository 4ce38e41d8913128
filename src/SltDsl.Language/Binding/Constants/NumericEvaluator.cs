using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Constants;

/// <summary>
/// Evaluates expressions that depend on sizes and hyperparameters only: sizes, bounds, the points of truths and phases.
/// What it does not know, or what would take too long, is null.
/// </summary>
internal sealed class NumericEvaluator
{
    private const int LargestArray = 100_000;

    private readonly BindingSession _session;
    private readonly Func<SizeExpr, long?> _size;
    private readonly bool _usesDefaults;
    private readonly Dictionary<Symbol, NumericArray> _local = [];
    private Level _most = Level.Data;
    private int _stepsLeft = 2_000_000;

    private NumericEvaluator(BindingSession session, bool usesDefaults)
    {
        _session = session;
        _usesDefaults = usesDefaults;
        _size = usesDefaults
            ? session.Sizes.Value
            : size => session.Sizes.Normal(size) is { IsConstant: true } normal ? normal.Evaluate(new Dictionary<string, long>()) : null;
    }

    /// <summary>A number that the file fixes; null when it is none.</summary>
    public static double? Constant(BindingSession session, Expr expr) => Single(new NumericEvaluator(session, usesDefaults: false).Evaluate(expr));

    /// <summary>A number at the sizes and hyperparameters of the analysis; null when it depends on more.</summary>
    public static double? Analysed(BindingSession session, Expr expr) => Single(new NumericEvaluator(session, usesDefaults: true).Evaluate(expr));

    /// <summary>Numbers at the sizes and hyperparameters of the analysis; null when they depend on more.</summary>
    public static NumericArray? AnalysedArray(BindingSession session, Expr expr) => new NumericEvaluator(session, usesDefaults: true).Evaluate(expr);

    /// <summary>Numbers at a point of parameter space, for expressions that reach no row; null when they depend on more.</summary>
    public static NumericArray? AtPoint(BindingSession session, Expr expr, IReadOnlyDictionary<Symbol, NumericArray> point)
    {
        var evaluator = new NumericEvaluator(session, usesDefaults: true) { _most = Level.Parameter };
        foreach (var (symbol, value) in point.Select(p => (p.Key, p.Value)))
        {
            evaluator._local[symbol] = value;
        }

        return evaluator.Evaluate(expr);
    }

    private static double? Single(NumericArray? value) => value is { Rank: 0 } ? value.Values[0] : null;

    private NumericArray? Evaluate(Expr expr)
    {
        if (--_stepsLeft < 0 || expr.Level > _most)
        {
            return null;
        }

        return expr switch
        {
            Literal literal => NumericArray.Of(literal.Value),
            Reference reference => ValueOf(reference.Symbol),
            Call call => Apply(call),
            IndexExpr index => Select(Evaluate(index.Target), index.Subscripts.ToArray(), 0),
            Conditional conditional => Single(Evaluate(conditional.Condition)) is { } condition ? Evaluate(condition != 0 ? conditional.Then : conditional.Else) : null,
            Comprehension comprehension => Sequence(comprehension),
            Bracket bracket => All(bracket.Items) is { } items ? NumericArray.Stack(items) : null,
            Recurrence recurrence => Recur(recurrence),
            _ => null,
        };
    }

    private NumericArray? ValueOf(Symbol symbol)
    {
        if (_local.TryGetValue(symbol, out var value))
        {
            return value;
        }

        return symbol.Kind switch
        {
            SymbolKind.Size => _size(SizeExpr.Variable(symbol.Name)) is { } size ? NumericArray.Of(size) : null,
            SymbolKind.Hyper when _usesDefaults && _session.HyperDefaults.TryGetValue(symbol, out var number) => NumericArray.Of(number),
            SymbolKind.Let when _session.LetValues.TryGetValue(symbol, out var definition) => Evaluate(definition),
            _ => null,
        };
    }

    private NumericArray[]? All(IEnumerable<Expr> expressions)
    {
        var values = expressions.Select(Evaluate).ToArray();
        return values.Any(v => v is null) ? null : [.. values.Select(v => v!)];
    }

    private NumericArray? Apply(Call call)
    {
        if (All(call.Arguments) is not { } arguments)
        {
            return null;
        }

        var extents = call.Type.Extents.Select(_size).ToArray();
        if (extents.Any(e => e is null or < 0) || extents.Aggregate(1.0, (product, e) => product * e!.Value) > LargestArray)
        {
            return null;
        }

        return NumericFunctions.Apply(call, arguments, [.. extents.Select(e => e!.Value)]);
    }

    private NumericArray? Select(NumericArray? target, Subscript[] subscripts, int axis)
    {
        if (target is null || axis == subscripts.Length || target.Rank == 0)
        {
            return target;
        }

        _stepsLeft -= target.Values.Length;
        IEnumerable<double> positions;
        switch (subscripts[axis])
        {
            case At at when Evaluate(at.Position) is { } position:
                if (position.Rank == 0)
                {
                    return Select(target.At(position.Values[0]), subscripts, axis + 1);
                }

                positions = position.Values;
                break;
            case Slice slice:
                var lower = slice.Lower is null ? 1 : Single(Evaluate(slice.Lower));
                var upper = slice.Upper is null ? target.Extents[0] : Single(Evaluate(slice.Upper));
                if (lower is not >= 1 || upper is null || upper > target.Extents[0])
                {
                    return null;
                }

                positions = Enumerable.Range((int)lower, Math.Max(0, (int)upper - (int)lower + 1)).Select(p => (double)p);
                break;
            default:
                return null;
        }

        var parts = positions.Select(p => Select(target.At(p), subscripts, axis + 1)).ToArray();
        return parts.Any(p => p is null) ? null : NumericArray.Stack(parts!);
    }

    private NumericArray? Sequence(Comprehension comprehension)
    {
        var parts = new List<NumericArray>();
        return Run(0) ? NumericArray.Stack(parts) : null;

        bool Run(int depth)
        {
            if (depth == comprehension.Iterations.Count)
            {
                if (Evaluate(comprehension.Element) is not { } part || parts.Count >= LargestArray)
                {
                    return false;
                }

                parts.Add(part);
                return true;
            }

            var iteration = comprehension.Iterations[depth];
            if (Single(Evaluate(iteration.Lower)) is not { } lower || Single(Evaluate(iteration.Upper)) is not { } upper || upper - lower > LargestArray)
            {
                return false;
            }

            for (var i = lower; i <= upper; i++)
            {
                _local[iteration.Index] = NumericArray.Of(i);
                if (!Run(depth + 1))
                {
                    return false;
                }
            }

            return true;
        }
    }

    private NumericArray? Recur(Recurrence recurrence)
    {
        var state = Evaluate(recurrence.Initial);
        if (state is null || Evaluate(recurrence.Sequence) is not { } sequence)
        {
            return null;
        }

        var states = new List<NumericArray>();
        for (var i = 1; i <= sequence.Extents[0]; i++)
        {
            _local[recurrence.State] = state;
            _local[recurrence.Item] = sequence.At(i)!;
            state = Evaluate(recurrence.Step);
            if (state is null)
            {
                return null;
            }

            states.Add(state);
        }

        return recurrence.KeepStates ? NumericArray.Stack(states) : state;
    }
}
