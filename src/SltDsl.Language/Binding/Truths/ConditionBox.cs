using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Binding.Expressions;
using SltDsl.Language.Diagnostics;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Truths;

/// <summary>A condition that compares expressions with constants, as an interval for each expression.</summary>
internal sealed class ConditionBox
{
    private readonly Dictionary<string, Side> _sides;

    private ConditionBox(Dictionary<string, Side> sides) => _sides = sides;

    /// <summary>Whether no values satisfy it.</summary>
    public bool IsEmpty => _sides.Values.Any(s => s.IsEmpty);

    /// <summary>The intervals of a condition; null when it is no conjunction of such comparisons.</summary>
    public static ConditionBox? Of(BindingSession session, Expr condition)
    {
        var sides = new Dictionary<string, Side>(StringComparer.Ordinal);
        return Add(session, condition, sides) ? new ConditionBox(sides) : null;
    }

    /// <summary>What satisfies both.</summary>
    public ConditionBox Intersect(ConditionBox other)
    {
        var sides = new Dictionary<string, Side>(_sides, StringComparer.Ordinal);
        foreach (var pair in other._sides)
        {
            sides[pair.Key] = sides.TryGetValue(pair.Key, out var own) ? own.Intersect(pair.Value) : pair.Value;
        }

        return new(sides);
    }

    /// <summary>A point that satisfies it, in words; null unless all that is compared are single parameters.</summary>
    public string? Witness(BindingSession session) =>
        _sides.Values.All(s => s.Expression is Reference { Symbol: { Kind: SymbolKind.Parameter, Type.Rank: 0 } symbol } && session.Constraints[symbol] is BoundConstraint)
            ? string.Join(", ", _sides.Values.Select(s => $"`{((Reference)s.Expression).Symbol.Name} = {NumberText.Short(s.Inside)}`"))
            : null;

    private static bool Add(BindingSession session, Expr condition, Dictionary<string, Side> sides)
    {
        if (condition is Call { Function: Function.And, Arguments: [var left, var right] })
        {
            return Add(session, left, sides) && Add(session, right, sides);
        }

        if (condition is not Call { Function: >= Function.Less and <= Function.GreaterOrEqual, Arguments: [var a, var b] } comparison)
        {
            return false;
        }

        var isSwapped = NumericEvaluator.Analysed(session, a) is not null;
        var (expression, constant) = isSwapped ? (b, a) : (a, b);
        if (NumericEvaluator.Analysed(session, constant) is not { } bound || NumericEvaluator.Analysed(session, expression) is not null)
        {
            return false;
        }

        var isStrict = comparison.Function is Function.Less or Function.Greater;
        var isUpper = (comparison.Function is Function.Less or Function.LessOrEqual) != isSwapped;
        var range = Ranges.Of(session, expression);
        var side = new Side(expression, range.Lower, false, range.Upper, false).Intersect(isUpper
            ? new Side(expression, double.NegativeInfinity, false, bound, isStrict)
            : new Side(expression, bound, isStrict, double.PositiveInfinity, false));
        var key = ExprText.Of(expression);
        sides[key] = sides.TryGetValue(key, out var earlier) ? earlier.Intersect(side) : side;
        return true;
    }

    private sealed record Side(Expr Expression, double Lower, bool IsLowerOpen, double Upper, bool IsUpperOpen)
    {
        public bool IsEmpty => Lower > Upper || (Lower == Upper && (IsLowerOpen || IsUpperOpen));

        public double Inside => (double.IsInfinity(Lower), double.IsInfinity(Upper)) switch
        {
            (true, true) => 0,
            (true, false) => Upper - 1,
            (false, true) => Lower + 1,
            _ => (Lower + Upper) / 2,
        };

        public Side Intersect(Side other)
        {
            var (lower, isLowerOpen) = Lower == other.Lower ? (Lower, IsLowerOpen || other.IsLowerOpen) : Lower > other.Lower ? (Lower, IsLowerOpen) : (other.Lower, other.IsLowerOpen);
            var (upper, isUpperOpen) = Upper == other.Upper ? (Upper, IsUpperOpen || other.IsUpperOpen) : Upper < other.Upper ? (Upper, IsUpperOpen) : (other.Upper, other.IsUpperOpen);
            return new(Expression, lower, isLowerOpen, upper, isUpperOpen);
        }
    }
}
