using System.Globalization;
using SltDsl.Language.Binding.Expressions;

namespace SltDsl.Graph.Tests.Binding;

/// <summary>Every built-in function and operator, from text to value.</summary>
public sealed class FunctionTests
{
    // u = (1, −2, 4), M = ((1, 2, 3), (4, 5, 6)), S = ((4, 2), (2, 5)), r = 0.3, n = 7
    private const string Names = """
        param vector[3] u ~ flat();
        param matrix[2, 3] M ~ flat();
        param matrix[2, 2] S ~ flat();
        param real r ~ flat();
        data int n;
        """;

    private static readonly Dictionary<string, double[]> _leaves = new()
    {
        ["u"] = [1, -2, 4], ["M"] = [1, 2, 3, 4, 5, 6], ["S"] = [4, 2, 2, 5], ["r"] = [0.3], ["n"] = [7],
    };

    public static TheoryData<string, double[]> Values => new()
    {
        { "abs(u)", [1, 2, 4] }, { "exp(r)", [Math.Exp(0.3)] }, { "log(r)", [Math.Log(0.3)] }, { "log1p(r)", [Math.Log(1.3)] }, { "sqrt(r)", [Math.Sqrt(0.3)] },
        { "pow(u, 2)", [1, 4, 16] }, { "sin(r)", [Math.Sin(0.3)] }, { "cos(r)", [Math.Cos(0.3)] }, { "tan(r)", [Math.Tan(0.3)] }, { "asin(r)", [Math.Asin(0.3)] },
        { "acos(r)", [Math.Acos(0.3)] }, { "atan(r)", [Math.Atan(0.3)] }, { "sinh(r)", [Math.Sinh(0.3)] }, { "cosh(r)", [Math.Cosh(0.3)] }, { "tanh(r)", [Math.Tanh(0.3)] },
        { "inv_logit(r)", [1 / (1 + Math.Exp(-0.3))] }, { "sigmoid(r)", [1 / (1 + Math.Exp(-0.3))] }, { "logit(r)", [Math.Log(0.3 / 0.7)] },
        { "softmax([0, log(3)])", [0.25, 0.75] }, { "log_softmax([0, log(3)])", [Math.Log(0.25), Math.Log(0.75)] },
        { "log_sum_exp(u)", [Math.Log(Math.E + Math.Exp(-2) + Math.Exp(4))] }, { "log_sum_exp(0, r)", [Math.Log(1 + Math.Exp(0.3))] },
        { "lgamma(5)", [Math.Log(24)] }, { "digamma(1)", [-0.5772156649015329] }, { "erf(0.5)", [0.5204998778130465] }, { "Phi(-1)", [0.15865525393145707] },
        { "min(u)", [-2] }, { "max(u)", [4] }, { "min(r, 1)", [0.3] }, { "max(u, 0)", [1, 0, 4] }, { "sum(M)", [21] }, { "prod(u)", [-8] }, { "mean(u)", [1] }, { "sd(u)", [3] },
        { "norm(u)", [Math.Sqrt(21)] }, { "dot(u, u)", [21] }, { "cumulative_sum(u)", [1, -1, 3] }, { "append_row(u, r)", [1, -2, 4, 0.3] },
        { "append_row(r, u)", [0.3, 1, -2, 4] }, { "append_row(M, u)", [1, 2, 3, 4, 5, 6, 1, -2, 4] }, { "append_row(S, S)", [4, 2, 2, 5, 4, 2, 2, 5] },
        { "append_col(M, [7, 8])", [1, 2, 3, 7, 4, 5, 6, 8] }, { "append_col(u, u)", [1, 1, -2, -2, 4, 4] }, { "to_vector(M)", [1, 2, 3, 4, 5, 6] },
        { "to_matrix(u, 1, 3)", [1, -2, 4] }, { "rep(r, 2)", [0.3, 0.3] }, { "rep(u, 2)", [1, -2, 4, 1, -2, 4] }, { "rep(1, 2, 2)", [1, 1, 1, 1] }, { "zeros(2)", [0, 0] },
        { "ones(1, 2)", [1, 1] }, { "identity(2)", [1, 0, 0, 1] }, { "diag([3, 5])", [3, 0, 0, 5] }, { "diag(S)", [4, 5] }, { "linspace(-1, 2, 4)", [-1, 0, 1, 2] },
        { "kron([[1, 2]], S)", [4, 2, 8, 4, 2, 5, 4, 10] }, { "cholesky(S)", [2, 0, 1, 2] }, { "solve(S, [8, 12])", [1, 2] }, { "inverse(S)", [0.3125, -0.125, -0.125, 0.25] },
        { "det(S)", [16] }, { "log_det(S)", [Math.Log(16)] }, { "matrix_exp(zeros(2, 2))", [1, 0, 0, 1] },
        { "eigenvalues(S)", [(9 - Math.Sqrt(17)) / 2, (9 + Math.Sqrt(17)) / 2] }, { "singular_values([[3, 0], [0, 4]])", [4, 3] }, { "sort(u)", [-2, 1, 4] }, { "rank([[1, 2], [2, 4]])", [1] },
        { "floor(r)", [0] }, { "ceil(r)", [1] }, { "round(r)", [0] }, { "mod(n, 4)", [3] }, { "div(n, 2)", [3] }, { "pi()", [Math.PI] }, { "exp(-infinity())", [0] },
        { "relu(u)", [1, 0, 4] }, { "gelu(1)", [0.841344746068543] }, { "softplus(0)", [Math.Log(2)] }, { "square(u)", [1, 4, 16] },
        { "layer_norm([-1, 3])", [-2 / Math.Sqrt(4 + 1e-5), 2 / Math.Sqrt(4 + 1e-5)] },
        { "all(u[i] > -3 for i in 1:3)", [1] }, { "any(u > 5)", [0] }, { "fold(1, (s, v) => 2 * s + v, u)", [12] }, { "scan(1, (s, v) => 2 * s + v, u)", [3, 4, 12] },
        { "fold(0, (s, i) => s + i * u[i], 1:3)", [9] }, { "scan([1, 1], (s, i) => S * s, 1:2)", [6, 7, 38, 47] },

        // Operators and forms
        { "u + 1", [2, -1, 5] }, { "1 - u", [0, 3, -3] }, { "-u", [-1, 2, -4] }, { "2 * u", [2, -4, 8] }, { "u / 2", [0.5, -1, 2] }, { "1 / u", [1, -0.5, 0.25] }, { "n % 4", [3] },
        { "u .* u", [1, 4, 16] }, { "u ./ u", [1, 1, 1] }, { "u .^ 2", [1, 4, 16] }, { "r ^ 2", [0.3 * 0.3] }, { "S ^ 2", [20, 18, 18, 29] }, { "2 ^ -1", [0.5] }, { "-2 ^ 2", [-4] },
        { "M * u", [9, 18] }, { "u' * u", [21] }, { "u * u'", [1, -2, 4, -2, 4, -8, 4, -8, 16] }, { "[1, 1]' * M", [5, 7, 9] }, { "M'", [1, 4, 2, 5, 3, 6] }, { "M * M'", [14, 32, 32, 77] },
        { "n == 7", [1] }, { "r != 0.3", [0] }, { "(r < 1) + 1", [2] }, { "!(r <= 0) && (r > 0 || r >= 5)", [1] }, { "u[2] * (n == 7)", [-2] }, { "7 / 2", [3.5] },
        { "M[2]", [4, 5, 6] }, { "M[:, 2]", [2, 5] }, { "M[2, 3]", [6] }, { "u[2:]", [-2, 4] }, { "u[:2]", [1, -2] }, { "u[2:3]", [-2, 4] }, { "u[[3, 1]]", [4, 1] }, { "M[:, 2:3]", [2, 3, 5, 6] },
        { "M[[2, 2], [1, 3]]", [4, 6, 4, 6] }, { "[10 * i + j for i in 1:2 for j in 1:3]", [11, 12, 13, 21, 22, 23] }, { "[[i * j for j in 1:2] for i in 2:3]", [2, 4, 3, 6] },
        { "[u, [1, 2, 3]]", [1, -2, 4, 1, 2, 3] }, { "sum(j for i in 1:3 for j in 1:i)", [10] }, { "sum(u[i] for i in 1:0)", [0] }, { "prod(u[i] for i in 1:0)", [1] },
        { "if n == 7 then u else -u", [1, -2, 4] }, { "0 ^ 0", [1] }, { "true + 1", [2] }, { "sum(if i == 2 then 0 else u[i] for i in 1:3)", [5] },
    };

