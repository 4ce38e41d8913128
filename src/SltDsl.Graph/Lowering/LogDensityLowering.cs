using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <summary>The log density of a law at a value.</summary>
/// <param name="workshop">Makes indices and definitions.</param>
internal sealed class LogDensityLowering(Workshop workshop)
{
    /// <summary>The log density.</summary>
    /// <param name="law">The law.</param>
    /// <param name="value">The value, with the extents that the law was made for.</param>
    /// <param name="promised">The bounds that the value is known to keep; the support is checked where they do not imply it.</param>
    public Scalar LogDensity(Law law, Lowered value, ParameterSet? promised = null)
    {
        switch (law)
        {
            case ScalarLaw scalar:
                var element = value.At(scalar.Indices.ToArray<Scalar>());
                return SumOver(scalar.Indices, value, OfElement(scalar, element, promised));
            case TensorLaw tensor:
                var family = (TensorFamily)FamilyTable.Families[tensor.Family];
                var one = Part(value, tensor.Batch.ToArray<Scalar>());
                return SumOver(tensor.Batch, value, family.LogDensity(Case(tensor, one)));
            case MixtureLaw mixture:
                return new Reduce(ReduceKind.LogSumExp, mixture.Component, 0, mixture.Count, Log(mixture.Weight) + LogDensity(mixture.Body, value, promised));
            case PlateLaw plate:
                return new Reduce(ReduceKind.Sum, plate.Index, plate.Lower, plate.Upper, LogDensity(plate.Body, Part(value, plate.Index), promised));
            case ProductLaw product:
                return product.Factors.Select((factor, n) => LogDensity(factor, Part(value, n), promised)).Aggregate((Scalar)0.0, (sum, term) => sum + term);
            case HiddenMarkovLaw chain:
                return Forward(chain, value, promised);
            case TruncatedLaw truncated:
                return Truncated(truncated, value, promised);
            case CensoredLaw censored:
                return Censored(censored, value, promised);
            case ZeroInflatedLaw inflated:
                return ZeroInflated(inflated, value, promised);
            case AffineLaw affine:
                var standard = value with { Body = (value.Body - affine.Shift) / affine.Scale };
                var count = value.Extents.Aggregate((Scalar)1, (product, extent) => product * extent);
                return LogDensity(affine.Body, standard) - (count * Log(Abs(affine.Scale)));
            case ConditionalLaw conditional:
                return When(conditional.Condition, LogDensity(conditional.Then, value, promised), LogDensity(conditional.Else, value, promised));
            default:
                throw new UnsupportedConstructException("The density of this distribution", law.Span);
        }
    }

    /// <summary>The parameters of a tensor law with a value.</summary>
    public TensorCase Case(TensorLaw law, Lowered value) =>
        new(workshop, value, [.. law.Arguments.Select(a => workshop.Value(a.Extents, i => a[[.. i]]))], law.Span);

    private static Scalar SumOver(EquatableArray<IndexVariable> indices, Lowered value, Scalar body)
    {
        for (var axis = indices.Count - 1; axis >= 0; axis--)
        {
            body = new Reduce(ReduceKind.Sum, indices[axis], 0, value.Extents[axis], body);
        }

        return body;
    }

    private Lowered Part(Lowered value, params Scalar[] leading) =>
        workshop.Value(value.Extents.Skip(leading.Length).ToEquatableArray(), i => value.At([.. leading, .. i]));

    private static Scalar OfElement(ScalarLaw law, Scalar element, ParameterSet? promised)
    {
        var family = (ScalarFamily)FamilyTable.Families[law.Family];
        var density = family.LogDensity(element, law.Arguments);
        var (lower, upper) = family.Support(law.Arguments);
        var inside = (Scalar)1;
        if (lower is not null && !Implies(promised?.Lower, lower, isLower: true))
        {
            inside = LessOrEqual(lower, element);
        }

        if (upper is not null && !Implies(promised?.Upper, upper, isLower: false))
        {
            inside = inside is Integer ? LessOrEqual(element, upper) : And(inside, LessOrEqual(element, upper));
        }

        return When(inside, density, -Infinity);
    }

    private static bool Implies(Scalar? promised, Scalar bound, bool isLower) =>
        promised is not null
        && (promised == bound || (promised.Constant is { } p && bound.Constant is { } b && (isLower ? p >= b : p <= b)));

    private Scalar Forward(HiddenMarkovLaw chain, Lowered value, ParameterSet? promised)
    {
        var forward = ForwardMessages(chain, value, promised);
        return workshop.Reduce(ReduceKind.LogSumExp, "s", forward.Extents[1], s => forward.At(forward.Extents[0] - 1, s));
    }

