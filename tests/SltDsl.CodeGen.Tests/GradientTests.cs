using SltDsl.Graph.Instantiation;
using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

public class GradientTests
{
    private const int Points = 50;

    public static TheoryData<string> Models => [.. ExampleGraphs.Names];

    [Theory, MemberData(nameof(Models))]
    public void Gradients_agree_with_differences(string name)
    {
        var example = ExampleGraphs.Of(name);
        var model = example.Model();
        var data = example.Data(model);
        var random = new Random(1);
        foreach (var coordinates in new[] { Coordinates.Unconstrained, Coordinates.Natural })
        {
            var density = model.Posterior(data, 0.7, coordinates);
            for (var n = 0; n < Points; n++)
            {
                var point = RandomPoint(model, coordinates, random);
                var gradient = new double[point.Length];
                var value = density.LogDensityAndGradient(point, gradient);
                Assert.True(double.IsFinite(value), $"{coordinates} density at ({string.Join(", ", point)}) is {value}");
                Assert.Equal(density.LogDensity(point), value, 12 * Math.Max(1, Math.Abs(value)) * 1e-15);

                // Small steps keep clear of the kinks of piecewise models.
                var expected = example.IsPiecewise
                    ? Differences.Gradient(u => density.LogDensity(u), point, 2e-5, 3)
                    : Differences.Gradient(u => density.LogDensity(u), point);
                var scale = Math.Max(1, gradient.Max(Math.Abs));
                for (var i = 0; i < gradient.Length; i++)
                {
                    Assert.True(
                        Math.Abs(gradient[i] - expected[i]) <= 1e-7 * scale,
                        $"{coordinates}, coordinate {i} at ({string.Join(", ", point)}): {gradient[i]} against {expected[i]}, scale {scale}");
                }
            }
        }
    }

    [Theory, MemberData(nameof(Models))]
    public void Densities_are_those_of_the_graph(string name)
    {
        var example = ExampleGraphs.Of(name);
        var model = example.Model();
        var data = example.Data(model);
        var graph = example.Graph();
        var random = new Random(2);
        var point = RandomPoint(model, Coordinates.Unconstrained, random);
        var values = new double[model.Parameters.Sum(p => p.Count)];
        model.ToValues(point, Coordinates.Unconstrained, values);
        var pointwise = new double[data.Rows];
        model.LogLikelihood(values, data, pointwise);
        for (var row = 0; row < data.Rows; row++)
        {
            var instance = InstanceOf(example, model, values, data, row);
            var expected = graph.Observations.Sum(o => instance.At(o.LogDensity));
            Assert.Equal(expected, pointwise[row], 1e-11 * Math.Max(1, Math.Abs(expected)));
        }

        var prior = graph.LogPrior.Sum(t => InstanceOf(example, model, values, data, 0).At(t.Value));
        Assert.Equal(prior, model.LogPrior(values), 1e-11 * Math.Max(1, Math.Abs(prior)));
    }

    [Theory, MemberData(nameof(Models))]
    public void The_log_Jacobian_is_that_of_the_map_between_coordinates(string name)
    {
        var model = ExampleGraphs.Of(name).Model();
        var random = new Random(3);
        var (natural, free) = (model.Prior(Coordinates.Natural), model.Prior());
        for (var n = 0; n < Points; n++)
        {
            var point = RandomPoint(model, Coordinates.Unconstrained, random);
            double[] Map(double[] u)
            {
                var values = new double[model.Parameters.Sum(p => p.Count)];
                model.ToValues(u, Coordinates.Unconstrained, values);
                var image = new double[model.Dimension];
                model.ToPoint(values, Coordinates.Natural, image);
                return image;
            }

            var logJacobian = free.LogDensity(point) - natural.LogDensity(Map(point));
            Assert.Equal(Differences.LogDeterminant(Map, point), logJacobian, 1e-9 * Math.Max(1, Math.Abs(logJacobian)));
        }
    }

    [Theory, MemberData(nameof(Models))]
    public void Points_come_back_from_their_values(string name)
    {
        var model = ExampleGraphs.Of(name).Model();
        var random = new Random(4);
        var point = RandomPoint(model, Coordinates.Unconstrained, random);
        var values = new double[model.Parameters.Sum(p => p.Count)];
        model.ToValues(point, Coordinates.Unconstrained, values);
        Assert.Null(model.Violation(values));
        var again = new double[point.Length];
        model.ToPoint(values, Coordinates.Unconstrained, again);
        for (var i = 0; i < point.Length; i++)
        {
            Assert.Equal(point[i], again[i], 1e-9);
        }
    }

    [Theory, MemberData(nameof(Models))]
    public void An_evaluation_allocates_nothing(string name)
    {
        var example = ExampleGraphs.Of(name);
        var model = example.Model();
        var data = example.Data(model);
        var density = model.Posterior(data);
        var point = RandomPoint(model, Coordinates.Unconstrained, new Random(5));
        var gradient = new double[point.Length];
        var values = new double[model.Parameters.Sum(p => p.Count)];
        model.ToValues(point, Coordinates.Unconstrained, values);
        for (var warm = 0; warm < 3; warm++)
        {
            Evaluate();
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        Evaluate();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Evaluate()
        {
            density.LogDensity(point);
            density.LogDensityAndGradient(point, gradient);
            model.LogLikelihood(values, data);
            model.LogPrior(values);
        }
    }

    private static double[] RandomPoint(ISltModel model, Coordinates coordinates, Random random)
    {
        var free = new double[model.UnconstrainedDimension];
        for (var i = 0; i < free.Length; i++)
        {
            free[i] = (2 * random.NextDouble()) - 1;
        }

        if (coordinates == Coordinates.Unconstrained)
        {
            return free;
        }

        var values = new double[model.Parameters.Sum(p => p.Count)];
        model.ToValues(free, Coordinates.Unconstrained, values);
        var point = new double[model.Dimension];
        model.ToPoint(values, Coordinates.Natural, point);
        return point;
    }

    internal static Instance<double> InstanceOf(Example example, ISltModel model, double[] values, Dataset data, int row) => new(
        DoubleField.Instance,
        model.SizeValues,
        (leaf, positions) =>
        {
            if (model.HyperValues.TryGetValue(leaf.Name, out var hyper))
            {
                return hyper;
            }

            if (example.Shared?.Find(leaf.Name) is { } shared)
            {
                return shared.Values[positions.Count == 0 ? 0 : (int)positions[0]];
            }

            var isColumn = model.Columns.Any(c => c.Name == leaf.Name);
            var layout = (isColumn ? model.Columns : model.Parameters).Single(c => c.Name == leaf.Name);
            var flat = 0;
            for (var axis = 0; axis < positions.Count; axis++)
            {
                flat = (flat * layout.Extents[axis]) + (int)positions[axis];
            }

            var number = model.Columns.ToList().FindIndex(c => c.Name == leaf.Name);
            return isColumn ? data.Columns[number][(flat * data.Rows) + row] : values[layout.Offset + flat];
        });
}
