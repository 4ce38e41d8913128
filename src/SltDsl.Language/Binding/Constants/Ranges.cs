using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Constants;

/// <summary>Bounds the values of expressions by interval arithmetic from the declared sets of names.</summary>
internal sealed class Ranges(BindingSession session)
{
    private const int MostSteps = 20_000;

    private readonly Dictionary<Symbol, Interval> _local = [];
    private int _stepsLeft = MostSteps;

    /// <summary>An interval that holds every element of the expression.</summary>
    public static Interval Of(BindingSession session, Expr expr) => new Ranges(session).Of(expr);

    /// <summary>An interval that holds every element that a declared set allows.</summary>
    public static Interval Of(BindingSession session, Constraint constraint) => new Ranges(session).Of(constraint);

    private Interval Of(Expr expr)
    {
        if (--_stepsLeft < 0)
        {
            return Interval.All;
        }

        return expr switch
        {
            Literal literal => Interval.Of(literal.Value),
            Reference reference => OfName(reference.Symbol),
            IndexExpr index => Of(index.Target),
            Conditional conditional => Of(conditional.Then).Union(Of(conditional.Else)),
            Comprehension comprehension => Of(comprehension.Element),
            Bracket { Items.Count: > 0 } bracket => bracket.Items.Select(Of).Aggregate((a, b) => a.Union(b)),
            Recurrence recurrence => OfRecurrence(recurrence),
            Call call => OfCall(call),
            _ => Interval.All,
        };
    }

    private Interval Of(Constraint constraint)
    {
        switch (constraint)
        {
            case BoundConstraint bounds:
                var lower = bounds.Lower is null ? double.NegativeInfinity : Of(bounds.Lower).Lower;
                var upper = bounds.Upper is null ? double.PositiveInfinity : Of(bounds.Upper).Upper;
                return new(lower, upper);
            case StructureConstraint structure:
                return structure.Structure switch
                {
                    Structure.Simplex or Structure.RowStochastic => Interval.Unit,
                    Structure.PositiveOrdered => Interval.NonNegative,
                    Structure.UnitVector or Structure.Correlation or Structure.CholeskyCorrelation => new(-1, 1),
                    _ => Interval.All,
                };
            default:
                return Interval.All;
        }
    }

    private Interval OfName(Symbol symbol)
    {
        if (_local.TryGetValue(symbol, out var known))
        {
            return known;
        }

        var declared = session.Constraints.TryGetValue(symbol, out var constraint) ? Of(constraint) : Interval.All;
        return symbol.Kind switch
        {
            SymbolKind.Size or SymbolKind.Index => OfSize(symbol),
            SymbolKind.Let when session.LetValues.TryGetValue(symbol, out var value) => declared.Intersect(Of(value)),
            SymbolKind.Hyper when session.HyperRanges.TryGetValue(symbol, out var range) => declared.Intersect(range),
            _ => declared,
        };
    }

    private Interval OfSize(Symbol symbol)
    {
        var least = symbol.Type.Element == ElementKind.Int ? session.Sizes.Least(SizeExpr.Variable(symbol.SizeName)) : null;
        return least is { } bound ? new(bound, double.PositiveInfinity) : symbol.Kind == SymbolKind.Size ? Interval.NonNegative : Interval.All;
    }

    // A state that starts from 0 up and stays there whatever it was before, is from 0 up.
    private Interval OfRecurrence(Recurrence recurrence)
    {
        var initial = Of(recurrence.Initial);
        _local[recurrence.Item] = Of(recurrence.Sequence);
        foreach (var hypothesis in new[] { Interval.Unit, Interval.NonNegative })
        {
            _local[recurrence.State] = hypothesis;
            if (hypothesis.Contains(initial) && hypothesis.Contains(Of(recurrence.Step)))
            {
                return hypothesis;
            }
        }

        _local[recurrence.State] = Interval.All;
        return Interval.All;
    }

