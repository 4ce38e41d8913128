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
    public static Scalar? Log(Workshop workshop, ScalarFamily family, IReadOnlyList<Scalar> arguments, Scalar? lower, Scalar? upper)
    {
        var (first, last) = family.Support(arguments);
        if (family.LogCdf is not { } logCdf || family.LogSurvival is not { } logSurvival)
        {
            return family.IsDiscrete && first is not null && last is not null ? Sum(workshop, family, arguments, Highest(first, lower), Lowest(last, upper)) : null;
        }

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

    /// <summary>The log of the mass that a law of one number has between two bounds; null where it has no such form.</summary>
    public static Scalar? Log(Workshop workshop, Law law, Scalar? lower, Scalar? upper) => law switch
    {
        ScalarLaw { Indices.Count: 0 } scalar => Log(workshop, (ScalarFamily)FamilyTable.Families[scalar.Family], scalar.Arguments, lower, upper),
        MixtureLaw mixture when Log(workshop, mixture.Body, lower, upper) is { } mass =>
            new Reduce(ReduceKind.LogSumExp, mixture.Component, 0, mixture.Count, ScalarFunctions.Log(mixture.Weight) + mass),
        ConditionalLaw choice when (Log(workshop, choice.Then, lower, upper), Log(workshop, choice.Else, lower, upper)) is ({ } then, { } other) =>
            When(choice.Condition, then, other),
        _ => null,
    };

    // A family of finitely many values needs no distribution function.
    private static Reduce Sum(Workshop workshop, ScalarFamily family, IReadOnlyList<Scalar> arguments, Scalar from, Scalar to)
    {
        var value = workshop.Index("v", from, to + 1);
        return new Reduce(ReduceKind.LogSumExp, value, from, to + 1, family.LogDensity(value, arguments));
    }

    private static Scalar Highest(Scalar end, Scalar? bound) => bound is null ? end : Max(end, Of(Primitive.Ceiling, bound));

    private static Scalar Lowest(Scalar end, Scalar? bound) => bound is null ? end : Min(end, Floor(bound));

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
