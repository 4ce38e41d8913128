using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Graph.Lowering;
using SltDsl.Language;
using SltDsl.Language.Model;

namespace SltDsl.Graph.Divergences;

/// <summary>The divergence of two laws of the same value: structure by structure, to the closed forms of the families.</summary>
/// <param name="workshop">Makes indices and definitions.</param>
/// <param name="sizes">The sizes that are fixed when the file is compiled.</param>
internal sealed class LawComparison(Workshop workshop, IReadOnlyDictionary<string, long> sizes)
{
    private readonly LogDensityLowering _densities = new(workshop);
    private readonly FiniteDivergence _finite = new(workshop, sizes);
    private readonly OneDimensionalDivergence _oneDimensional = new(workshop);

    /// <summary>KL(q ‖ p) for a value with these extents; null where it is not offered.</summary>
    public Scalar? Compare(Law q, Law p, EquatableArray<Scalar> extents)
    {
        var known = (q, p) switch
        {
            (ScalarLaw a, ScalarLaw b) when a.Family == b.Family => CompareScalars(a, b, extents),
            (TensorLaw a, TensorLaw b) when a.Family == b.Family => CompareTensors(a, b, extents),
            (PlateLaw a, PlateLaw b) => ComparePlates(a, b, extents),
            (ProductLaw a, ProductLaw b) when a.Factors.Count == b.Factors.Count => CompareProducts(a, b, extents),
            (ConditionalLaw a, ConditionalLaw b) when a.Condition == b.Condition =>
                Compare(a.Then, b.Then, extents) is { } then && Compare(a.Else, b.Else, extents) is { } other ? ScalarFunctions.When(b.Condition, then, other) : null,
            _ => null,
        };
        return known ?? _finite.Compare(q, p, extents) ?? (extents.Count == 0 ? _oneDimensional.Compare(q, p) : null);
    }

    private Scalar? CompareScalars(ScalarLaw q, ScalarLaw p, EquatableArray<Scalar> extents)
    {
        var family = (ScalarFamily)FamilyTable.Families[p.Family];
        return family.Divergence is not { } divergence ? null : OverAxes(extents, indices =>
            divergence(At(q.Arguments, q.Indices, indices), At(p.Arguments, p.Indices, indices)));
    }

    private Scalar? CompareTensors(TensorLaw q, TensorLaw p, EquatableArray<Scalar> extents)
    {
        var family = (TensorFamily)FamilyTable.Families[p.Family];
        if (family.Divergence is not { } divergence)
        {
            return null;
        }

        var nothing = Lowered.Scalar(0.0);
        return OverAxes(extents.Take(p.Batch.Count).ToEquatableArray(), indices => divergence(
            _densities.Case(At(q, indices), nothing), _densities.Case(At(p, indices), nothing)));
    }

    private Scalar? ComparePlates(PlateLaw q, PlateLaw p, EquatableArray<Scalar> extents)
    {
        if (q.Lower != p.Lower || q.Upper != p.Upper)
        {
            return null;
        }

        var index = workshop.Index(p.Index.Name, p.Lower, p.Upper);
        var inner = Compare(LawIndices.Replace(q.Body, q.Index, index), LawIndices.Replace(p.Body, p.Index, index), extents.Skip(1).ToEquatableArray());
        return inner is null ? null : new Reduce(ReduceKind.Sum, index, p.Lower, p.Upper, inner);
    }

    private Scalar? CompareProducts(ProductLaw q, ProductLaw p, EquatableArray<Scalar> extents)
    {
        var terms = q.Factors.Zip(p.Factors, (a, b) => Compare(a, b, extents.Skip(1).ToEquatableArray())).ToArray();
        return terms.Any(t => t is null) ? null : terms.Aggregate((Scalar)0.0, (sum, term) => sum + term!);
    }

    private Scalar OverAxes(EquatableArray<Scalar> extents, Func<IndexVariable[], Scalar> element)
    {
        var indices = extents.Select(e => workshop.Index("i", e)).ToArray();
        var sum = element(indices);
        for (var axis = indices.Length - 1; axis >= 0; axis--)
        {
            sum = new Reduce(ReduceKind.Sum, indices[axis], 0, extents[axis], sum);
        }

        return sum;
    }

    private IReadOnlyList<Scalar> At(EquatableArray<Scalar> arguments, EquatableArray<IndexVariable> own, IndexVariable[] indices) =>
        [.. arguments.Select(a => workshop.Shared(Lowered.Scalar(Replace(a, own, indices)), "argument", ElementKind.Real, default).Body)];

    private static TensorLaw At(TensorLaw law, IndexVariable[] indices) => law with
    {
        Arguments = law.Arguments.Select(a => a with { Leading = a.Leading.Select(l => Replace(l, law.Batch, indices)).ToEquatableArray() }).ToEquatableArray(),
    };

    private static Scalar Replace(Scalar scalar, EquatableArray<IndexVariable> own, IndexVariable[] indices)
    {
        var replacements = new Dictionary<IndexVariable, Scalar>();
        for (var n = 0; n < own.Count; n++)
        {
            replacements[own[n]] = indices[n];
        }

        return scalar.Substitute(replacements);
    }
}
