using System.Text;
using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;

namespace SltDsl.Graph.Tests;

/// <summary>The reference page of the distributions, written from the table.</summary>
internal static class DistributionReference
{
    private static readonly (string Title, string[] Names)[] _chapters =
    [
        ("Real numbers", ["normal", "student_t", "cauchy", "laplace", "logistic", "gumbel", "skew_normal", "von_mises"]),
        ("Positive numbers", ["half_normal", "half_cauchy", "half_student_t", "lognormal", "exponential", "gamma", "inv_gamma", "chi_square", "inv_chi_square", "weibull", "frechet", "rayleigh", "pareto"]),
        ("Intervals", ["uniform", "beta", "beta_mean"]),
        ("Counts", ["bernoulli", "bernoulli_logit", "binomial", "binomial_logit", "beta_binomial", "poisson", "poisson_log", "neg_binomial_2", "neg_binomial_2_log", "geometric", "hypergeometric", "discrete_uniform"]),
        ("Classes and their counts", ["categorical", "categorical_logit", "ordered_logistic", "multinomial", "dirichlet_multinomial"]),
        ("Vectors", ["dirichlet", "multi_normal", "multi_normal_chol", "multi_normal_prec", "multi_student_t"]),
        ("Matrices", ["matrix_normal", "wishart", "inv_wishart", "lkj_corr", "lkj_corr_cholesky"]),
        ("Without a law of their own", ["flat", "dirac"]),
    ];

    /// <summary>The names of the page, in its order.</summary>
    public static IEnumerable<string> Names => _chapters.SelectMany(c => c.Names);

    /// <summary>The page.</summary>
    public static string Page()
    {
        var page = new StringBuilder("""
            # Distributions

            Scales are standard deviations, gamma takes a rate, classes count from 1. Families of one number apply element by
            element to vectors, matrices and arrays, with scalar arguments for all elements. Every density has derivatives in its
            arguments and, where it is continuous, in its value.

            - **truncate**: `truncate` and `censor` take the family.
            - **divergence**: K(w) has a closed form; otherwise it is a sum over the support, a quadrature, or not offered.
            - **simulation**: the method of `SltDsl.Runtime.Draw` that draws from it.

            This page is written from the table of families (`src/SltDsl.Graph/Distributions`); a test fails when it is out of date.


            """.ReplaceLineEndings("\n"));
        foreach (var (title, names) in _chapters)
        {
            page.Append($"## {title}\n\n| family | values | meaning | truncate | divergence | simulation |\n|---|---|---|---|---|---|\n");
            foreach (var name in names)
            {
                page.Append(Row(FamilyTable.Families[name]));
            }

            page.Append('\n');
        }

        return page.ToString().TrimEnd('\n') + "\n";
    }

    private static string Row(Family family)
    {
        var scalar = family as ScalarFamily;
        var divergence = scalar?.Divergence is not null || family is TensorFamily { Divergence: not null };
        var parameters = string.Join(", ", family.Parameters.Select(p => p.Name));
        var simulation = family.Generator == "None" ? "none" : $"`{family.Generator}`";
        return $"| `{family.Name}({parameters})` | {Values(family)} | {family.Documentation} | {Tick(scalar is not null && IsTruncated(scalar))} | {Tick(divergence)} | {simulation} |\n";
    }

    // By the distribution function, or as a sum over finitely many values.
    private static bool IsTruncated(ScalarFamily family) => family.LogCdf is not null || (family is { IsDiscrete: true, Name: not "dirac" }
        && family.Support([.. family.Parameters.Select((p, i) => (Scalar)new IndexVariable(p.Name, i))]) is (not null, not null));

    private static string Tick(bool value) => value ? "✓" : "–";

    private static string Values(Family family)
    {
        if (family is not ScalarFamily scalar)
        {
            return family.ValueRank switch { 0 => "1 … K", 1 => family.IsDiscrete ? "vector of counts" : "vector", _ => "matrix" };
        }

        if (family.Name is "flat" or "dirac")
        {
            return "any";
        }

        var arguments = family.Parameters.Select((p, i) => (Scalar)new IndexVariable(p.Name, i)).ToArray();
        var (lower, upper) = scalar.Support(arguments);
        var set = family.IsDiscrete ? "integers" : "reals";
        return (lower, upper) switch
        {
            (null, null) => set,
            (not null, null) => $"{set} from {Text(lower)}",
            (null, not null) => $"{set} up to {Text(upper)}",
            _ => $"{set} from {Text(lower)} to {Text(upper)}",
        };
    }

    private static string Text(Scalar scalar) => scalar switch
    {
        IndexVariable index => index.Name,
        Number number => number.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        Integer integer => $"{integer.Value}",
        Apply { Primitive: Primitive.ToReal } apply => Text(apply.Arguments[0]),
        Apply { Primitive: Primitive.Subtract, Arguments: [var a, var b] } => $"{Text(a)} - {(b is Apply ? $"({Text(b)})" : Text(b))}",
        Apply { Primitive: Primitive.Max or Primitive.Min } apply => $"{apply.Primitive.ToString().ToLowerInvariant()}({string.Join(", ", apply.Arguments.Select(Text))})",
        _ => throw new NotSupportedException($"No text for {scalar}."),
    };
}
