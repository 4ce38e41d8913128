using SltDsl.Algebra;
using SltDsl.Graph;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Instantiation;
using SltDsl.Singularity.Numbers;
using SltDsl.Singularity.Space;

namespace SltDsl.Singularity.Ideals;

/// <summary>
/// Finite mixtures by moments. A component is a point per element of the value (a location, a rate, a vector of class probabilities); the
/// law of the mixture is that of the moments Σ w_k θ_k^n, which obey a linear recurrence as long as the number of components of model and
/// truth, so moments of total degree below that number generate the ideal of all. A binary or categorical element enters to first degree only.
/// </summary>
internal sealed class MixtureIdeal(SymbolicModel model)
{
    private const int MostMoments = 700;

    private static readonly IReadOnlyDictionary<IndexVariable, long> _noIndices = new Dictionary<IndexVariable, long>();

    /// <summary>The ideal, or null where the law is no such mixture.</summary>
    public static IdealOfTruth? Of(SymbolicModel model)
    {
        if (model.Rows != 1 || model.Graph.Inputs.Count > 0 || model.Graph.Observations is not [var observation])
        {
            return null;
        }

        return new MixtureIdeal(model).OfObservation(observation);
    }

    private IdealOfTruth? OfObservation(Observation observation)
    {
        var values = model.Row(0);
        if (Components(observation, model.Model(values)) is not { } seen || Components(observation, model.AtTruth(values)) is not { } expected)
        {
            return null;
        }

        var shape = seen[0].Elements;
        if (seen.Concat(expected).Any(c => !c.Elements.Select(e => e.MostDegree).SequenceEqual(shape.Select(e => e.MostDegree)))
            || expected.Any(c => c.Elements.Any(e => !e.IsInterior)))
        {
            return null;
        }

        var top = seen.Count + expected.Count - 1;
        var limits = shape.Count == 1 ? [shape[0] with { MostDegree = Math.Min(shape[0].MostDegree, top) }] : shape;
        var exponents = Exponents(limits, top).Where(e => e.Sum(x => x.Values.Sum()) > 0).Take(MostMoments + 1).ToArray();
        if (exponents.Length > MostMoments)
        {
            return null;
        }

        var plain = Shape(seen, expected);
        if (expected.Count == 1)
        {
            // Moments about the one true point: the same ideal without constants.
            (seen, expected) = (Centred(seen, expected[0]), Centred(expected, expected[0]));
        }

        var generators = exponents.Select(e => Moment(seen, e) - Moment(expected, e)).Where(g => !g.IsZero).Distinct();
        return new IdealOfTruth([.. generators], $"the law of the mixture is that of its moments; those of degree up to {top} in each unbounded element generate all, as {top + 1} components occur in model and truth")
        {
            Mixture = plain,
        };
    }

    /// <summary>The closed form for three components or more, with bounded positive priors on weights and locations; null elsewhere.</summary>
    public static Rlct? ClosedForm(IdealPart part, MixtureShape? mixture, DomainOfIdeal domain) =>
        mixture is { Components: >= 3 } && part.Variables.Count == (2 * mixture.Components) - 1
            && part.Variables.All(v => domain.Ranges[v] is { AtLower.IsPlain: true, AtUpper.IsPlain: true })
            && domain.Simplexes.Where(s => s.Coordinates.Any(part.Variables.Contains)).All(s => s.AtLast.IsPlain)
            ? ClosedForms.Mixture(mixture.Components, mixture.TrueComponents, dimension: 1)
            : null;

    /// <summary>The shape of a mixture whose weights are a whole simplex and whose locations are coordinates of their own.</summary>
    private static MixtureShape? Shape(IReadOnlyList<Component> seen, IReadOnlyList<Component> expected)
    {
        static bool IsCoordinate(Polynomial p) => p.TermCount == 1 && p.Degree == 1;
        var isFree = seen.All(c => c.Elements is [{ IsLimited: false, Point: [var point] }] && IsCoordinate(point))
            && seen.Select(c => c.Elements[0].Point[0]).Distinct().Count() == seen.Count
            && seen.Take(seen.Count - 1).All(c => IsCoordinate(c.Weight)) && seen.Select(c => c.Weight).Distinct().Count() == seen.Count;
        var isDistinct = expected.All(c => c.Weight is { IsConstant: true, IsZero: false }) && expected.Select(c => c.Elements[0].Point[0]).Distinct().Count() == expected.Count;
        return isFree && isDistinct ? new MixtureShape(seen.Count, expected.Count) : null;
    }

    private static IReadOnlyList<Component> Centred(IReadOnlyList<Component> components, Component centre) => [.. components.Select(c => c with
    {
        Elements = [.. c.Elements.Zip(centre.Elements, (e, m) => e with { Point = [.. e.Point.Zip(m.Point, (p, q) => p - q)] })],
    })];

