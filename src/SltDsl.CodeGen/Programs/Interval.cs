using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.CodeGen.Programs;

/// <summary>Closed intervals, of which either end may be missing.</summary>
internal static class Interval
{
    /// <summary>Whether a value lies inside.</summary>
    public static Scalar Contains(Scalar? lower, Scalar? upper, Scalar value) => (lower, upper) switch
    {
        ({ } a, { } b) => And(LessOrEqual(a, value), LessOrEqual(value, b)),
        ({ } a, null) => LessOrEqual(a, value),
        (null, { } b) => LessOrEqual(value, b),
        _ => 1,
    };

    /// <summary>The bounds of the element at these positions.</summary>
    public static ParameterSet At(this ParameterSet set, IReadOnlyList<Scalar> positions)
    {
        var replacements = new Dictionary<IndexVariable, Scalar>();
        for (var axis = 0; axis < set.Indices.Count; axis++)
        {
            replacements[set.Indices[axis]] = positions[axis];
        }

        return set with
        {
            Lower = set.Lower?.Substitute(replacements),
            Upper = set.Upper?.Substitute(replacements),
            Offset = set.Offset?.Substitute(replacements),
            Multiplier = set.Multiplier?.Substitute(replacements),
        };
    }
}
