using SltDsl.Language.Model;
using static SltDsl.Graph.Tests.Build;

namespace SltDsl.Graph.Tests;

public class LoweringOfModelsTests
{
    private static readonly double _logTwoPi = Math.Log(2 * Math.PI);

    [Fact]
    public void Regression_has_the_density_computed_by_hand()
    {
        var p = SizeSymbol("P");
        var x = Input("x", SltType.Vector(Size("P")));
        var alpha = Parameter("alpha", SltType.Real);
        var beta = Parameter("beta", SltType.Vector(Size("P")));
        var sigma = Parameter("sigma", SltType.Real);
        var y = Observed("y", SltType.Real);
        var mean = Call(Function.Add, SltType.Real, alpha.Ref(), Call(Function.Dot, SltType.Real, beta.Ref(), x.Ref()));
        var graph = GraphBuilder.Build(Model(
            Size(p, 3),
            DeclareInput(x, Family("normal", Int(0), Int(1))),
            Declare(alpha, Family("normal", Int(0), Int(10))),
            Declare(beta, Family("normal", Int(0), Int(5))),
            Declare(sigma, Family("normal", Int(0), Int(2)), new BoundConstraint(Int(0), null)),
            Observe(y, Family("normal", mean, sigma.Ref()))));

        var values = new Values(new() { ["P"] = 3 }, new()
        {
            ["x"] = [1, 2, -1], ["alpha"] = [0.5], ["beta"] = [2, 0.25, 1], ["sigma"] = [2], ["y"] = [4],
        });
        Assert.Equal((-0.5 * Math.Pow((4 - 2) / 2.0, 2)) - Math.Log(2) - (0.5 * _logTwoPi), values.Scalar(graph.Observations[0].LogDensity), 14);

        // Priors: beta ~ N(0, 5) thrice; sigma is the half normal, twice the density.
        Assert.Equal(-(4 + 0.0625 + 1) / 50 - (3 * Math.Log(5)) - (1.5 * _logTwoPi), values.Scalar(graph.LogPrior[1].Value), 13);
        Assert.Equal(Math.Log(2) - 0.5 - Math.Log(2) - (0.5 * _logTwoPi), values.Scalar(graph.LogPrior[2].Value), 14);
        Assert.True(graph.Parameters[2].IsPriorNormalised);
    }

    [Fact]
    public void Mixture_has_the_density_computed_by_hand()
    {
        var (graph, _) = Mixture();
        var values = new Values(new() { ["K"] = 2 }, new() { ["w"] = [0.25, 0.75], ["mu"] = [-1, 2], ["y"] = [0.5], ["alpha"] = [1.0] });

        double Normal(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
        Assert.Equal(Math.Log((0.25 * Normal(1.5)) + (0.75 * Normal(-1.5))), values.Scalar(graph.Observations[0].LogDensity), 14);
        Assert.Equal(0.0, values.Scalar(graph.LogPrior[0].Value), 14); // Dirichlet(1, 1)
    }

    [Fact]
    public void A_product_of_matrices_and_a_vector_goes_from_right_to_left()
    {
        var (n, h, m) = (SizeSymbol("N"), SizeSymbol("H"), SizeSymbol("M"));
        var x = Input("x", SltType.Vector(Size("M")));
        var a = Parameter("A", SltType.Matrix(Size("H"), Size("M")));
        var b = Parameter("B", SltType.Matrix(Size("N"), Size("H")));
        var y = Observed("y", SltType.Vector(Size("N")));
        var product = Call(Function.MatrixMultiply, SltType.Matrix(Size("N"), Size("M")), b.Ref(), a.Ref());
        var mean = Call(Function.MatrixMultiply, SltType.Vector(Size("N")), product, x.Ref());
        var graph = GraphBuilder.Build(Model(
            Size(n, 2), Size(h, 1), Size(m, 2), DeclareInput(x),
            Declare(a, Family("normal", Int(0), Int(1))), Declare(b, Family("normal", Int(0), Int(1))),
            Observe(y, Family("normal", mean, Int(1)))));

        var values = new Values(new() { ["N"] = 2, ["H"] = 1, ["M"] = 2 }, new() { ["A"] = [2, 3], ["B"] = [1, -1], ["x"] = [1, 1], ["y"] = [5, -4] });
        var density = graph.Observations[0].LogDensity;
        Assert.Equal(-0.5 - _logTwoPi, values.Scalar(density), 14);
        Assert.All(Expressions.Traversal.InOrder([density]), t => Assert.True(t.Extents.Count < 2 || t is Expressions.Leaf));
    }

    internal static (ModelGraph Graph, Symbol Size) Mixture(params TruthDeclaration[] truths)
    {
        var k = SizeSymbol("K");
        return (Mixture(k, Parameter("w", SltType.Vector(Size("K"))), Parameter("mu", SltType.Vector(Size("K"))), truths), k);
    }

    internal static ModelGraph Mixture(Symbol k, Symbol w, Symbol mu, params TruthDeclaration[] truths)
    {
        var alpha = Symbol("alpha", SymbolKind.Hyper, SltType.Real, Level.Data);
        var y = Observed("y", SltType.Real);
        var component = Index("k");
        return GraphBuilder.Build(Model([
            Size(k, 2),
            new HyperDeclaration(alpha, Constraint.None, 1, null, default),
            Declare(w, Family("dirichlet", Call(Function.Rep, SltType.Vector(Size("K")), alpha.Ref(), k.Ref())), new StructureConstraint(Structure.Simplex)),
            Declare(mu, Family("normal", Int(0), Int(3))),
            Observe(y, new MixtureDistribution(w.Ref(), component, Family("normal", mu.Ref().At(SltType.Real, component.Ref()), Int(1)), default)),
            .. truths]));
    }
}
