using SltDsl.Graph.Expressions;
using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Tests.Build;

namespace SltDsl.Graph.Tests;

public class LoweringOfExpressionsTests
{
    private static readonly Symbol _u = Parameter("u", SltType.Vector(Size(3)));
    private static readonly Symbol _m = Parameter("m", SltType.Matrix(Size(2), Size(3)));
    private static readonly Symbol _s = Parameter("s", SltType.Matrix(Size(2), Size(2)));
    private static readonly Symbol _x = Parameter("x", SltType.Real);
    private static readonly SltType _vector2 = SltType.Vector(Size(2));
    private static readonly SltType _vector3 = SltType.Vector(Size(3));
    private static readonly SltType _matrix22 = SltType.Matrix(Size(2), Size(2));

    // u = (1, −2, 4), m = ((1, 2, 3), (4, 5, 6)), s = ((4, 2), (2, 5)), x = 0.3
    private static readonly Dictionary<string, double[]> _leaves = new()
    {
        ["u"] = [1, -2, 4], ["m"] = [1, 2, 3, 4, 5, 6], ["s"] = [4, 2, 2, 5], ["x"] = [0.3],
    };

    public static TheoryData<string, Expr, double[]> Calls => new()
    {
        { "sum", Call(Function.Sum, SltType.Real, _u.Ref()), [3] },
        { "sum of a matrix", Call(Function.Sum, SltType.Real, _m.Ref()), [21] },
        { "prod", Call(Function.Product, SltType.Real, _u.Ref()), [-8] },
        { "max", Call(Function.Max, SltType.Real, _u.Ref()), [4] },
        { "min", Call(Function.Min, SltType.Real, _u.Ref()), [-2] },
        { "mean", Call(Function.Mean, SltType.Real, _u.Ref()), [1] },
        { "sd", Call(Function.Sd, SltType.Real, _u.Ref()), [3] },
        { "norm", Call(Function.Norm, SltType.Real, _u.Ref()), [Math.Sqrt(21)] },
        { "dot", Call(Function.Dot, SltType.Real, _u.Ref(), _u.Ref()), [21] },
        { "log_sum_exp", Call(Function.LogSumExp, SltType.Real, _u.Ref()), [Math.Log(Math.E + Math.Exp(-2) + Math.Exp(4))] },
        { "matrix * vector", Call(Function.MatrixMultiply, _vector2, _m.Ref(), _u.Ref()), [9, 18] },
        { "transpose", Call(Function.Transpose, SltType.Matrix(Size(3), Size(2)), _m.Ref()), [1, 4, 2, 5, 3, 6] },
        { "m * m'", Call(Function.MatrixMultiply, _matrix22, _m.Ref(), Call(Function.Transpose, SltType.Matrix(Size(3), Size(2)), _m.Ref())), [14, 32, 32, 77] },
        { "s ^ 3", Call(Function.MatrixPower, _matrix22, _s.Ref(), Int(3)), [116, 130, 130, 181] },
        { "cholesky", Call(Function.Cholesky, _matrix22, _s.Ref()), [2, 0, 1, 2] },
        { "solve", Call(Function.Solve, _vector2, _s.Ref(), Vector(8, 12)), [1, 2] },
        { "inverse", Call(Function.Inverse, _matrix22, _s.Ref()), [5 / 16.0, -1 / 8.0, -1 / 8.0, 1 / 4.0] },
        { "det", Call(Function.Determinant, SltType.Real, _s.Ref()), [16] },
        { "det with a zero pivot", Call(Function.Determinant, SltType.Real, Matrix(new double[,] { { 0, 2, 1 }, { 1, 0, 3 }, { 2, 1, 0 } })), [13] },
        { "log_det", Call(Function.LogDeterminant, SltType.Real, _s.Ref()), [Math.Log(16)] },
        { "matrix_exp", Call(Function.MatrixExp, _matrix22, Matrix(new[,] { { 0, -Math.PI / 2 }, { Math.PI / 2, 0 } })), [0, -1, 1, 0] },
        { "diag of a vector", Call(Function.Diag, _matrix22, Vector(3, 5)), [3, 0, 0, 5] },
        { "diag of a matrix", Call(Function.Diag, _vector2, _s.Ref()), [4, 5] },
        { "identity", Call(Function.Identity, _matrix22, Int(2)), [1, 0, 0, 1] },
        { "kron", Call(Function.Kron, SltType.Matrix(Size(2), Size(4)), Matrix(new double[,] { { 1, 2 } }), _s.Ref()), [4, 2, 8, 4, 2, 5, 4, 10] },
        { "eigenvalues", Call(Function.Eigenvalues, _vector2, _s.Ref()), [(9 - Math.Sqrt(17)) / 2, (9 + Math.Sqrt(17)) / 2] },
        { "singular_values", Call(Function.SingularValues, _vector2, _m.Ref()), [9.508032000695723, 0.772869635673485] }, // NumPy 1.24
        { "softmax", Call(Function.Softmax, _vector2, Vector(0, Math.Log(3))), [0.25, 0.75] },
        { "log_softmax", Call(Function.LogSoftmax, _vector2, Vector(0, Math.Log(3))), [Math.Log(0.25), Math.Log(0.75)] },
        { "layer_norm", Call(Function.LayerNorm, _vector2, Vector(-1, 3)), [-2 / Math.Sqrt(4 + 1e-5), 2 / Math.Sqrt(4 + 1e-5)] },
        { "cumulative_sum", Call(Function.CumulativeSum, _vector3, _u.Ref()), [1, -1, 3] },
        { "sort", Call(Function.Sort, _vector3, _u.Ref()), [-2, 1, 4] },
        { "append_row", Call(Function.AppendRow, SltType.Vector(Size(4)), _u.Ref(), _x.Ref()), [1, -2, 4, 0.3] },
        { "append_col", Call(Function.AppendCol, SltType.Matrix(Size(2), Size(4)), _m.Ref(), Vector(7, 8)), [1, 2, 3, 7, 4, 5, 6, 8] },
        { "to_vector", Call(Function.ToVector, SltType.Vector(Size(6)), _m.Ref()), [1, 2, 3, 4, 5, 6] },
        { "to_matrix", Call(Function.ToMatrix, SltType.Matrix(Size(3), Size(2)), _m.Ref()), [1, 2, 3, 4, 5, 6] },
        { "rep", Call(Function.Rep, _vector2, _x.Ref(), Int(2)), [0.3, 0.3] },
        { "linspace", Call(Function.Linspace, SltType.Vector(Size(4)), Int(-1), Int(2), Int(4)), [-1, 0, 1, 2] },
        { "zeros", Call(Function.Zeros, _matrix22, Int(2), Int(2)), [0, 0, 0, 0] },
        { "relu", Call(Function.Relu, _vector3, _u.Ref()), [1, 0, 4] },
        { "gelu", Call(Function.Gelu, SltType.Real, Int(1)), [0.841344746068543] }, // Φ(1)
        { "Phi", Call(Function.Phi, SltType.Real, Int(-1)), [0.158655253931457] },
        { "logit", Call(Function.Logit, SltType.Real, Real(0.75)), [Math.Log(3)] },
        { "inv_logit", Call(Function.InvLogit, SltType.Real, Real(Math.Log(3))), [0.75] },
        { "softplus", Call(Function.Softplus, SltType.Real, Real(0)), [Math.Log(2)] },
        { "broadcast", Call(Function.Add, _vector3, _x.Ref(), _u.Ref()), [1.3, -1.7, 4.3] },
        { "comparison", Call(Function.GreaterOrEqual, SltType.Bool, _x.Ref(), Real(0.3)), [1] },
        { "mod", Call(Function.Modulo, SltType.Int, Int(7), Int(3)), [1] },
        { "div", Call(Function.Div, SltType.Int, Int(7), Int(3)), [2] },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public void Functions_agree_with_hand_computation(string name, Expr expression, double[] expected) => AssertValue(name, expression, expected);

    [Fact]
    public void Subscripts_select_elements_rows_columns_slices_and_gathers()
    {
        AssertValue("element", _m.Ref().At(SltType.Real, Int(2), Int(3)), [6]);
        AssertValue("row", _m.Ref().At(_vector3, Int(2)), [4, 5, 6]);
        AssertValue("column", new IndexExpr(_m.Ref(), [new Slice(null, null), new At(Int(2))], _vector2, Level.Parameter, default), [2, 5]);
        AssertValue("slice", new IndexExpr(_u.Ref(), [new Slice(Int(2), Int(3))], _vector2, Level.Parameter, default), [-2, 4]);
        var places = Elements(Array(SltType.Int, Size(4)), Int(3), Int(1), Int(1), Int(2));
        AssertValue("gather", _u.Ref().At(SltType.Vector(Size(4)), places), [4, 1, 1, -2]);
    }

    [Fact]
    public void Comprehensions_are_flat_with_the_leftmost_index_outermost()
    {
        var (i, j) = (Index("i"), Index("j"));
        var element = Call(Function.Add, SltType.Int, Call(Function.Multiply, SltType.Int, Int(10), i.Ref()), j.Ref());
        AssertValue("flat", element.For(SltType.Vector(Size(6)), Over(i, Int(2), Int(3)), Over(j, Int(1), Int(3))), [21, 22, 23, 31, 32, 33]);

        // Σ_{i=1..3} Σ_{j=1..i} j: the inner range may depend on the outer index in an aggregate.
        AssertValue("triangle", Call(Function.Sum, SltType.Real, j.Ref().For(SltType.Vector(Size(6)), Over(i, Int(1), Int(3)), Over(j, Int(1), i.Ref()))), [10]);
    }

    [Fact]
    public void A_value_shared_inside_a_comprehension_gets_an_axis_for_its_index()
    {
        // [norm(m * softmax(u * i)) for i in 1:2]
        var i = Index("i");
        var inner = Call(Function.Softmax, _vector3, Call(Function.Multiply, _vector3, _u.Ref(), i.Ref()));
        var element = Call(Function.Norm, SltType.Real, Call(Function.MatrixMultiply, _vector2, _m.Ref(), inner));
        double Expected(int n)
        {
            double[] e = [Math.Exp(n), Math.Exp(-2 * n), Math.Exp(4 * n)];
            var p = e.Select(v => v / e.Sum()).ToArray();
            return Math.Sqrt(Math.Pow(p[0] + (2 * p[1]) + (3 * p[2]), 2) + Math.Pow((4 * p[0]) + (5 * p[1]) + (6 * p[2]), 2));
        }

        AssertValue("norms", element.For(_vector2, Over(i, Int(1), Int(2))), [Expected(1), Expected(2)]);
    }

    [Fact]
    public void Fold_gives_the_last_state_and_scan_all()
    {
        // state ← 2 state + item from 1 over (1, −2, 4): 3, 4, 12
        var (state, item) = (Symbol("acc", SymbolKind.Index, SltType.Real, Level.Parameter), Symbol("v", SymbolKind.Index, SltType.Real, Level.Parameter));
        var step = Call(Function.Add, SltType.Real, Call(Function.Multiply, SltType.Real, Int(2), state.Ref()), item.Ref());
        AssertValue("fold", new Recurrence(false, Real(1), state, item, step, _u.Ref(), SltType.Real, Level.Parameter, default), [12]);
        AssertValue("scan", new Recurrence(true, Real(1), state, item, step, _u.Ref(), Array(SltType.Real, Size(3)), Level.Parameter, default), [3, 4, 12]);
    }

    [Fact]
    public void Conditionals_choose_and_do_not_evaluate_the_other_branch()
    {
        var bad = _u.Ref().At(SltType.Real, Int(9));
        AssertValue("if", new Conditional(Call(Function.Less, SltType.Bool, _x.Ref(), Int(1)), _x.Ref(), bad, SltType.Real, Level.Parameter, default), [0.3]);
    }

    private static void AssertValue(string name, Expr expression, double[] expected)
    {
        var let = Symbol("value", SymbolKind.Let, expression.Type, expression.Level);
        var flat = Family("flat");
        var graph = GraphBuilder.Build(Model(
            Declare(_u, flat), Declare(_m, flat), Declare(_s, flat), Declare(_x, flat), new LetDeclaration(let, expression, default)));
        var actual = new Values([], _leaves).All(graph.Lets[0].Tensor);
        Assert.True(
            actual.Length == expected.Length && actual.Zip(expected).All(p => Math.Abs(p.First - p.Second) <= 1e-12 * Math.Max(1, Math.Abs(p.Second))),
            $"{name}: [{string.Join(", ", actual)}] instead of [{string.Join(", ", expected)}]");
    }
}
