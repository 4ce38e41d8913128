using System.Diagnostics;
using Xunit.Abstractions;

namespace SltDsl.Runtime.Tests;

public class LearningCoefficientTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("tanh1", 0.5, 2)]
    [InlineData("tanh2", 2.0 / 3, 1)]
    [InlineData("rank0", 3, 2)]
    [InlineData("rank1", 4, 1)]
    [InlineData("mixture", 0.75, 1)]
    [InlineData("deep", 3.5, 2)]
    [InlineData("regression", 2.5, 1)]
    public void Of_the_example_models(string model, double lambda, int multiplicity)
    {
        var problem = model switch
        {
            "tanh1" => ModelEnergies.TanhNull(1),
            "tanh2" => ModelEnergies.TanhNull(2),
            "rank0" => ModelEnergies.LinearNetwork([4, 2, 3], 0),
            "rank1" => ModelEnergies.LinearNetwork([4, 2, 3], 1),
            "mixture" => ModelEnergies.MixtureOne(),
            "deep" => ModelEnergies.LinearNetwork([4, 3, 3, 2], 1, 0.1),
            _ => ModelEnergies.LinearRegression(),
        };
        var clock = Stopwatch.StartNew();
        var estimate = LearningCoefficient.Estimate(problem);
        output.WriteLine($"{model} {lambda} {multiplicity}: {estimate} {string.Join("; ", estimate.Reasons)} {clock.Elapsed.TotalSeconds:0.0} s");

        Assert.InRange(estimate.Lambda, lambda - (3 * estimate.StandardError), lambda + (3 * estimate.StandardError));
        Assert.InRange(estimate.StandardError, 0, 0.02 * lambda);
        Assert.Equal(multiplicity, estimate.Multiplicity);
    }
}
