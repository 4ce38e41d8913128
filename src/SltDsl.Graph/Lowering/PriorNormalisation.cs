using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Expressions.ScalarFunctions;

namespace SltDsl.Graph.Lowering;

/// <summary>The constant that conditions a prior on its declared set.</summary>
internal static class PriorNormalisation
{
    /// <summary>−log of the law's mass in the set, or null where it has no closed form.</summary>
    /// <param name="law">The written prior.</param>
    /// <param name="set">The declared set.</param>
    /// <param name="extents">The extents of the parameter.</param>
    public static Scalar? Constant(Law law, ParameterSet set, EquatableArray<Scalar> extents)
    {
        switch (law)
        {
            case ScalarLaw { Family: "flat" }:
                return 0.0;
            case TensorLaw tensor when set.Structure is not null:
                return IsOwnSet(tensor.Family, set.Structure.Value) ? 0.0 : null;
            case PlateLaw plate when set.Structure is null && plate.Lower.Constant == 0 && plate.Upper == extents[0]:
                var inner = Constant(plate.Body, AtIndex(set, plate.Index), extents.Skip(1).ToEquatableArray());
                return inner is null ? null : new Reduce(ReduceKind.Sum, plate.Index, plate.Lower, plate.Upper, inner);
            case ScalarLaw scalar when set.Structure is null:
                return OverElements(scalar, set, extents);
            case ScalarLaw scalar when set.Structure is Structure.Ordered or Structure.PositiveOrdered:
                return OfOrdered(scalar, set, extents);
            default:
                return set.Structure is null && set.Lower is null && set.Upper is null ? 0.0 : null;
        }
    }

    /// <summary>Whether a family lives on a set, so that it has the whole of its mass there.</summary>
    private static bool IsOwnSet(string family, Structure structure) => structure switch
    {
        Structure.Simplex or Structure.RowStochastic => family == "dirichlet",
        Structure.Correlation => family == "lkj_corr",
        Structure.CholeskyCorrelation => family == "lkj_corr_cholesky",
        Structure.Covariance => family is "wishart" or "inv_wishart",
        _ => false,
    };

    private static ParameterSet AtIndex(ParameterSet set, IndexVariable index)
    {
        var replacements = new Dictionary<IndexVariable, Scalar> { [set.Indices[0]] = index };
        return set with
        {
            Indices = set.Indices.Skip(1).ToEquatableArray(),
            Lower = set.Lower?.Substitute(replacements),
            Upper = set.Upper?.Substitute(replacements),
        };
    }

    private static Scalar? OverElements(ScalarLaw law, ParameterSet set, EquatableArray<Scalar> extents)
    {
        var replacements = new Dictionary<IndexVariable, Scalar>();
        for (var axis = 0; axis < set.Indices.Count; axis++)
        {
            replacements[set.Indices[axis]] = law.Indices[axis];
        }

        if (OfElement(law, set.Lower?.Substitute(replacements), set.Upper?.Substitute(replacements)) is not { } constant)
        {
            return null;
        }

        for (var axis = extents.Count - 1; axis >= 0; axis--)
        {
            constant = constant.FreeIndices().Contains(law.Indices[axis])
                ? new Reduce(ReduceKind.Sum, law.Indices[axis], 0, extents[axis], constant)
                : extents[axis] * constant;
        }

        return constant;
    }

    private static Scalar? OfElement(ScalarLaw law, Scalar? lower, Scalar? upper)
    {
        var family = (ScalarFamily)FamilyTable.Families[law.Family];
        var support = family.Support(law.Arguments);
        lower = lower is not null && support.Lower is not null && Reaches(lower, support.Lower, (a, b) => a <= b) ? null : lower;
        upper = upper is not null && support.Upper is not null && Reaches(upper, support.Upper, (a, b) => a >= b) ? null : upper;
        if (lower is null && upper is null)
        {
            return 0.0;
        }

        var centre = family.Centre?.Invoke(law.Arguments);
        if (centre is not null && (lower is null || upper is null) && Reaches((lower ?? upper)!, centre, (a, b) => a == b))
        {
            return Math.Log(2);
        }

        return family.LogCdf is not null && IntervalMass.Log(new Workshop(), family, law.Arguments, lower, upper) is { } mass ? -mass : null;
    }

    private static bool Reaches(Scalar bound, Scalar end, Func<double, double, bool> compare) =>
        bound == end || (bound.Constant is { } a && end.Constant is { } b && compare(a, b));

    // Each set of K exchangeable values is ordered in one of K! ways.
    private static Scalar? OfOrdered(ScalarLaw law, ParameterSet set, EquatableArray<Scalar> extents)
    {
        var axis = extents.Count - 1;
        var lower = set.Structure == Structure.PositiveOrdered ? (Scalar)0.0 : null;
        if (set.Upper is not null || set.Lower is not null
            || law.Arguments.Any(a => a.FreeIndices().Contains(law.Indices[axis]))
            || OfElement(law, lower, null) is not { } each)
        {
            return null;
        }

        var constant = LogGamma(extents[axis] + 1) + (extents[axis] * each);
        for (var n = axis - 1; n >= 0; n--)
        {
            constant = new Reduce(ReduceKind.Sum, law.Indices[n], 0, extents[n], constant);
        }

        return constant;
    }
}