    /// <summary>For each step and state, the log density of the state with all that is observed up to it.</summary>
    private Lowered ForwardMessages(HiddenMarkovLaw chain, Lowered value, ParameterSet? promised)
    {
        var emission = LogDensity(chain.Emission, Part(value, chain.Step), promised);
        var emitted = new Lowered([value.Extents[0], chain.Start.Extents[0]], [chain.Step, chain.State], emission);
        return ForwardMessages(chain, workshop.Materialise(emitted, "emission", ElementKind.Real, chain.Span));
    }

    /// <summary>For each step and state, the log density of the state with all that is observed up to it (Rabiner 1989, section III.A).</summary>
    /// <param name="chain">The chain; its emission does not matter.</param>
    /// <param name="emitted">The log density of what is observed at a step, by state.</param>
    public Lowered ForwardMessages(HiddenMarkovLaw chain, Lowered emitted) => workshop.Recurrence(
        "forward",
        emitted.Extents,
        (earlier, i) => emitted.At(i) + When(
            AreEqual(i[0], 0),
            Log(chain.Start[i[1]]),
            workshop.Reduce(ReduceKind.LogSumExp, "s", emitted.Extents[1], s => earlier([i[0] - 1, s]) + Log(chain.TransitionFrom(i[0], s)[i[1]]))),
        chain.Span);

    private Scalar Truncated(TruncatedLaw law, Lowered value, ParameterSet? promised)
    {
        if (law.Body is not ScalarLaw body)
        {
            var whole = IntervalMass.Log(workshop, law.Body, law.Lower, law.Upper) ?? throw new UnsupportedConstructException("Truncation of this distribution", law.Span);
            return When(Inside(law, value.Body), LogDensity(law.Body, value, promised) - whole, -Infinity);
        }

        var mass = IntervalMass.Log(workshop, (ScalarFamily)FamilyTable.Families[body.Family], body.Arguments, law.Lower, law.Upper)
            ?? throw new UnsupportedConstructException("Truncation of this distribution", law.Span);
        var element = value.At(body.Indices.ToArray<Scalar>());
        return SumOver(body.Indices, value, When(Inside(law, element), OfElement(body, element, promised) - mass, -Infinity));
    }

    private static Scalar Inside(TruncatedLaw law, Scalar value) => And(
        law.Lower is null ? 1 : LessOrEqual(law.Lower, value),
        law.Upper is null ? 1 : LessOrEqual(value, law.Upper));

    private Scalar Censored(CensoredLaw law, Lowered value, ParameterSet? promised)
    {
        // Elements of one family by element; of a law of one number that is made of others, the number.
        var (element, density) = law.Body is ScalarLaw body
            ? (value.At(body.Indices.ToArray<Scalar>()), OfElement(body, value.At(body.Indices.ToArray<Scalar>()), promised))
            : (value.Body, LogDensity(law.Body, value, promised));
        Scalar Mass(Scalar? from, Scalar? to) =>
            IntervalMass.Log(workshop, law.Body is ScalarLaw scalar ? scalar with { Indices = [] } : law.Body, from, to) ?? throw new UnsupportedConstructException("Censoring of this distribution", law.Span);
        if (law.Upper is { } upper)
        {
            density = When(LessOrEqual(upper, element), Mass(upper, null), density);
        }

        if (law.Lower is { } lower)
        {
            density = When(LessOrEqual(element, lower), Mass(null, lower), density);
        }

        return law.Body is ScalarLaw elements ? SumOver(elements.Indices, value, density) : density;
    }

    private Scalar ZeroInflated(ZeroInflatedLaw law, Lowered value, ParameterSet? promised)
    {
        var isZero = AreEqual(workshop.ReduceAll(ReduceKind.Max, value with { Body = Abs(value.Body) }), 0);
        var body = workshop.Shared(Lowered.Scalar(LogDensity(law.Body, value, promised)), "body", ElementKind.Real, law.Span).Body;
        var isAtom = law.Body is ScalarLaw { Family: var name } && !FamilyTable.Families[name].IsDiscrete;

        // log(p + (1 − p) e^b) = b + log1p(−p) + softplus(log p − log1p(−p) − b), without overflow.
        var other = Log1p(-law.Probability) + body;
        var zero = isAtom ? Log(law.Probability) : other + Softplus(Log(law.Probability) - other);
        return When(isZero, zero, other);
    }
}
