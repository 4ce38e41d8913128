using SltDsl.Language;
using SltDsl.Language.Model;
using static SltDsl.Graph.Tests.Build;

namespace SltDsl.Graph.Tests;

public class LoweringOfLawsTests
{
    private static readonly double _logTwoPi = Math.Log(2 * Math.PI);

    [Fact]
    public void Each_factorises_along_the_axis_and_sees_earlier_elements()
    {
        // y_t ~ normal(phi y_{t−1}, 1) for t = 2, 3
        var (phi, y, t) = (Parameter("phi", SltType.Real), Observed("y", SltType.Vector(Size(3))), Index("t"));
        var mean = Call(Function.Multiply, SltType.Real, phi.Ref(), y.Ref().At(SltType.Real, Call(Function.Subtract, SltType.Int, t.Ref(), Int(1))));
        var graph = Graph([phi], Observe(y, Family("normal", mean, Int(1)), Over(t, Int(2), Int(3))));
        Assert.Equal(-(0.5 * 4) - (0.5 * 0.25) - _logTwoPi, LogDensity(graph, ("phi", [0.5]), ("y", [2, 3, 1])), 13);
        Assert.IsType<PlateLaw>(graph.Observations[0].Law);
    }

    [Fact]
    public void A_hidden_chain_is_summed_over_its_paths()
    {
        var (start, trans, emit) = (Parameter("start", SltType.Vector(Size(2))), Parameter("trans", SltType.Matrix(Size(2), Size(2))), Parameter("emit", SltType.Matrix(Size(2), Size(3))));
        var (y, k) = (Observed("y", Array(SltType.Int, Size(3))), Index("k"));
        var law = new HiddenMarkovDistribution(start.Ref(), trans.Ref(), k, Family("categorical", emit.Ref().At(SltType.Vector(Size(3)), k.Ref())), default);
        var graph = Graph([start, trans, emit], Observe(y, law));

        double[] s = [0.3, 0.7];
        double[,] a = { { 0.9, 0.1 }, { 0.4, 0.6 } }, e = { { 0.5, 0.3, 0.2 }, { 0.1, 0.1, 0.8 } };
        int[] seen = [0, 2, 1];
        var total = 0.0;
        for (var path = 0; path < 8; path++)
        {
            int[] z = [path & 1, (path >> 1) & 1, path >> 2];
            total += s[z[0]] * e[z[0], seen[0]] * a[z[0], z[1]] * e[z[1], seen[1]] * a[z[1], z[2]] * e[z[2], seen[2]];
        }

        var value = LogDensity(graph, ("start", s), ("trans", [.. a.Cast<double>()]), ("emit", [.. e.Cast<double>()]), ("y", [1, 3, 2]));
        Assert.Equal(Math.Log(total), value, 13);
    }

    [Fact]
    public void A_latent_variable_is_summed_out_over_the_whole_row()
    {
        // latent z ~ categorical(w); y[f] ~ bernoulli(theta[z, f])
        var (w, theta) = (Parameter("w", SltType.Vector(Size(2))), Parameter("theta", SltType.Matrix(Size(2), Size(2))));
        var z = Symbol("z", SymbolKind.Latent, SltType.Int, Level.Row);
        var y = Observed("y", Array(SltType.Int, Size(2)));
        var latent = new LatentDeclaration(z, Int(1), Int(2), Family("categorical", w.Ref()), [], default);
        var graph = Graph([w, theta], latent, Observe(y, Family("bernoulli", theta.Ref().At(SltType.Vector(Size(2)), z.Ref()))));
        var value = LogDensity(graph, ("w", [0.25, 0.75]), ("theta", [0.3, 0.5, 0.6, 0.8]), ("y", [1, 0]));
        Assert.Equal(Math.Log((0.25 * 0.3 * 0.5) + (0.75 * 0.6 * 0.2)), value, 13);
    }

