namespace SltDsl.Algebra;

/// <summary>Learning coefficients that a theorem gives for models of any size. All are for a prior that is positive and bounded at the true set.</summary>
public static class ClosedForms
{
    /// <summary>A regular model: λ = d/2, m = 1 (Schwarz 1978).</summary>
    /// <param name="dimension">d, the number of free parameters, at least 0.</param>
    public static Rlct Regular(int dimension)
    {
        Require(dimension >= 0, "A dimension is not negative.");
        return Rlct.Exact(new Rational(dimension, 2), 1, Evidence("regular model", "Schwarz 1978", $"λ = d/2 with d = {dimension}"));
    }

    /// <summary>Reduced rank regression y = B A x + noise at a true map of rank r (Aoyagi and Watanabe 2005, main theorem).</summary>
    /// <param name="inputs">M, the number of inputs.</param>
    /// <param name="outputs">N, the number of outputs.</param>
    /// <param name="hidden">H, the inner dimension.</param>
    /// <param name="rank">r, the rank of the true map, at most min(M, N, H).</param>
    public static Rlct ReducedRankRegression(int inputs, int outputs, int hidden, int rank)
    {
        var (m, n, h, r) = ((long)inputs, (long)outputs, (long)hidden, (long)rank);
        Require(Math.Min(m, Math.Min(n, h)) >= 1 && r >= 0 && r <= Math.Min(m, Math.Min(n, h)), "Sizes are at least 1 and the rank at most the smallest of them.");
        var (lambda, multiplicity, name) = (m + h < n + r, n + h < m + r, m + n < h + r) switch
        {
            (true, _, _) => (new Rational((h * m) - (h * r) + (n * r), 2), 1, "M + H < N + r"),
            (_, true, _) => (new Rational((h * n) - (h * r) + (m * r), 2), 1, "N + H < M + r"),
            (_, _, true) => (new Rational(m * n, 2), 1, "M + N < H + r"),
            _ => Balanced(m, n, h + r),
        };
        return Rlct.Exact(lambda, multiplicity, Evidence("reduced rank regression", "Aoyagi and Watanabe 2005", $"case {name} of (M, N, H, r) = ({m}, {n}, {h}, {r})"));
    }

    /// <summary>A deep linear network at a true map of rank r (Aoyagi 2024, Theorem 1).</summary>
    /// <param name="widths">The widths of all layers, inputs first and outputs last; at least two.</param>
    /// <param name="rank">r, the rank of the true map, at most the smallest width.</param>
    public static Rlct DeepLinearNetwork(IReadOnlyList<int> widths, int rank)
    {
        Require(widths.Count >= 2 && widths.Min() >= 1 && rank >= 0 && rank <= widths.Min(), "At least two widths of at least 1, and a rank at most the smallest, are needed.");
        var excess = widths.Select(width => (long)width - rank).OrderBy(x => x).ToArray();
        var l = 1;
        while (l + 1 < excess.Length && excess.Take(l + 1).Sum() >= l * excess[l + 1])
        {
            l++;
        }

        var chosen = excess.Take(l + 1).ToArray();
        var sum = chosen.Sum();
        var ceiling = (sum + l - 1) / l;
        var a = sum - ((ceiling - 1) * l);
        var pairs = ((sum * sum) - chosen.Sum(x => x * x)) / 2;
        var regular = ((long)rank * (widths[0] + widths[widths.Count - 1])) - ((long)rank * rank);
        var lambda = new Rational(regular, 2) + new Rational(a * (l - a), 4 * l) - new Rational((l - 1) * sum * sum, 4 * l) + new Rational(pairs, 2);
        return Rlct.Exact(lambda, (int)(a * (l - a)) + 1, Evidence(
            "deep linear network", "Aoyagi 2024, Theorem 1", $"the layers of excess width {string.Join(", ", chosen)} over rank {rank} decide: ℓ = {l}, a = {a}"));
    }

