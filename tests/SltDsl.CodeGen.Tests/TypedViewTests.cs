using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Text;

namespace SltDsl.CodeGen.Tests;

public class TypedViewTests
{
    [Fact]
    public void A_program_uses_the_generated_types()
    {
        const string Program = """
            using System;
            using System.Linq;
            using Emitted;
            using SltDsl.Runtime;

            public static class User
            {
                public static double[] Run()
                {
                    var model = new GaussianMixture(new(K: 2));
                    var random = new SltRandom(1);
                    var data = model.Simulate(GaussianMixture.Truths.One, 1_000, ref random);
                    var w = new GaussianMixture.Params([0.5, 0.5], [-1, 1]);
                    var point = new double[model.Dimension];
                    model.Pack(w, point, Coordinates.Natural);
                    var back = model.Unpack(point, Coordinates.Natural);
                    var rows = model.Data([new GaussianMixture.Row(0.5), new(1.5)]);
                    var isMerged = model.Classify(w with { Mu = [0, 0.1] }) == GaussianMixture.Phase.Merged;
                    var three = new GaussianMixture(new(K: 3), new(Alpha: 0.5));
                    return
                    [
                        data.Average(row => row.Y), model.LogLikelihood(w, rows), model.LogPosterior(w, rows, 0.5) - model.LogPrior(w),
                        back.W[1], back.Mu[1], rows[1].Y, isMerged ? 1 : 0, (int)model.Classify(w), three.Dimension, three.HyperValues["alpha"],
                        model.Divergence(GaussianMixture.Truths.Two, coordinates: Coordinates.Natural)!.Energy(point),
                    ];
                }
            }
            """;
        var graph = ExampleGraphs.Of("05-gaussian-mixture").Graph();
        var code = ModelEmitter.Emit(graph, new EmitOptions("Emitted", "05.slt"));
        var result = (double[])Compiled.Assembly(code, Program).GetType("User")!.GetMethod("Run")!.Invoke(null, null)!;
        double Normal(double z) => Math.Exp(-0.5 * z * z) / Math.Sqrt(2 * Math.PI);
        var logLikelihood = Math.Log(0.5 * (Normal(1.5) + Normal(-0.5))) + Math.Log(0.5 * (Normal(2.5) + Normal(0.5)));

        // The mean of 1000 standard normals: |z| < 5, a false alarm in 2e6.
        Assert.InRange(result[0] * Math.Sqrt(1_000), -5, 5);
        Assert.Equal(logLikelihood, result[1], 13);
        Assert.Equal(0.5 * logLikelihood, result[2], 13);
        Assert.Equal([0.5, 1, 1.5, 1, 3, 5, 0.5], result[3..10]);
        Assert.Equal(0, result[10], 12);
    }

    [Fact]
    public void A_program_uses_matrices_integers_and_shared_data()
    {
        const string Program = """
            using Emitted;
            using SltDsl.Runtime;

            public static class User
            {
                public static double[] Run()
                {
                    var model = new M(new M.Shared([1.0, 2.0], 3), new M.Sizes(N: 2));
                    var w = new M.Params(new double[,] { { 1, 2 }, { 3, 4 } });
                    var rows = model.Data([new M.Row([1, 2], 5)]);
                    var wrong = 0.0;
                    try
                    {
                        model.LogPrior(new M.Params(new double[1, 2]));
                    }
                    catch (System.ArgumentException)
                    {
                        wrong = 1;
                    }

                    var values = new double[4];
                    return [model.LogLikelihood(w, rows), rows[0].K[1], rows[0].Z, wrong, model.FromValues([1, 2, 3, 4]).W[1, 0]];
                }
            }
            """;
        const string Text = """
            model M;
            size N;
            data vector[N] t;
            data int c;
            param matrix[N, N] W ~ normal(0, 1);
            observe array[N] int<lower=1, upper=2> k ~ categorical([0.25, 0.75]);
            observe real z ~ normal(W[1, 2] * t[2] + c, 1);
            """;
        var compilation = SltCompilation.Compile(new SourceText("m.slt", Text), new BindingOptions());
        var code = ModelEmitter.Emit(Graph.GraphBuilder.Build(compilation.Model!), new EmitOptions("Emitted", "m.slt"));
        var result = (double[])Compiled.Assembly(code, Program).GetType("User")!.GetMethod("Run")!.Invoke(null, null)!;
        Assert.Equal(Math.Log(0.25 * 0.75) - 2 - (0.5 * Math.Log(2 * Math.PI)), result[0], 13);
        Assert.Equal([2, 5, 1, 3], result[1..]);
    }
}
