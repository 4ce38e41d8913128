using System.Diagnostics;
using Xunit.Abstractions;

namespace SltDsl.Runtime.Tests;

public class LearningCoefficientTests(ITestOutputHelper output)
{
    private static readonly EstimateOptions Quick = new() { Particles = 64, Doublings = 0 };

    /// <summary>
    /// Closed forms: normal crossings have λ = min 1/(2k) over the exponents k of f, m the number that attain it (Watanabe
    /// 2009, theorem 2.4); d regular parameters d/2; the cusp x² − y³ 5/12; x² + y³ likewise; (x y, x²) ½ by the Newton
    /// polyhedron. Eight cases at 4 standard errors with 15 degrees of freedom: a false alarm in about 1 of 100 seeds.
    /// </summary>
    [Theory]
    [InlineData("x", 0.5, 1)]
    [InlineData("x y^2", 0.25, 1)]
    [InlineData("x^2 - y^3", 5.0 / 12, 1)]
    [InlineData("x y", 0.5, 2)]
    [InlineData("x z^3, y z^3", 1.0 / 6, 1)]
    [InlineData("x, y, z, u", 2, 1)]
    [InlineData("x y, x^2", 0.5, 1)]
    [InlineData("x u + y v", 0.5, 1)]
    public void Of_ideals_agrees_with_closed_forms(string generators, double lambda, int multiplicity)
    {
        var estimate = LearningCoefficient.Estimate(Ideal(generators), Quick);
        output.WriteLine($"{estimate}");

        Assert.True(estimate.Trusted, string.Join("; ", estimate.Reasons));
        Assert.InRange((estimate.Lambda - lambda) / estimate.StandardError, -4, 4);
        Assert.InRange(estimate.StandardError, 0, 0.06 * lambda);
        Assert.True(estimate.Multiplicity == multiplicity || estimate.MultiplicityProbability < 0.95);
        Assert.InRange(estimate.Interval95.High - estimate.Interval95.Low, 4 * estimate.StandardError, 4.5 * estimate.StandardError);
    }

    /// <summary>The published λ of the example models (language.md, section 9), with energies written out by hand; default settings.</summary>
    [Theory]
    [Trait("Category", "Long")]
    [InlineData("08 H = 1 Null", 0.5, 2)]
    [InlineData("08 H = 2 Null", 2.0 / 3, 1)]
    [InlineData("06 Rank0", 3, 2)]
    [InlineData("06 Rank1", 4, 1)]
    [InlineData("05 One", 0.75, 1)]
    [InlineData("07 Rank1", 3.5, 2)]
    [InlineData("02 Sparse", 2.5, 1)]
    public void Of_the_example_models_is_within_3_se_and_sharp(string model, double lambda, int multiplicity)
    {
        var clock = Stopwatch.StartNew();
        var estimate = LearningCoefficient.Estimate(ModelEnergies.Named(model));
        output.WriteLine($"{model} {lambda} {multiplicity}: {estimate} {string.Join("; ", estimate.Reasons)} {clock.Elapsed.TotalSeconds:0.0} s");

        Assert.InRange((estimate.Lambda - lambda) / estimate.StandardError, -3, 3);
        Assert.InRange(estimate.StandardError, 0, 0.02 * lambda);
        Assert.True(estimate.Multiplicity == multiplicity || estimate.MultiplicityProbability < 0.95);
    }

    /// <summary>Three of them in a short run: a regular model, reduced rank regression and two tanh units.</summary>
    [Theory]
    [InlineData("02 Sparse", 2.5, 0.02)]
    [InlineData("06 Rank0", 3, 0.03)]
    [InlineData("08 H = 2 Null", 2.0 / 3, 0.08)]
    public void Of_the_example_models_in_a_short_run_is_within_4_se(string model, double lambda, double sharpness)
    {
        var estimate = LearningCoefficient.Estimate(ModelEnergies.Named(model), Quick);
        output.WriteLine($"{model} {lambda}: {estimate}");

        Assert.InRange((estimate.Lambda - lambda) / estimate.StandardError, -4, 4);
        Assert.InRange(estimate.StandardError, 0, sharpness * lambda);
    }

    [Fact]
    public void Estimates_do_not_depend_on_the_number_of_threads()
    {
        var few = Quick with { Particles = 32, Replicates = 6 };
        var one = LearningCoefficient.Estimate(Ideal("x y^2"), few with { Threads = 1 });
        var three = LearningCoefficient.Estimate(Ideal("x y^2"), few with { Threads = 3 });
        var other = LearningCoefficient.Estimate(Ideal("x y^2"), few with { Seed = 2 });

        Assert.Equal(one with { Reasons = three.Reasons }, three);
        Assert.NotEqual(one.Lambda, other.Lambda);
        Assert.Equal(2ul, other.Seed);
    }

    [Fact]
    public void Hears_a_running_estimate_with_its_error()
    {
        var heard = new List<EstimateProgress>();
        LearningCoefficient.Estimate(Ideal("x y^2"), Quick with { Threads = 1 }, new SynchronousProgress(heard.Add));

        Assert.Equal(16, heard[^1].Finished);
        Assert.InRange(heard[^1].Lambda, 0.2, 0.3);
        Assert.InRange(heard[^1].StandardError, 0.0005, 0.05);
        Assert.Equal(double.NaN, heard[0].Lambda);
        Assert.All(heard, p => Assert.InRange(p.Fraction, 0, 1));
        Assert.True(heard.Zip(heard.Skip(1)).All(pair => pair.Second.Fraction >= pair.First.Fraction));
    }

