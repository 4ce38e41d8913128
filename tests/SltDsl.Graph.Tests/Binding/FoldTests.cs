namespace SltDsl.Graph.Tests.Binding;

/// <summary>Recurrences whose steps hold arrays of their own, and running totals, against the same written out.</summary>
public sealed class FoldTests
{
    private const string Names = """
        param real a ~ flat(); param vector[3] v ~ flat(); param matrix[2, 2] M ~ flat(); param cov_matrix[2] S ~ wishart(3, identity(2));

        """;

    /// <summary>An expression, and one of the same value without a recurrence.</summary>
    public static TheoryData<string, string> Folds => new()
    {
        { "sum(fold(S, (P, x) => cholesky(P) * cholesky(P)' + x * x * S, v)[2])", "sum(S[2]) * (1 + v[1] ^ 2 + v[2] ^ 2 + v[3] ^ 2)" },
        { "log_det(fold(S, (P, x) => inverse(P + x * x * identity(2)), v))", "log_det(inverse(inverse(inverse(S + v[1] ^ 2 * identity(2)) + v[2] ^ 2 * identity(2)) + v[3] ^ 2 * identity(2)))" },
        { "fold(a, (s, x) => s + det(M + s * x * identity(2)), v[1:2])", "a + det(M + a * v[1] * identity(2)) + det(M + (a + det(M + a * v[1] * identity(2))) * v[2] * identity(2))" },
        { "sum(fold([a, 1], (s, x) => solve(M, s) + x, v[1:2]))", "sum(solve(M, solve(M, [a, 1]) + v[1]) + v[2])" },
        { "sum(fold([a, 1], (s, x) => solve(M + s * s', s) + x, v[1:2]))", "sum(solve(M + (solve(M + [a, 1] * [a, 1]', [a, 1]) + v[1]) * (solve(M + [a, 1] * [a, 1]', [a, 1]) + v[1])', solve(M + [a, 1] * [a, 1]', [a, 1]) + v[1]) + v[2])" },
        { "fold(a, (s, x) => fold(s, (r, y) => r * y + s, v) + x, v[1:2])", "((((a * v[1] + a) * v[2] + a) * v[3] + a + v[1]) * v[1] * v[2] * v[3]) + (((a * v[1] + a) * v[2] + a) * v[3] + a + v[1]) * (v[2] * v[3] + v[3] + 1) + v[2]" },
        { "fold(a, (s, x) => sum([det(M + i * s * identity(2)) for i in 1:2]) + x, v[1:1])", "det(M + a * identity(2)) + det(M + 2 * a * identity(2)) + v[1]" },
        { "sum(scan(a, (s, x) => s * x, v))", "a * v[1] * (1 + v[2] * (1 + v[3]))" },
        { "sum(sum(v[i] for i in 1:n) * n for n in 1:3)", "v[1] * 6 + v[2] * 5 + v[3] * 3" },
        { "sum(prod(v[1:n - 1]) * n for n in 1:3)", "1 + 2 * v[1] + 3 * v[1] * v[2]" },
        { "sum(sum(v[i] * m for i in 1:n) for n in 1:3 for m in 1:2)", "9 * v[1] + 6 * v[2] + 3 * v[3]" },
        { "sum(sum(v[i] for i in max(1, n - 1):min(n + 1, 3)) for n in 1:3)", "2 * v[1] + 3 * v[2] + 2 * v[3]" },
        { "sum(sum(softmax(v[1:n * n - n + 1])[i] * i for i in 1:n * n - n + 1) for n in 1:2)", "1 + (exp(v[1]) + 2 * exp(v[2]) + 3 * exp(v[3])) / (exp(v[1]) + exp(v[2]) + exp(v[3]))" },
        { "(M ^ 3)[1, 2]", "(M * M * M)[1, 2]" },
    };

    [Theory]
    [MemberData(nameof(Folds))]
    public void A_step_may_factorise_its_state(string fold, string writtenOut)
    {
        var leaves = new Dictionary<string, double[]>
        {
            ["a"] = [0.7], ["v"] = [0.5, 1.2, -0.3], ["M"] = [2, 0.3, -0.4, 1.1], ["S"] = [2, 0.5, 0.5, 1.5], ["y"] = [0.2],
        };
        double ValueOf(string expression)
        {
            var graph = Source.Graph(Names + $"let e = {expression}; observe real y ~ normal(e, 1);");
            return new Values([], leaves).Scalar(graph.Lets[0].Tensor);
        }

        Assert.Equal(ValueOf(writtenOut), ValueOf(fold), 11);
    }
}
