using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <summary>The mass that a scalar family has between two bounds.</summary>
internal static class IntervalMass
{
    /// <summary>
    /// The log of the mass, ends included, with relative accuracy in both tails; a bound that the support does not reach
    /// does not count. Null where the family has no such form.
    /// </summary>
    public static Scalar? Log(ScalarFamily family, IReadOnlyList<Scalar> arguments, Scalar? lower, Scalar? upper)
    {
        if (family.LogCdf is not { } logCdf || family.LogSurvival is not { } logSurvival)
        {
            return null;
        }

        var (first, last) = family.Support(arguments);
        return Within(lower, first, IsAtMost, l => Within(upper, last, (bound, end) => IsAtMost(end, bound), u => Mass(l, u)));

        Scalar Mass(Scalar? from, Scalar? to)
        {
            var before = from is not null && family.IsDiscrete ? from - 1 : from;
            return (before, to) switch
            {
                (null, null) => 0.0,
                ({ } a, null) => logSurvival(a, arguments),
                (null, { } b) => logCdf(b, arguments),

                // The smaller tail keeps its relative accuracy.
                ({ } a, { } b) => When(
                    Less(logCdf(a, arguments), -Math.Log(2)),
                    LogDifference(logCdf(b, arguments), logCdf(a, arguments)),
                    LogDifference(logSurvival(a, arguments), logSurvival(b, arguments))),
            };
        }
    }

    // With the bound where it lies within the support, and without where it does not: decided now, or when the values are known.
    private static Scalar Within(Scalar? bound, Scalar? end, Func<Scalar, Scalar, Scalar> isBeyond, Func<Scalar?, Scalar> mass) =>
        bound is null or { Constant: double.PositiveInfinity or double.NegativeInfinity } ? mass(null)
        : end is null ? mass(bound)
        : bound.Constant is not null && end.Constant is not null && isBeyond(bound, end).Constant is { } known ? mass(known != 0 ? null : bound)
        : When(isBeyond(bound, end), mass(null), mass(bound));

    private static Scalar IsAtMost(Scalar a, Scalar b) => a.Constant is { } x && b.Constant is { } y ? (x <= y ? 1 : 0) : LessOrEqual(a, b);

    // log(e^high − e^low).
    private static Scalar LogDifference(Scalar high, Scalar low) => high + Formulas.LogComplement(low - high);
}
