using SltDsl.Runtime;

namespace SltDsl.CodeGen.Tests;

/// <summary>Vector code over rows against the scalar code that single rows take, on expressions whose signs and brackets are easily lost.</summary>
public class LaneTests
{
    // No multiple of the lanes, so that the loop has rows left over.
    private const int Rows = 37;

    public static TheoryData<string> Means =>
    [
        "(tanh(u * x) + exp(v * x)) * x",
        "x - (tanh(u * x) + exp(v * x)) * x",
        "x - (tanh(u * x) - exp(v * x))",
        "x - -(tanh(u * x) - exp(v * x)) * (u - x)",
        "u - (x - (v - tanh(x * u)) * (x - u))",
        "-(u + x) * -(v - x) - (u - x) / (1 + x ^ 2)",
        "if x > 0 then u - (x + tanh(v * x)) * x else v - (x - u)",
    ];

    [Theory, MemberData(nameof(Means))]
    public void Rows_at_once_are_rows_one_by_one(string mean)
    {
        var model = new Example(
            $"""
            input real x ~ normal(0, 1);
            param real u ~ normal(0, 1);
            param real v ~ normal(0, 1);
            param positive s ~ half_normal(1);
            observe real y ~ normal({mean}, s);
            """,
            []).Model();
        var random = new SltRandom(11);
        var values = new double[3];
        model.DrawPrior(ref random, values);
        var data = model.Simulate(values, Rows, ref random);
        model.DrawPrior(ref random, values);

        var singles = Enumerable.Range(0, Rows).Select(row => new Dataset(1, [.. data.Columns.Select(c => new[] { c[row] })])).ToArray();
        var terms = singles.Select(single => model.LogLikelihood(values, single)).ToArray();
        Assert.Equal(terms.Sum(), model.LogLikelihood(values, data), 1e-12 * terms.Sum(Math.Abs));

        var (together, alone, prior) = (new double[3], new double[3], new double[3]);
        model.Prior(Coordinates.Natural).LogDensityAndGradient(values, prior);
        model.Posterior(data, 1, Coordinates.Natural).LogDensityAndGradient(values, together);
        var (expected, scale) = ((double[])prior.Clone(), new double[3]);
        foreach (var single in singles)
        {
            model.Posterior(single, 1, Coordinates.Natural).LogDensityAndGradient(values, alone);
            for (var i = 0; i < 3; i++)
            {
                expected[i] += alone[i] - prior[i];
                scale[i] += Math.Abs(alone[i]) + Math.Abs(prior[i]);
            }
        }

        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(expected[i], together[i], 1e-12 * scale[i]);
        }
    }
}