    [Theory]
    [MemberData(nameof(Values))]
    public void Each_has_the_value_computed_by_hand(string expression, double[] expected)
    {
        var graph = Source.Graph($"{Names}\nlet value = {expression};\nobserve real y ~ normal(0, 1);");
        var actual = new Tests.Values([], _leaves).All(graph.Lets[0].Tensor);
        Assert.True(
            actual.Length == expected.Length && actual.Zip(expected).All(p => Math.Abs(p.First - p.Second) <= 1e-12 * Math.Max(1, Math.Abs(p.Second))),
            string.Join(", ", actual.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void No_function_is_left_out()
    {
        var text = string.Join("\n", Values.Select(row => (string)row[0]));
        Assert.All(BuiltInFunctions.Names.Except(["column"]), name => Assert.Contains(name + "(", text, StringComparison.Ordinal));
    }

    [Fact]
    public void Functions_of_the_file_are_inlined_with_their_sizes()
    {
        var graph = Source.Graph($$"""
            {{Names}}
            fun vector[n] layer(matrix[n, m] W, vector[m] z) { let a = W * z; return a / n; }
            fun real size_of(vector[k] v) = k;
            let value = layer(z = layer(S, [1, 1]), W = S) + size_of(u);
            observe real y ~ normal(0, 1);
            """);
        Assert.Equal([12.5, 14.75], new Tests.Values([], _leaves).All(graph.Lets[0].Tensor));
    }
}
