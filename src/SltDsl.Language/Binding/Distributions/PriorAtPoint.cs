using SltDsl.Language.Binding.Constants;
using SltDsl.Language.Model;

namespace SltDsl.Language.Binding.Distributions;

/// <summary>Where the density of a family is zero or infinite: at ends of its support, by the exponent there, and outside it.</summary>
internal static class PriorAtPoint
{
    private const string Zero = "zero";
    private const string Infinite = "infinite";

    /// <summary><c>zero</c> or <c>infinite</c>, when the prior is that at a value; else null, also where it is not known.</summary>
    public static string? Describe(BindingSession session, Distribution prior, NumericArray value, IReadOnlyDictionary<Symbol, NumericArray> point)
    {
        if (prior is not FamilyDistribution family)
        {
            return null;
        }

        var arguments = family.Arguments.Select(a => NumericEvaluator.AtPoint(session, a, point)).ToArray();
        if (arguments.Any(a => a is null))
        {
            return null;
        }

        if (family.Family == "dirichlet")
        {
            return Dirichlet(value, arguments[0]!);
        }

        return Enumerable.Range(0, value.Values.Length)
            .Select(i => OfElement(family.Family, value.Values[i], [.. arguments.Select(a => a!.Values[i % Math.Max(1, a.Values.Length)])]))
            .FirstOrDefault(w => w is not null);
    }

    private static string? OfElement(string family, double x, double[] a) => family switch
    {
        "beta" => AtEnd(x, a[0]) ?? AtEnd(1 - x, a[1]),
        "beta_mean" => AtEnd(x, a[0] * a[1]) ?? AtEnd(1 - x, (1 - a[0]) * a[1]),
        "gamma" or "weibull" => AtEnd(x, a[0]),
        "chi_square" => AtEnd(x, a[0] / 2),
        "rayleigh" => AtEnd(x, 2),

        // Flatter at 0 than every power.
        "inv_gamma" or "inv_chi_square" or "lognormal" or "frechet" => x <= 0 ? Zero : null,
        "half_normal" or "half_cauchy" or "half_student_t" or "exponential" => x < 0 ? Zero : null,
        "pareto" => x < a[0] ? Zero : null,
        "uniform" => x < a[0] || x > a[1] ? Zero : null,
        _ => null,
    };

    /// <summary>x^(shape − 1) near 0.</summary>
    private static string? AtEnd(double x, double shape) => x < 0 || (x == 0 && shape > 1) ? Zero : x == 0 && shape < 1 ? Infinite : null;

    private static string? Dirichlet(NumericArray value, NumericArray shapes)
    {
        // On a simplex of one point there is nothing to be zero.
        var length = shapes.Values.Length;
        return length <= 1
            ? null
            : Enumerable.Range(0, value.Values.Length).Select(i => AtEnd(value.Values[i], shapes.Values[i % length])).FirstOrDefault(w => w is not null);
    }
}