    private Interval OfCall(Call call) => call.Function switch
    {
        <= Function.Not => OfOperator(call),
        Function.Zeros => Interval.Of(0),
        Function.Ones => Interval.Of(1),
        Function.Identity => Interval.Unit,
        Function.AppendRow or Function.AppendCol or Function.Linspace => First(call).Union(Second(call)),
        Function.Sum or Function.Product or Function.CumulativeSum => First(call) is { Lower: >= 0 } ? Interval.NonNegative : Interval.All,
        Function.MatrixMultiply or Function.Dot or Function.Kron => First(call) is { Lower: >= 0 } && Second(call) is { Lower: >= 0 } ? Interval.NonNegative : Interval.All,
        _ => OfFunction(call),
    };

    private Interval First(Call call) => Of(call.Arguments[0]);

    private Interval Second(Call call) => Of(call.Arguments[1]);

    private Interval OfOperator(Call call) => call.Function switch
    {
        Function.Add => First(call) + Second(call),
        Function.Subtract => First(call) + -Second(call),
        Function.Multiply => IsSquare(call) ? Interval.NonNegative : First(call) * Second(call),
        Function.Divide => Quotient(First(call), Second(call)),
        Function.Negate => -First(call),
        Function.Power => Power(First(call), call.Arguments[1]),
        Function.Modulo => Interval.All,
        _ => Interval.Unit,
    };

    private Interval OfFunction(Call call) => call.Function switch
    {
        Function.Exp => First(call).Increasing(Math.Exp),
        Function.Log => First(call).Increasing(Math.Log),
        Function.Sqrt => First(call).Increasing(x => Math.Sqrt(Math.Max(0, x))),
        Function.Relu => First(call).Increasing(x => Math.Max(0, x)),
        Function.Abs => First(call) is { Lower: >= 0 } positive ? positive : Interval.NonNegative,
        Function.Minimum => First(call) is var a && Second(call) is var b ? new(Math.Min(a.Lower, b.Lower), Math.Min(a.Upper, b.Upper)) : Interval.All,
        Function.Maximum => First(call) is var a && Second(call) is var b ? new(Math.Max(a.Lower, b.Lower), Math.Max(a.Upper, b.Upper)) : Interval.All,
        Function.InvLogit or Function.Sigmoid or Function.Phi or Function.Softmax or Function.All or Function.Any => Interval.Unit,
        Function.Tanh or Function.Sin or Function.Cos or Function.Erf => new(-1, 1),
        Function.Square or Function.Norm or Function.Sd or Function.Softplus or Function.SingularValues or Function.Rank => Interval.NonNegative,
        Function.Max or Function.Min or Function.Mean or Function.Sort or Function.Rep or Function.ToVector or Function.ToMatrix or Function.Transpose => First(call),
        Function.Floor or Function.Round or Function.Ceil => new(Math.Floor(First(call).Lower), Math.Ceiling(First(call).Upper)),
        Function.Diag => First(call).Union(Interval.Of(0)),
        _ => Interval.All,
    };

    private static bool IsSquare(Call call) =>
        call.Arguments is [Reference { Symbol: var left }, Reference { Symbol: var right }] && left.Equals(right);

    private static Interval Quotient(Interval a, Interval b)
    {
        if (b.Lower < 0)
        {
            return Interval.All;
        }

        // Division by an interval that reaches 0 goes to infinity on the numerator's side.
        return a * new Interval(1 / b.Upper, b.Lower == 0 ? double.PositiveInfinity : 1 / b.Lower);
    }

    private static Interval Power(Interval a, Expr exponent) => exponent switch
    {
        Literal { Value: var power } when power % 2 == 0 && power > 0 => a.Lower >= 0 ? a.Increasing(x => Math.Pow(x, power)) : Interval.NonNegative,
        Literal { Value: var power } when power > 0 && a.Lower >= 0 => a.Increasing(x => Math.Pow(x, power)),
        _ => a.Lower >= 0 ? Interval.NonNegative : Interval.All,
    };
}
