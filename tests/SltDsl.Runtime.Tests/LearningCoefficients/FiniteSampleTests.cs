using MathNet.Numerics.Integration;

namespace SltDsl.Runtime.Tests;

/// <summary>What an estimator aims at with n observations, against one-dimensional integrals and closed forms.</summary>
public class FiniteSampleTests
{
    /// <summary>
    /// K = 4a²b² under standard normal a and b: over b the integral is (1 + 8κa²)^(−½), so that A(n) is a quotient of two integrals
    /// over a, here by Gauss–Kronrod. At n = 1000 it is .383 although λ = ½: with m = 2 the limit is approached like 1/log n.
    /// </summary>
    [Theory]
    [InlineData(100)]
    [InlineData(1000)]
    public void The_target_of_a_normal_crossing_is_its_integral(int n)
    {
        var kappa = n / Math.Log(n);
        double Weight(double a) => Math.Exp(-0.5 * a * a) / Math.Sqrt(1 + (8 * kappa * a * a));
        double Weighted(double a) => Weight(a) * 4 * kappa * a * a / (1 + (8 * kappa * a * a));
        double Integral(Func<double, double> f) => GaussKronrodRule.Integrate(f, 0, 0.2, out _, out _, 1e-13) + GaussKronrodRule.Integrate(f, 0.2, 12, out _, out _, 1e-13);
        var exact = Integral(Weighted) / Integral(Weight);

        var target = FiniteSample.Target(Crossing(), n);
        Assert.NotNull(target);
        Assert.Equal(exact, target.Value, 1e-6);
        if (n == 1000)
        {
            Assert.Equal(0.383, target.Value, 0.0005);
        }
    }

    /// <summary>The populations' λ̂ at n = 1000 beside the target, and the extrapolated λ̂ beside λ = ½: two fixed seeds at 3 standard errors, a false alarm in 1 of 100.</summary>
    [Fact]
    public void Estimates_meet_the_target_at_n_and_λ_in_the_limit()
    {
        var (finite, trusted, _) = FiniteSample.Estimate(Crossing(), 1000, new FreeEnergyOptions { Seed = 3 });
        Assert.True(trusted);
        Assert.InRange(finite.StandardError, 1e-4, 0.02);
        Assert.InRange((finite.Value - FiniteSample.Target(Crossing(), 1000)!.Value) / finite.StandardError, -3, 3);

        var limit = LearningCoefficient.Estimate(Crossing(), new EstimateOptions { Seed = 3, Particles = 64, Doublings = 0 });
        Assert.InRange(0.5, limit.Interval95.Low, limit.Interval95.High);
        Assert.InRange((limit.Lambda - 0.5) / limit.StandardError, -3, 3);
    }

    /// <summary>Regular: K = ½|w|² under N(0, 1) in each coordinate gives d/2 · κ/(κ + 1).</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_target_of_a_regular_model_is_a_ratio(int dimension)
    {
        var energy = new SumOfSquares(dimension, Enumerable.Range(0, dimension).Select(i => (IReadOnlyList<PolynomialTerm>)[new(Math.Sqrt(0.5), Enumerable.Range(0, dimension).Select(j => j == i ? 1 : 0).ToArray())]).ToList());
        var kappa = 50 / Math.Log(50);

        Assert.Equal(0.5 * dimension * kappa / (kappa + 1), FiniteSample.Target(Standard(energy), 50)!.Value, 1e-6);
    }

    [Fact]
    public void No_target_is_claimed_past_three_coordinates_or_where_nodes_are_too_few()
    {
        var four = new SumOfSquares(4, [[new(1, [1, 1, 1, 1])]]);
        Assert.Null(FiniteSample.Target(Standard(four), 100));

        // The ridges of the crossing are millions of times narrower than the prior.
        Assert.Null(FiniteSample.Target(Crossing(), 1e15));

        // Walls inside the box: the trapezoidal rule converges too slowly to be believed.
        Assert.Null(FiniteSample.Target(Crossing().Near([0, 0], 0.5), 1000));
    }

    /// <summary>x²y = 0 has λ = ¼ near (0, 1), ½ near (1, 0) and ¼ at the origin. Three seeds at 4 standard errors: a false alarm in 1 of 300.</summary>
    [Theory]
    [InlineData(0, 1, 0.25)]
    [InlineData(1, 0, 0.5)]
    [InlineData(0, 0, 0.25)]
    public void Λ_near_a_point_is_that_of_its_ball(double x, double y, double lambda)
    {
        var problem = Standard(new SumOfSquares(2, [[new(1, [2, 1])]])).Near([x, y], 0.2);
        var estimate = LearningCoefficient.Estimate(problem, new EstimateOptions { Particles = 64, Doublings = 0 });

        Assert.True(estimate.Trusted, string.Join("; ", estimate.Reasons));
        Assert.InRange((estimate.Lambda - lambda) / estimate.StandardError, -4, 4);
        Assert.InRange(estimate.StandardError, 0, 0.05 * lambda);
    }

    /// <summary>Draws are uniform in the ball: the d-th power of the relative distance is uniform. Kolmogorov–Smirnov at level 0.001.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void A_ball_is_filled_evenly(int dimension)
    {
        var ball = new UniformBall([.. Enumerable.Repeat(2.0, dimension)], 0.5);
        var random = new SltRandom(7, 0);
        var w = new double[dimension];
        var levels = new double[10_000];
        for (var i = 0; i < levels.Length; i++)
        {
            ball.Draw(ref random, w);
            Assert.Equal(0, ball.LogDensity(w));
            levels[i] = Math.Pow(Math.Sqrt(w.Sum(v => (v - 2) * (v - 2))) / 0.5, dimension);
        }

        Array.Sort(levels);
        var distance = levels.Select((level, i) => Math.Max(level - (i / (double)levels.Length), ((i + 1) / (double)levels.Length) - level)).Max();
        Assert.InRange(distance, 0, 1.95 / Math.Sqrt(levels.Length));
    }

    private static EnergyProblem Crossing() => Standard(new SumOfSquares(2, [[new(2, [1, 1])]]));

    private static EnergyProblem Standard(SumOfSquares energy)
    {
        var prior = new LocalisingNormal(new double[energy.Dimension], 1);
        return new EnergyProblem(prior, prior.Draw, energy);
    }
}