    [Fact]
    public void One_latent_variable_may_reach_several_observations()
    {
        var w = Parameter("w", SltType.Vector(Size(2)));
        var z = Symbol("z", SymbolKind.Latent, SltType.Int, Level.Row);
        var (u, v) = (Observed("u", SltType.Real), Observed("v", SltType.Real));
        var latent = new LatentDeclaration(z, Int(1), Int(2), Family("categorical", w.Ref()), [], default);
        var graph = Graph([w], latent, Observe(u, Family("normal", z.Ref(), Int(1))), Observe(v, Family("exponential", z.Ref())));
        double Joint(int k) => Math.Exp((-0.5 * Math.Pow(1.5 - k, 2)) - (0.5 * _logTwoPi)) * k * Math.Exp(-k * 0.7);
        var values = new Values([], new() { ["w"] = [0.25, 0.75], ["u"] = [1.5], ["v"] = [0.7] });
        Assert.Equal(Math.Log((0.25 * Joint(1)) + (0.75 * Joint(2))), graph.Observations.Sum(o => values.Scalar(o.LogDensity)), 13);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Members_of_a_latent_array_are_summed_out_one_by_one(bool usesEach)
    {
        // latent array[2] z ~ categorical(w); y[i] ~ normal(2 mu[z[i]], 1)
        var (w, mu) = (Parameter("w", SltType.Vector(Size(2))), Parameter("mu", SltType.Vector(Size(2))));
        var z = Symbol("z", SymbolKind.Latent, Array(SltType.Int, Size(2)), Level.Row);
        var (y, i) = (Observed("y", SltType.Vector(Size(2))), Index("i"));
        var latent = new LatentDeclaration(z, Int(1), Int(2), Family("categorical", w.Ref()), [], default);
        Expr Mean(SltType type, Expr members) => Call(Function.Multiply, type, Int(2), mu.Ref().At(type, members));
        var graph = usesEach
            ? Graph([w, mu], latent, Observe(y, Family("normal", Mean(SltType.Real, z.Ref().At(SltType.Int, i.Ref())), Int(1)), Over(i, Int(1), Int(2))))
            : Graph([w, mu], latent, Observe(y, Family("normal", Mean(SltType.Vector(Size(2)), z.Ref()), Int(1))));

        double Normal(double r) => Math.Exp(-0.5 * r * r) / Math.Sqrt(2 * Math.PI);
        var expected = Math.Log((0.25 * Normal(1)) + (0.75 * Normal(-1))) + Math.Log((0.25 * Normal(3)) + (0.75 * Normal(1)));
        Assert.Equal(expected, LogDensity(graph, ("w", [0.25, 0.75]), ("mu", [0, 1]), ("y", [1, 3])), 13);
    }

    [Fact]
    public void A_latent_chain_is_the_hidden_chain()
    {
        var (start, trans, emit) = (Parameter("start", SltType.Vector(Size(2))), Parameter("trans", SltType.Matrix(Size(2), Size(2))), Parameter("emit", SltType.Matrix(Size(2), Size(3))));
        var z = Symbol("z", SymbolKind.Latent, Array(SltType.Int, Size(3)), Level.Row);
        var (y, t, u, k) = (Observed("y", Array(SltType.Int, Size(3))), Index("t"), Index("u"), Index("k"));
        var row = SltType.Vector(Size(2));
        var before = z.Ref().At(SltType.Int, Call(Function.Subtract, SltType.Int, t.Ref(), Int(1)));
        var next = new Conditional(Call(Function.Equal, SltType.Bool, t.Ref(), Int(1)), start.Ref(), trans.Ref().At(row, before), row, Level.Row, default);
        var latent = new LatentDeclaration(z, Int(1), Int(2), Family("categorical", next), [Over(t, Int(1), Int(3))], default);
        var emission = Family("categorical", emit.Ref().At(SltType.Vector(Size(3)), z.Ref().At(SltType.Int, u.Ref())));
        var byLatent = Graph([start, trans, emit], latent, Observe(y, emission, Over(u, Int(1), Int(3))));
        var byName = Graph([start, trans, emit], Observe(
            y, new HiddenMarkovDistribution(start.Ref(), trans.Ref(), k, Family("categorical", emit.Ref().At(SltType.Vector(Size(3)), k.Ref())), default)));

        (string, double[])[] at = [("start", [0.3, 0.7]), ("trans", [0.9, 0.1, 0.4, 0.6]), ("emit", [0.5, 0.3, 0.2, 0.1, 0.1, 0.8]), ("y", [1, 3, 2])];
        Assert.Equal(LogDensity(byName, at), LogDensity(byLatent, at), 14);
    }

    [Fact]
    public void Combinators_agree_with_hand_computation()
    {
        var normal = Family("normal", Int(0), Int(1));
        var density = -0.125 - (0.5 * _logTwoPi);
        Assert.Equal(density - Math.Log(0.841344746068543), At(new TruncatedDistribution(normal, Int(-1), null, default), 0.5), 13);
        Assert.Equal(double.NegativeInfinity, At(new TruncatedDistribution(normal, Int(1), null, default), 0.5));
        Assert.Equal(density - Math.Log(0.682689492137086), At(new TruncatedDistribution(normal, Int(-1), Int(1), default), 0.5), 13);
        Assert.Equal(Math.Log(0.158655253931457), At(new CensoredDistribution(normal, null, Int(1), default), 1), 13);
        Assert.Equal(density, At(new CensoredDistribution(normal, null, Int(1), default), 0.5), 13);
        Assert.Equal(Math.Log(0.3 + (0.7 * Math.Exp(-2))), At(new ZeroInflatedDistribution(Real(0.3), Family("poisson", Int(2)), default), 0), 13);
        Assert.Equal(Math.Log(0.7 * 2 * Math.Exp(-2)), At(new ZeroInflatedDistribution(Real(0.3), Family("poisson", Int(2)), default), 1), 13);
        Assert.Equal(density - Math.Log(2), At(new AffineDistribution(normal, Int(1), Int(2), default), 2), 13);
        Assert.Equal(double.NegativeInfinity, At(Family("exponential", Int(1)), -0.5));
        Assert.Equal(double.NegativeInfinity, At(Family("uniform", Int(0), Int(1)), 1.5));
    }

    [Fact]
    public void Priors_are_conditioned_on_the_declared_set()
    {
        var mu = Parameter("mu", SltType.Vector(Size(3)));
        var normal = Family("normal", Int(0), Int(1));
        double Prior(Constraint constraint, Distribution prior, params double[] value)
        {
            var graph = GraphBuilder.Build(Model(Declare(mu, prior, constraint)));
            return new Values([], new() { ["mu"] = value }).Scalar(graph.LogPrior[0].Value);
        }

        var free = -1.75 - (1.5 * _logTwoPi); // ½ (0.25 + 1 + 2.25)
        Assert.Equal(free + Math.Log(6), Prior(new StructureConstraint(Structure.Ordered), normal, 0.5, 1, 1.5), 13);
        Assert.Equal(free + Math.Log(48), Prior(new StructureConstraint(Structure.PositiveOrdered), normal, 0.5, 1, 1.5), 13);
        Assert.Equal(free + Math.Log(8), Prior(new BoundConstraint(Int(0), null), normal, 0.5, 1, 1.5), 13);
        Assert.Equal(free - (3 * Math.Log(0.841344746068543)), Prior(new BoundConstraint(Int(-1), null), normal, 0.5, 1, 1.5), 13);
        Assert.Equal(-3.0, Prior(new BoundConstraint(Int(0), null), Family("exponential", Int(1)), 0.5, 1, 1.5), 13);
        Assert.True(GraphBuilder.Build(Model(Declare(mu, Family("dirichlet", Vector(1, 1, 1)), new StructureConstraint(Structure.Simplex)))).Parameters[0].IsPriorNormalised);
        var identity = Call(Function.Identity, SltType.Matrix(Size(3), Size(3)), Int(3));
        var joint = Family("multi_normal", Vector(0, 0, 0), identity);
        Assert.True(GraphBuilder.Build(Model(Declare(mu, joint))).Parameters[0].IsPriorNormalised);
        Assert.False(GraphBuilder.Build(Model(Declare(mu, joint, new StructureConstraint(Structure.Ordered)))).Parameters[0].IsPriorNormalised);
        Assert.False(GraphBuilder.Build(Model(Declare(mu, Family("skew_normal", Int(0), Int(1), Int(2)), new BoundConstraint(Int(1), null)))).Parameters[0].IsPriorNormalised);

        // gamma(2, 1) has the density x e⁻ˣ, and beyond 1 the mass 2 / e.
        Assert.Equal((3 * (1 - Math.Log(2))) + Math.Log(1.5) - 4.5 + Math.Log(2), Prior(new BoundConstraint(Int(1), null), Family("gamma", Int(2), Int(1)), 1, 1.5, 2), 13);
    }

    [Fact]
    public void A_ball_is_measured_in_natural_coordinates()
    {
        var w = Parameter("w", SltType.Vector(Size(3)));
        var phase = new PhaseDeclaration("Near", default, null, new EquatableArray<TruthValue>([new TruthValue(w, Vector(0.2, 0.3, 0.5), default)]), Real(0.1), default);
        var graph = GraphBuilder.Build(Model(Declare(w, Family("dirichlet", Vector(1, 1, 1)), new StructureConstraint(Structure.Simplex)), phase));
        double Inside(params double[] at) => new Values([], new() { ["w"] = at }).Scalar(graph.Phases[0].Condition);

        // The last coordinate follows from the others: the distances are 0.09 and 0.11.
        Assert.Equal(1.0, Inside(0.29, 0.3, 0.41));
        Assert.Equal(0.0, Inside(0.31, 0.3, 0.39));
    }

    private static ModelGraph Graph(Symbol[] parameters, params Declaration[] rest) =>
        GraphBuilder.Build(Model([.. parameters.Select(p => Declare(p, Family("flat"))), .. rest]));

    private static double LogDensity(ModelGraph graph, params (string Name, double[] Values)[] leaves) =>
        new Values([], leaves.ToDictionary(l => l.Name, l => l.Values)).Scalar(graph.Observations[0].LogDensity);

    private static double At(Distribution distribution, double value) =>
        LogDensity(Graph([], Observe(Observed("y", SltType.Real), distribution)), ("y", [value]));
}