    /// <summary>
    /// The Vandermonde type in one dimension, Σ a_i b_i^(s + Q n) for n = 0, 1, …, at the origin (Aoyagi 2010; for tanh Aoyagi and Watanabe 2005):
    /// tanh units have (s, Q) = (1, 2), exponential ones (1, 1), cosines (2, 2).
    /// </summary>
    /// <param name="units">H, the number of pairs (a_i, b_i).</param>
    /// <param name="first">s, the smallest exponent.</param>
    /// <param name="gap">Q, the distance of exponents.</param>
    public static Rlct Vandermonde(int units, int first, int gap)
    {
        Require(units >= 1 && first >= 1 && gap >= 1, "The number of units, the first exponent and the gap are at least 1.");
        var (h, s, q) = ((long)units, (long)first, (long)gap);
        long Threshold(long i) => (i * (i - 1) * q) + (2 * s * i);
        var k = 0L;
        while (2 * h >= Threshold(k + 1))
        {
            k++;
        }

        var lambda = new Rational((q * k * (k + 1)) + (2 * h), 4 * (s + (k * q)));
        return Rlct.Exact(lambda, k > 0 && 2 * h == Threshold(k) ? 2 : 1, Evidence(
            "Vandermonde matrix type singularity", "Aoyagi 2010", $"k = {k} is the largest with 2H ≥ Q k(k−1) + 2 s k, for H = {h}, s = {s}, Q = {q}"));
    }

    /// <summary>A hidden layer of H tanh units with one input and one output, at the function zero (Aoyagi and Watanabe 2005).</summary>
    public static Rlct TanhNetworkAtZero(int units) => Vandermonde(units, first: 1, gap: 2);

    /// <summary>
    /// A hidden layer of H tanh units with one input and one output, at a function of H₀ units: the minimum, over the ways to share the
    /// units among the true nodes and zero, of independent Vandermonde types (derived from Aoyagi 2010; a unit's weights may have either sign).
    /// </summary>
    public static Rlct TanhNetwork(int units, int trueUnits)
    {
        Require(trueUnits >= 0 && units >= trueUnits && units >= 1, "The model has at least as many units as the truth.");
        var best = Shares(units - trueUnits, trueUnits)
            .Select(share => (Lambda: Total(share), Multiplicity: share.Sum(s => s.Multiplicity - 1) + 1))
            .OrderBy(key => key.Lambda).ThenByDescending(key => key.Multiplicity).First();
        return Rlct.Exact(best.Lambda + trueUnits, best.Multiplicity, Evidence(
            "one hidden layer of tanh", "Aoyagi 2010, each node apart", $"the best sharing of {units - trueUnits} spare units among {trueUnits} true nodes and zero"));
    }

    /// <summary>
    /// A mixture of H components with free simplex weights whose family is regular with d parameters a component, at a truth of H₀ distinct
    /// components: λ = (H₀(d+1) − 1)/2 + (H − H₀) min(d, 2)/4 (Yamazaki and Watanabe 2003 for H = 2; Sato and Watanabe 2019 for Poisson).
    /// </summary>
    public static Rlct Mixture(int components, int trueComponents, int dimension)
    {
        Require(trueComponents >= 1 && components >= trueComponents && dimension >= 1, "A mixture has at least the true components, at least one, each of at least one parameter.");
        var spare = components - trueComponents;
        var lambda = new Rational(((long)trueComponents * (dimension + 1)) - 1, 2) + new Rational((long)spare * Math.Min(dimension, 2), 4);
        return Rlct.Exact(lambda, dimension == 2 ? spare + 1 : 1, Evidence(
            "mixture with free weights", "Yamazaki and Watanabe 2003; Sato and Watanabe 2019", $"{spare} spare components of {dimension} parameters, each min(d, 2)/4"));
    }

    /// <summary>The dependence of the binary features under the truth of a naive Bayes model.</summary>
    public enum FeatureDependence
    {
        /// <summary>No two features depend on each other.</summary>
        None,

        /// <summary>Exactly two features depend on each other.</summary>
        OnePair,

        /// <summary>At least three features depend on each other pairwise, generically.</summary>
        Generic,
    }

    /// <summary>Naive Bayes with two classes and n ≥ 3 binary features (Rusakov and Geiger 2005, Theorem 4).</summary>
    public static Rlct NaiveBayes(int features, FeatureDependence dependence)
    {
        Require(features >= 3, "The theorem holds for three features or more.");
        var numerator = dependence switch
        {
            FeatureDependence.None => features + 1,
            FeatureDependence.OnePair => (2 * features) - 1,
            _ => (2 * features) + 1,
        };
        return Rlct.Exact(new Rational(numerator, 2), 1, Evidence("naive Bayes", "Rusakov and Geiger 2005, Theorem 4", $"n = {features}, dependence {dependence}"));
    }

