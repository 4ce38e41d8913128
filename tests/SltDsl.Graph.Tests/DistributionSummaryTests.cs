using SltDsl.Graph.Distributions;
using SltDsl.Graph.Expressions;
using SltDsl.Language.Model;
using static SltDsl.Graph.Tests.Build;

namespace SltDsl.Graph.Tests;

/// <summary>
/// What each entry of the table of families has: at least eight reference points. Derivatives of every entry are tested with
/// the generated code (<c>FamilyGradientTests</c>), draws in the runtime's tests (<c>GeneratorCoverageTests</c> lists them).
/// </summary>
public sealed class DistributionSummaryTests
{
    [Fact]
    public void Every_family_has_eight_reference_points()
    {
        var counts = new DensityReferences().Select(row => (string)row[0]).Concat(VectorReferences.Rows.Select(r => r.Family)).GroupBy(f => f).ToDictionary(g => g.Key, g => g.Count());
        var few = FamilyTable.Families.Keys.Except(["flat", "dirac"]).Where(f => counts.GetValueOrDefault(f) < 8).Select(f => $"{f}: {counts.GetValueOrDefault(f)}");
        Assert.Equal([], few);
    }

    [Fact]
    public void Families_of_classes_vectors_and_matrices_agree_with_reference_values()
    {
        var wrong = VectorReferences.Rows
            .Select(r => (Row: r, Actual: Density(r.Family, r.Arguments, r.Value)))
            .Where(r => !(Math.Abs(r.Actual - r.Row.Expected) <= 1e-10 * Math.Max(1, Math.Abs(r.Row.Expected)) || r.Actual == r.Row.Expected))
            .Select(r => $"{r.Row.Family}({string.Join("; ", r.Row.Arguments.Select(a => string.Join(", ", a)))}) at {string.Join(", ", r.Row.Value)}: {r.Actual:R}, not {r.Row.Expected:R}");
        Assert.Equal([], wrong);
    }

    [Theory]
    [InlineData("categorical")]
    [InlineData("categorical_logit")]
    [InlineData("ordered_logistic")]
    public void Probabilities_of_classes_sum_to_one(string family)
    {
        foreach (var rows in VectorReferences.Rows.Where(r => r.Family == family).GroupBy(r => string.Join(";", r.Arguments.Select(a => string.Join(",", a)))))
        {
            Assert.Equal(1, rows.Sum(r => Math.Exp(Density(family, r.Arguments, r.Value))), 12);
        }
    }

    [Theory]
    [InlineData("multinomial", new[] { 0.2, 0.5, 0.3 })]
    [InlineData("dirichlet_multinomial", new[] { 0.7, 2.5, 1.5 })]
    public void Probabilities_of_counts_sum_to_one(string family, double[] argument)
    {
        var sum = 0.0;
        for (var i = 0; i <= 6; i++)
        {
            for (var j = 0; i + j <= 6; j++)
            {
                sum += Math.Exp(Density(family, [[6], argument], [i, j, 6 - i - j]));
            }
        }

        Assert.Equal(1, sum, 12);
    }

    private static double Density(string name, double[][] arguments, double[] value)
    {
        var family = FamilyTable.Families[name];
        var isOfCounts = name is "multinomial" or "dirichlet_multinomial";
        var given = arguments.Select((a, n) => family.Parameters[n].Rank switch
        {
            0 => isOfCounts ? Int((long)a[0]) : Real(a[0]),
            1 => Vector(a),
            _ => Matrix(Shaped(a)),
        });
        var type = family.ValueRank switch
        {
            0 => SltType.Int,
            1 => SltType.Vector(Size(value.Length)),
            _ => SltType.Matrix(Size(Shaped(value).GetLength(0)), Size(Shaped(value).GetLength(1))),
        };
        var y = Observed("y", type);
        var graph = GraphBuilder.Build(Model(Observe(y, Family(name, [.. given]))));
        return new Values([], new() { ["y"] = value }).Scalar(graph.Observations[0].LogDensity);
    }

    // Square matrices, and one of two rows.
    private static double[,] Shaped(double[] values)
    {
        var rows = values.Length == 6 ? 2 : (int)Math.Sqrt(values.Length);
        var matrix = new double[rows, values.Length / rows];
        Buffer.BlockCopy(values, 0, matrix, 0, values.Length * sizeof(double));
        return matrix;
    }
}
