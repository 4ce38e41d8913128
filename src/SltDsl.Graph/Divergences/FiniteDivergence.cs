using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Divergences;

/// <summary>The divergence of two laws with the same finitely many values, summed over them.</summary>
/// <param name="workshop">Makes indices and definitions.</param>
/// <param name="sizes">The sizes that are fixed when the file is compiled.</param>
internal sealed class FiniteDivergence(Workshop workshop, IReadOnlyDictionary<string, long> sizes)
{
    private const int MaximalCells = 4096;

    private readonly LogDensityLowering _densities = new(workshop);

    /// <summary>KL(q ‖ p), or null where the values are not finitely many or too many.</summary>
    public Scalar? Compare(Law q, Law p, EquatableArray<Scalar> extents)
    {
        if (Support(p) is not { } support || (Support(q) != support && q is not ScalarLaw { Family: "dirac" }))
        {
            return null;
        }

        if (extents.Count == 0)
        {
            return workshop.Sum("cell", support.Count, cell => Term(q, p, Lowered.Scalar(cell + support.Lower)));
        }

        return extents.Count == 1 && Fixed(extents[0]) is { } length && Fixed(support.Count) is { } states && Math.Pow(states, length) <= MaximalCells
            ? workshop.Sum("cell", (int)Math.Pow(states, length), cell => Term(q, p, Digits(cell, extents, states, support.Lower)))
            : null;
    }

    /// <summary>The values of a cell: the digits of its number, the first element's lowest.</summary>
    private Lowered Digits(Scalar cell, EquatableArray<Scalar> extents, long states, Scalar lower)
    {
        var rest = workshop.Recurrence(
            "rest",
            extents,
            (earlier, i) => When(AreEqual(i[0], 0), cell, Quotient(earlier([i[0] - 1]), new Integer(states))),
            default,
            ElementKind.Int);
        return workshop.Value(extents, i => Remainder(rest.At(i), new Integer(states)) + lower);
    }

    private Scalar Term(Law q, Law p, Lowered value)
    {
        Scalar Probability(Law law) => workshop.Shared(
            Lowered.Scalar(Exp(_densities.LogDensity(law, value))), "probability", ElementKind.Real, law.Span).Body;
        return Formulas.CellDivergence(Probability(q), Probability(p));
    }

    private long? Fixed(Scalar size) => size switch
    {
        Integer integer => integer.Value,
        SizeValue named when sizes.TryGetValue(named.Name, out var value) => value,
        _ => null,
    };

    /// <summary>The lowest value of an element and the number of its values.</summary>
    private static (Scalar Lower, Scalar Count)? Support(Law law) => law switch
    {
        ScalarLaw scalar when FamilyTable.Families[scalar.Family] is ScalarFamily { IsDiscrete: true } family
            && family.Support(scalar.Arguments) is ({ } lower, { } upper)
            && lower.FreeIndices().Count + upper.FreeIndices().Count == 0
            && upper.LevelOf() <= Level.Size && lower.LevelOf() <= Level.Size => (lower, upper - lower + 1),
        TensorLaw { Family: "categorical" or "categorical_logit" } tensor => (1, tensor.Arguments[0].Extents[0]),
        MixtureLaw mixture => Support(mixture.Body),
        HiddenMarkovLaw chain => Support(chain.Emission),
        ZeroInflatedLaw inflated => Support(inflated.Body),
        _ => null,
    };
}