    /// <summary>Latent Dirichlet allocation with bounded positive priors (Hayashi 2021, Theorem 3.1).</summary>
    /// <param name="words">M, the size of the vocabulary.</param>
    /// <param name="documents">N, the number of documents.</param>
    /// <param name="topics">H, the number of topics.</param>
    /// <param name="rank">r, the rank of the true matrix after one column is subtracted.</param>
    public static Rlct LatentDirichletAllocation(int words, int documents, int topics, int rank)
    {
        var matrix = ReducedRankRegression(words, documents, topics, rank + 1);
        return Rlct.Exact(matrix.Lambda - new Rational(documents, 2), matrix.Multiplicity, Evidence(
            "latent Dirichlet allocation", "Hayashi 2021, Theorem 3.1", "reduced rank regression of rank r + 1, less N/2 for the simplexes"));
    }

    /// <summary>
    /// Non-negative matrix factorisation X Y (M×H times H×N, bounded positive prior) at the zero matrix: λ = H min(M, N)/2
    /// (Hayashi and Watanabe 2017); m = H + 1 when M = N, otherwise 1.
    /// </summary>
    public static Rlct NonnegativeFactorisationAtZero(int rows, int columns, int inner)
    {
        Require(Math.Min(rows, Math.Min(columns, inner)) >= 1, "Sizes are at least 1.");
        return Rlct.Exact(new Rational((long)inner * Math.Min(rows, columns), 2), rows == columns ? inner + 1 : 1, Evidence(
            "non-negative matrix factorisation", "Hayashi and Watanabe 2017", "the monomials x_ih y_hj generate the ideal up to equivalence, and split over h"));
    }

    /// <summary>One-factor analysis of n ≥ 2 variables at a diagonal covariance (Drton, Lin, Weihs and Zwiernik 2017): n/2 for the variances, and the products w_i w_j.</summary>
    public static Rlct OneFactorAtIndependence(int variables)
    {
        Require(variables >= 2, "Factor analysis needs two variables or more.");
        var lambda = new Rational(variables, 2) + (variables == 2 ? new Rational(1, 2) : new Rational(variables, 4));
        return Rlct.Exact(lambda, variables == 2 ? 2 : 1, Evidence(
            "one-factor analysis", "Drton, Lin, Weihs and Zwiernik 2017", "the monomial ideal (w_i w_j) beside n regular variances"));
    }

    /// <summary>
    /// The ideal of all minors of a size of a matrix of independent entries, at the zero matrix (Johnson 2003; Docampo 2013):
    /// l = min over k below the size of (rows − k)(columns − k)/(size − k). The divisors of the ranks k in complete collineations cross
    /// normally and all meet over zero, so m is the number of k that attain the minimum.
    /// </summary>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="size">The size of the minors, at most the smaller of both.</param>
    public static Rlct DeterminantalIdeal(int rows, int columns, int size)
    {
        Require(size >= 1 && size <= Math.Min(rows, columns), "Minors have a size of at least 1 and at most that of the matrix.");
        var ratios = Enumerable.Range(0, size).Select(k => new Rational((long)(rows - k) * (columns - k), size - k)).ToArray();
        var threshold = ratios.Min();
        return Rlct.Exact(threshold / 2, ratios.Count(ratio => ratio == threshold), Evidence(
            "determinantal ideal", "Johnson 2003; Docampo 2013", $"the rank {Array.IndexOf(ratios, threshold)} decides among (m − k)(n − k)/(r − k) for k < r = {size}"));
    }

    private static (Rational Lambda, int Multiplicity, string Name) Balanced(long m, long n, long s)
    {
        var numerator = -(s * s) - (m * m) - (n * n) + (2 * s * m) + (2 * s * n) + (2 * m * n);
        return (m + n + s) % 2 == 0
            ? (new Rational(numerator, 8), 1, "balanced, M + N + H + r even")
            : (new Rational(numerator + 1, 8), 2, "balanced, M + N + H + r odd");
    }

    private static IEnumerable<IReadOnlyList<Rlct>> Shares(int spare, int nodes)
    {
        if (nodes == 0)
        {
            yield return spare == 0 ? [] : [Vandermonde(spare, first: 1, gap: 2)];
            yield break;
        }

        for (var here = 0; here <= spare; here++)
        {
            foreach (var rest in Shares(spare - here, nodes - 1))
            {
                yield return here == 0 ? rest : [.. rest, Vandermonde(here, first: 2, gap: 1)];
            }
        }
    }

    private static Rational Total(IEnumerable<Rlct> parts) =>
        parts.Aggregate(Rational.Zero, (sum, part) => sum + part.Lambda);

    private static RlctEvidence Evidence(string method, string theorem, string step) => new(method, theorem, [step]);

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new ArgumentException(message);
        }
    }
}
