using SltDsl.Graph;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Diagnostics;
using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>Models of the kinds that Stan's users write, in files of their own: they bind, compile, draw, and have right gradients.</summary>
public sealed class StanUserModelTests
{
    private const int Rows = 7;

    private static readonly Dictionary<string, long> _sizes = new() { ["I"] = 4, ["J"] = 4, ["K"] = 3, ["M"] = 3, ["N"] = 5, ["P"] = 3, ["T"] = 5, ["V"] = 4 };

    public static TheoryData<string> Models => [.. Directory.GetFiles(Folder(), "*.slt").Select(Path.GetFileNameWithoutExtension).Order().Select(n => n!)];

    [Theory, MemberData(nameof(Models))]
    public void Draw_data_and_have_right_gradients(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder(), name + ".slt"));
        var compilation = SltCompilation.Compile(new($"{name}.slt", text), new BindingOptions());
        Assert.True(compilation.Diagnostics.All(d => d.Severity < Severity.Warning), string.Join("\n", compilation.Diagnostics.Select(d => $"{d.Code} {d.Message}")));
        var factory = Compiled.Factory(GraphBuilder.Build(compilation.Model!));
        var sizes = factory.Info.Sizes.Where(s => !s.IsConstant).ToDictionary(s => s.Name, s => _sizes[s.Name]);
        var model = factory.Create(FileFor(name), sizes);

        var random = new SltRandom(21);
        var values = new double[model.Parameters.Sum(p => p.Count)];
        model.DrawPrior(ref random, values);
        Assert.Null(model.Violation(values));
        var rows = model.Simulate(values, Rows, ref random);
        CheckGradient(model, rows);
        CheckDerived(model, rows, values, ref random);
    }

    private static void CheckGradient(ISltModel model, Dataset rows)
    {
        var density = model.Posterior(rows);
        var generator = new Random(22);
        for (var trial = 0; trial < 5; trial++)
        {
            var point = Enumerable.Range(0, density.Dimension).Select(_ => (2 * generator.NextDouble()) - 1).ToArray();
            var gradient = new double[point.Length];
            Assert.True(double.IsFinite(density.LogDensityAndGradient(point, gradient)));
            var expected = Differences.Gradient(u => density.LogDensity(u), point);
            var scale = Math.Max(1, gradient.Max(Math.Abs));
            Assert.Equal(expected, gradient, (a, b) => Math.Abs(a - b) <= 1e-7 * scale);
        }
    }

    private static void CheckDerived(ISltModel model, Dataset rows, double[] values, ref SltRandom random)
    {
        var layouts = model.DerivedWith(rows);
        var derived = new double[layouts.Sum(l => l.Count)];
        Array.Fill(derived, double.NaN);
        model.Derive(values, rows, ref random, derived);
        Assert.All(derived, d => Assert.True(double.IsFinite(d)));
    }

    // Shared data that no row draws.
    private static DataFile? FileFor(string name) => name switch
    {
        "gp-regression" => new("x.json", [new("x", [5], [0, 0.7, 1.5, 2, 4], false)]),
        "count-splines" => new("knots.json", [new("knots", [5], [0, 0.25, 0.5, 0.75, 1], false)]),
        "robust-regression" => new("rows.json", [new("x", [2, 3], [0, 0.7, 1.5, 2, 4, 1], false), new("y", [2], [1, 3], false)]),
        _ => null,
    };

    private static string Folder() => Path.Combine(ExampleGraphs.Root(), "tests", "SltDsl.CodeGen.Tests", "StanUserModels");
}