    private IReadOnlyList<Component>? Components(Observation observation, Instance<SymbolicNumber> instance)
    {
        if (observation.Law is not MixtureLaw { Body: not MixtureLaw } mixture)
        {
            return null;
        }

        var components = new List<Component>();
        var count = model.Field.ToInteger(instance.Evaluate(mixture.Count));
        for (var k = 0L; k < count; k++)
        {
            var indices = new Dictionary<IndexVariable, long> { [mixture.Component] = k };
            if (Elements(mixture.Body, instance.Extents(observation.Value), indices, instance) is not { } elements)
            {
                return null;
            }

            components.Add(new Component(instance.Evaluate(mixture.Weight, indices).Value, [.. elements]));
        }

        return components.Any(c => !IsPolynomial(c.Weight) || c.Elements.Any(e => e.Point.Any(p => !IsPolynomial(p)))) ? null : components;
    }

    private bool IsPolynomial(Polynomial p) => SymbolTable.Variables(p).All(v => model.Field.Table.KindOf(v) == VariableKind.Coordinate);

    private IEnumerable<MixedElement>? Elements(Law law, IReadOnlyList<long> extents, IReadOnlyDictionary<IndexVariable, long> indices, Instance<SymbolicNumber> instance)
    {
        switch (law)
        {
            case ScalarLaw scalar:
                var elements = RowMajor.Positions(extents).Select(positions =>
                {
                    var inner = With(indices, scalar.Indices, positions);
                    return MixedFamilies.Element(scalar.Family, [.. scalar.Arguments.Select(a => instance.Evaluate(a, inner))]);
                }).ToArray();
                return elements.Any(e => e is null) ? null : elements.Select(e => e!);
            case TensorLaw { Family: "categorical" } tensor:
                return RowMajor.Positions([.. extents.Take(tensor.Batch.Count)]).Select(positions =>
                {
                    var inner = With(indices, tensor.Batch, positions);
                    var argument = tensor.Arguments[0];
                    IReadOnlyList<long> leading = [.. argument.Leading.Select(l => model.Field.ToInteger(instance.Evaluate(l, inner)))];
                    var classes = instance.Extents(argument.Tensor)[leading.Count];
                    return new MixedElement([.. Enumerable.Range(0, (int)classes - 1).Select(v => instance.At(argument.Tensor, [.. leading, v]).Value)], 1, IsProbability: true);
                });
            case PlateLaw plate:
                var (lower, upper) = (model.Field.ToInteger(instance.Evaluate(plate.Lower, indices)), model.Field.ToInteger(instance.Evaluate(plate.Upper, indices)));
                return Enumerable.Range((int)lower, (int)(upper - lower))
                    .Select(i => Elements(plate.Body, [.. extents.Skip(1)], With(indices, [plate.Index], [i]), instance))
                    .Aggregate((IEnumerable<MixedElement>?)[], (all, some) => all is null || some is null ? null : all.Concat(some).ToArray());
            default:
                return null;
        }
    }

    private static Dictionary<IndexVariable, long> With(IReadOnlyDictionary<IndexVariable, long> indices, IReadOnlyList<IndexVariable> axes, IReadOnlyList<long> positions)
    {
        var inner = indices.ToDictionary(p => p.Key, p => p.Value);
        for (var i = 0; i < axes.Count; i++)
        {
            inner[axes[i]] = positions[i];
        }

        return inner;
    }

    /// <summary>The exponents of all moments: per element those of its point's coordinates, of at most its degree; those without a limit of a total degree at most the top.</summary>
    private static IEnumerable<IReadOnlyList<ElementExponent>> Exponents(IReadOnlyList<MixedElement> elements, int top)
    {
        if (elements.Count == 0)
        {
            return [[]];
        }

        var first = elements[0];
        // Where a power is missing the recurrence does not run, so elements of limited degree keep all their powers.
        return from degree in Enumerable.Range(0, Math.Min(first.IsLimited ? int.MaxValue : top, first.MostDegree) + 1)
               from own in NetworkIdeal.Monomials(first.Point.Count, degree)
               from rest in Exponents([.. elements.Skip(1)], first.IsLimited ? top : top - degree)
               select (IReadOnlyList<ElementExponent>)[new ElementExponent(own), .. rest];
    }

    private Polynomial Moment(IReadOnlyList<Component> components, IReadOnlyList<ElementExponent> exponents) =>
        components.Aggregate(model.Field.Table.Constant(0), (sum, component) =>
        {
            var product = component.Weight;
            for (var i = 0; i < exponents.Count; i++)
            {
                for (var j = 0; j < exponents[i].Values.Length; j++)
                {
                    product *= component.Elements[i].Point[j].Pow(exponents[i].Values[j]);
                }
            }

            return sum + product;
        });

    private sealed record Component(Polynomial Weight, IReadOnlyList<MixedElement> Elements);

    private sealed record ElementExponent(int[] Values);
}
