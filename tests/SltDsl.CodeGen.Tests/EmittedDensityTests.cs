using SltDsl.Graph;
using SltDsl.Graph.Tests;
using SltDsl.Language.Model;
using SltDsl.Runtime;
using static SltDsl.Graph.Tests.Build;

namespace SltDsl.CodeGen.Tests;

public class EmittedDensityTests
{
    private static readonly double _logTwoPi = Math.Log(2 * Math.PI);

    [Fact]
    public void Regression_has_the_density_computed_by_hand()
    {
        var model = Compiled.Factory(Regression()).Create();
        double[] values = [0.5, 2, 0.25, 1, 2];
        var data = new Dataset(2, [[1, 0, 2, 1, -1, 3], [4, 1]]);
        var pointwise = new double[2];
        var logLikelihood = model.LogLikelihood(values, data, pointwise);

        // Means 0.5 + 2 + 0.5 − 1 = 2 and 0.5 + 0.25 + 3 = 3.75.
        double[] expected = [.. new[] { 2.0, -2.75 }.Select(e => (-0.5 * e * e / 4) - Math.Log(2) - (0.5 * _logTwoPi))];
        Assert.Equal(expected[0], pointwise[0], 14);
        Assert.Equal(expected[1], pointwise[1], 14);
        Assert.Equal(expected.Sum(), logLikelihood, 13);
        var prior = (-0.5 * 0.0025) - Math.Log(10) - (0.5 * _logTwoPi)
            - (5.0625 / 50) - (3 * Math.Log(5)) - (1.5 * _logTwoPi)
            + Math.Log(2) - 0.5 - Math.Log(2) - (0.5 * _logTwoPi);
        Assert.Equal(prior, model.LogPrior(values), 13);

        var point = new double[5];
        model.ToPoint(values, Coordinates.Unconstrained, point);
        Assert.Equal(Math.Log(2), point[4], 15);
        Assert.Equal(prior + expected.Sum() + Math.Log(2), model.Posterior(data).LogDensity(point), 12);
    }

    [Fact]
    public void Mixture_has_the_density_computed_by_hand()
    {
        var model = Compiled.Factory(Mixture()).Create();
        double Normal(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
        double[] values = [0.25, 0.75, -1, 2];
        Assert.Equal(
            Math.Log((0.25 * Normal(1.5)) + (0.75 * Normal(-1.5))),
            model.LogLikelihood(values, new Dataset(1, [[0.5]])), 14);
        Assert.Equal(3, model.Dimension);
        Assert.Equal(4, model.Parameters.Sum(p => p.Count));
        var three = Compiled.Factory(Mixture()).Create(null, new Dictionary<string, long> { ["K"] = 3 });
        Assert.Equal(5, three.Dimension);
    }

    internal static ModelGraph Regression()
    {
        var p = SizeSymbol("P");
        var x = Input("x", SltType.Vector(Size("P")));
        var alpha = Parameter("alpha", SltType.Real);
        var beta = Parameter("beta", SltType.Vector(Size("P")));
        var sigma = Parameter("sigma", SltType.Real);
        var y = Observed("y", SltType.Real);
        var mean = Call(Function.Add, SltType.Real, alpha.Ref(), Call(Function.Dot, SltType.Real, beta.Ref(), x.Ref()));
        return GraphBuilder.Build(Model(
            Size(p, 3),
            DeclareInput(x, Family("normal", Int(0), Int(1))),
            Declare(alpha, Family("normal", Int(0), Int(10))),
            Declare(beta, Family("normal", Int(0), Int(5))),
            Declare(sigma, Family("normal", Int(0), Int(2)), new BoundConstraint(Int(0), null)),
            Observe(y, Family("normal", mean, sigma.Ref()))));
    }

    internal static ModelGraph Mixture()
    {
        var k = SizeSymbol("K");
        var w = Parameter("w", SltType.Vector(Size("K")));
        var mu = Parameter("mu", SltType.Vector(Size("K")));
        var alpha = Symbol("alpha", SymbolKind.Hyper, SltType.Real, Level.Data);
        var y = Observed("y", SltType.Real);
        var component = Index("k");
        return GraphBuilder.Build(Model(
            new SizeDeclaration(k, 2, false, (1, 4), null, default),
            new HyperDeclaration(alpha, Constraint.None, 1, null, default),
            Declare(w, Family("dirichlet", Call(Function.Rep, SltType.Vector(Size("K")), alpha.Ref(), k.Ref())), new StructureConstraint(Structure.Simplex)),
            Declare(mu, Family("normal", Int(0), Int(3))),
            Observe(y, new MixtureDistribution(w.Ref(), component, Family("normal", mu.Ref().At(SltType.Real, component.Ref()), Int(1)), default))));
    }
}