    [Fact]
    public void Can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var progress = new SynchronousProgress(p =>
        {
            if (p.Finished == 2)
            {
                source.Cancel();
            }
        });
        Assert.ThrowsAny<OperationCanceledException>(() => LearningCoefficient.Estimate(Ideal("x y^2"), Quick, progress, source.Token));
    }

    /// <summary>x² − 2xy + y² loses its digits near x = y at β = 1e16: λ = ¼ must be found from what is left.</summary>
    [Fact]
    public void Energies_that_cancel_are_used_only_as_far_as_they_have_digits()
    {
        var estimate = LearningCoefficient.Estimate(Ideal("x^2 - 2 x y + y^2"), Quick with { SufficientBeta = 1e60 });

        Assert.InRange((estimate.Lambda - 0.25) / estimate.StandardError, -4, 4);
        Assert.InRange(estimate.StandardError, 0, 0.02);
    }

    /// <summary>An energy with a floor has no zero: βK grows with β, and there is no pole.</summary>
    [Fact]
    public void Distrusts_an_energy_that_does_not_reach_zero()
    {
        var floor = new HandWrittenEnergy(1, () => (w, g) => { g[0] = 2 * w[0]; return (w[0] * w[0]) + 1e-6; });
        var estimate = LearningCoefficient.Estimate(EnergyProblem.OnBox(floor, [-1], [1]), Quick);

        Assert.False(estimate.Trusted);
        Assert.Contains(estimate.Reasons, reason => reason.Contains("law of a pole"));
    }

    [Fact]
    public void Refuses_energies_that_say_nothing()
    {
        var zero = new HandWrittenEnergy(1, () => (_, g) => { g.Clear(); return 0; });
        var infinite = new HandWrittenEnergy(1, () => (_, g) => { g.Clear(); return double.NaN; });

        Assert.Contains("λ = 0", Assert.Throws<InvalidOperationException>(() => LearningCoefficient.Estimate(EnergyProblem.OnBox(zero, [-1], [1]))).Message);
        Assert.Contains("infinite or not a number", Assert.Throws<InvalidOperationException>(() => LearningCoefficient.Estimate(EnergyProblem.OnBox(infinite, [-1], [1]))).Message);
        Assert.Throws<ArgumentException>(() => EnergyProblem.OnBox(zero, [-1, 0], [1, 1]));
    }

    /// <summary>The gradient of a sum of squares against central differences.</summary>
    [Fact]
    public void Sums_of_squares_have_their_gradient()
    {
        var energy = Energy("x^2 - 3 x y^2 + 2, x y u");
        double[] w = [0.3, -0.7, 1.1, 0.4], gradient = new double[4];
        energy.EnergyAndGradient(w, gradient);
        for (var i = 0; i < 4; i++)
        {
            double[] up = [.. w], down = [.. w];
            up[i] += 1e-5;
            down[i] -= 1e-5;
            Assert.Equal((energy.Energy(up) - energy.Energy(down)) / 2e-5, gradient[i], 1e-8);
        }

        var f = (0.3 * 0.3) - (3 * 0.3 * 0.49) + 2;
        Assert.Equal((f * f) + Math.Pow(0.3 * -0.7 * 0.4, 2), energy.Energy(w), 1e-14);
    }

    private static EnergyProblem Ideal(string generators)
    {
        var dimension = generators.Contains('u') || generators.Contains('v') ? 4 : generators.Contains('z') ? 3 : generators.Contains('y') ? 2 : 1;
        var energy = Energy(generators, dimension);
        return EnergyProblem.OnBox(energy, Enumerable.Repeat(-1.0, dimension).ToArray(), Enumerable.Repeat(1.0, dimension).ToArray());
    }

    /// <summary>Polynomials in x, y, z or v, u, written as signed products separated by spaces: "x^2 - 3 x y^2, y".</summary>
    private static SumOfSquares Energy(string generators, int dimension = 4)
    {
        PolynomialTerm Term(string text)
        {
            var coefficient = 1.0;
            var exponents = new int[dimension];
            foreach (var factor in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                if (factor is "-")
                {
                    coefficient = -coefficient;
                }
                else if (char.IsDigit(factor[0]))
                {
                    coefficient *= double.Parse(factor, System.Globalization.CultureInfo.InvariantCulture);
                }
                else
                {
                    var variable = factor[0] switch { 'x' => 0, 'y' => 1, 'z' or 'v' => 2, _ => 3 };
                    exponents[variable] += factor.Length > 2 ? int.Parse(factor[2..], System.Globalization.CultureInfo.InvariantCulture) : 1;
                }
            }

            return new PolynomialTerm(coefficient, exponents);
        }

        return new SumOfSquares(dimension, generators.Split(',')
            .Select(generator => (IReadOnlyList<PolynomialTerm>)generator.Replace("-", "+ -").Split('+', StringSplitOptions.RemoveEmptyEntries).Select(Term).ToArray())
            .ToArray());
    }

    private sealed class SynchronousProgress(Action<EstimateProgress> report) : IProgress<EstimateProgress>
    {
        public void Report(EstimateProgress value) => report(value);
    }
}
