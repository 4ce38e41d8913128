namespace SltDsl.Runtime.Tests;

public class NutsTests
{
    private static readonly Gaussian Uneven = new([1, -2, 0, 50, 3], [1, 0.1, 10, 100, 2]);

    /// <summary>Ten checks at 4 standard errors: a false alarm in about 1 of 1 600 seeds.</summary>
    [Theory]
    [InlineData(MetricKind.Diagonal)]
    [InlineData(MetricKind.Dense)]
    public void Finds_means_and_sds_of_uneven_normals(MetricKind metric)
    {
        double[] means = [1, -2, 0, 50, 3], sds = [1, 0.1, 10, 100, 2];
        var draws = Nuts.Sample(Uneven, seed: 11, options: new NutsOptions { Metric = metric });

        for (var i = 0; i < 5; i++)
        {
            var summary = QuantitySummary.Of($"w{i}", draws.Coordinate(i));
            Assert.InRange(Math.Abs(summary.Mean - means[i]), 0, 4 * summary.Mcse);
            Assert.InRange(Math.Abs(summary.Sd - sds[i]), 0, 4 * summary.SdMcse);
            Assert.True(summary.EssBulk > 1000, $"{summary}");
            Assert.InRange(summary.RHat, 0.99, 1.01);
        }

        Assert.True(SamplingVerdict.Of(draws, [QuantitySummary.Of("w", draws.Coordinate(0))]).Converged);
    }

    /// <summary>A pair with correlation .999: the dense metric needs short trajectories where the diagonal one needs long ones.</summary>
    [Fact]
    public void Dense_metric_straightens_a_correlated_pair()
    {
        const double rho = 0.999;
        var density = new HandWritten(2, (w, g) =>
        {
            var scale = 1 / (1 - (rho * rho));
            g[0] = -scale * (w[0] - (rho * w[1]));
            g[1] = -scale * (w[1] - (rho * w[0]));
            return -0.5 * scale * ((w[0] * w[0]) - (2 * rho * w[0] * w[1]) + (w[1] * w[1]));
        });
        var dense = Nuts.Sample(density, seed: 3, options: new NutsOptions { Metric = MetricKind.Dense });
        var diagonal = Nuts.Sample(density, seed: 3);

        foreach (var draws in new[] { dense, diagonal })
        {
            var summary = QuantitySummary.Of("w", draws.Coordinate(0));
            Assert.InRange(Math.Abs(summary.Mean), 0, 4 * summary.Mcse);
            Assert.InRange(Math.Abs(summary.Sd - 1), 0, 4 * summary.SdMcse);
        }

        Assert.True(dense.GradientEvaluations * 3 < diagonal.GradientEvaluations);
    }

    [Fact]
    public void Draws_do_not_depend_on_the_number_of_threads()
    {
        var one = Nuts.Sample(Uneven, chains: 3, draws: 50, seed: 5, options: new NutsOptions { WarmUp = 100, Threads = 1 });
        var three = Nuts.Sample(Uneven, chains: 3, draws: 50, seed: 5, options: new NutsOptions { WarmUp = 100, Threads = 3 });
        var other = Nuts.Sample(Uneven, chains: 3, draws: 50, seed: 6, options: new NutsOptions { WarmUp = 100 });

        Assert.Equal(one.Coordinate(3), three.Coordinate(3));
        Assert.NotEqual(one.Coordinate(3), other.Coordinate(3));
        Assert.NotEqual(one.Coordinate(3)[0], one.Coordinate(3)[1]);
    }

    [SkippableFact]
    public void Matches_the_reference_of_eight_schools_non_centred()
    {
        var posterior = ReferencePosterior.Find("eight_schools-eight_schools_noncentered");
        var draws = Nuts.Sample(EightSchools(posterior.Data("y"), posterior.Data("sigma")), seed: 20);

        posterior.AssertAgrees("mu", draws.Coordinate(0));
        var natural = draws.Map(9, (u, theta) =>
        {
            theta[8] = Math.Exp(u[1]);
            for (var j = 0; j < 8; j++)
            {
                theta[j] = u[0] + (theta[8] * u[2 + j]);
            }
        });
        posterior.AssertAgrees("tau", natural.Coordinate(8));
        for (var j = 0; j < 8; j++)
        {
            posterior.AssertAgrees($"theta[{j + 1}]", natural.Coordinate(j));
        }
    }

    [SkippableFact]
    public void Matches_the_reference_of_kid_scores()
    {
        var posterior = ReferencePosterior.Find("kidiq-kidscore_momiq");
        double[] y = posterior.Data("kid_score"), x = posterior.Data("mom_iq");
        var density = new HandWritten(3, (w, g) =>
        {
            var sigma = Math.Exp(w[2]);
            double squares = 0, residuals = 0, products = 0;
            for (var i = 0; i < y.Length; i++)
            {
                var r = (y[i] - w[0] - (w[1] * x[i])) / sigma;
                squares += r * r;
                residuals += r;
                products += r * x[i];
            }

            var ratio = sigma * sigma / 6.25;
            g[0] = residuals / sigma;
            g[1] = products / sigma;
            g[2] = squares - y.Length - (2 * ratio / (1 + ratio)) + 1;
            return (-0.5 * squares) - (y.Length * w[2]) - Math.Log(1 + ratio) + w[2];
        });
        var draws = Nuts.Sample(density, seed: 8);

        posterior.AssertAgrees("beta[1]", draws.Coordinate(0));
        posterior.AssertAgrees("beta[2]", draws.Coordinate(1));
        posterior.AssertAgrees("sigma", draws.Map(1, (u, s) => s[0] = Math.Exp(u[2])).Coordinate(0));
    }

    [Fact]
    public void Reports_divergences_of_a_funnel_and_says_what_to_do()
    {
        // Neal's funnel: v ~ N(0, 3), nine x ~ N(0, exp(v/2)).
        var funnel = new HandWritten(10, (w, g) =>
        {
            double v = w[0], squares = 0;
            for (var i = 1; i < 10; i++)
            {
                squares += w[i] * w[i] * Math.Exp(-v);
                g[i] = -w[i] * Math.Exp(-v);
            }

            g[0] = (-v / 9) + (0.5 * squares) - 4.5;
            return (-v * v / 18) - (0.5 * squares) - (4.5 * v);
        });
        var draws = Nuts.Sample(funnel, seed: 2);
        var verdict = SamplingVerdict.Of(draws, [QuantitySummary.Of("v", draws.Coordinate(0))]);

        Assert.False(verdict.Converged);
        Assert.True(verdict.Divergences > 0);
        Assert.Contains(verdict.Findings, f => f.Contains("diverged") && f.Contains("non-centred"));
        Assert.Equal(4, verdict.Ebfmi.Count);
    }

    [Fact]
    public void Says_which_value_was_not_finite_when_it_cannot_start()
    {
        var nowhere = new HandWritten(2, (_, g) => { g.Clear(); return double.NegativeInfinity; });
        var message = Assert.Throws<InitialPointException>(() => Nuts.Sample(nowhere)).Message;
        Assert.Contains("the log density is -Infinity", message);

        var kink = new HandWritten(2, (_, g) => { g[0] = 0; g[1] = double.NaN; return 0; });
        Assert.Contains("coordinate 2 is NaN", Assert.Throws<InitialPointException>(() => Nuts.Sample(kink)).Message);

        var given = new NutsOptions { InitialPoint = [0.0] };
        Assert.Contains("1 coordinates, the density takes 5", Assert.Throws<InitialPointException>(() => Nuts.Sample(Uneven, options: given)).Message);
    }

    [Fact]
    public void Starts_where_only_part_of_the_box_is_allowed()
    {
        var half = new HandWritten(1, (w, g) => { g[0] = -1; return w[0] < 1.5 ? double.NegativeInfinity : -w[0]; });
        var draws = Nuts.Sample(half, draws: 500, seed: 4);
        Assert.All(draws.Coordinate(0), chain => Assert.All(chain, w => Assert.True(w >= 1.5)));
    }

    [Fact]
    public void Refuses_a_flat_density()
    {
        var flat = new HandWritten(1, (_, g) => { g.Clear(); return 0; });
        Assert.Contains("improper", Assert.Throws<ImproperDensityException>(() => Nuts.Sample(flat)).Message);
    }

    [Fact]
    public void Cancellation_keeps_finished_draws()
    {
        using var source = new CancellationTokenSource();
        var progress = new SynchronousProgress(p =>
        {
            if (p.Chain == 0 && p.Finished > 300)
            {
                source.Cancel();
            }
        });
        var draws = Nuts.Sample(new Gaussian(new double[50], Enumerable.Repeat(1.0, 50).ToArray()), chains: 1, draws: 10_000_000 / 50, seed: 1,
            options: new NutsOptions { WarmUp = 100 }, progress: progress, cancellation: source.Token);

        Assert.False(draws.IsComplete);
        Assert.InRange(draws.Count, 1, (10_000_000 / 50) - 1);
        Assert.Contains("stopped", SamplingVerdict.Of(draws, []).Findings[0]);
    }

    [Fact]
    public void Hears_progress_of_every_chain_to_the_end()
    {
        var heard = new System.Collections.Concurrent.ConcurrentBag<ChainProgress>();
        Nuts.Sample(Uneven, chains: 3, draws: 60, seed: 1, options: new NutsOptions { WarmUp = 40 }, progress: new SynchronousProgress(heard.Add));

        Assert.Equal([0, 1, 2], heard.Where(p => p.Finished == p.Total).Select(p => p.Chain).Order());
        Assert.All(heard, p => Assert.Equal(100, p.Total));
    }

    [Fact]
    public void Transitions_allocate_nothing()
    {
        var system = new HamiltonianSystem(Uneven, Metric.Create(MetricKind.Diagonal, 5));
        var transition = new NoUTurnTransition(system, 10) { StepSize = 0.05 };
        system.Evaluate(transition.Current);
        var random = new SltRandom(1);
        transition.Advance(ref random);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 20; i++)
        {
            transition.Advance(ref random);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    /// <summary>θ_j = μ + τ η_j in coordinates (μ, log τ, η).</summary>
    private static HandWritten EightSchools(double[] y, double[] sigma) => new(10, (w, g) =>
    {
        double mu = w[0], tau = Math.Exp(w[1]);
        g.Clear();
        g[0] = -mu / 25;
        var density = -mu * mu / 50;
        var ratio = tau * tau / 25;
        density += w[1] - Math.Log(1 + ratio);
        g[1] = 1 - (2 * ratio / (1 + ratio));
        for (var j = 0; j < 8; j++)
        {
            var eta = w[2 + j];
            var r = (y[j] - mu - (tau * eta)) / sigma[j];
            density -= 0.5 * ((r * r) + (eta * eta));
            g[0] += r / sigma[j];
            g[1] += r * tau * eta / sigma[j];
            g[2 + j] = (r * tau / sigma[j]) - eta;
        }

        return density;
    });

    private sealed class SynchronousProgress(Action<ChainProgress> report) : IProgress<ChainProgress>
    {
        public void Report(ChainProgress value) => report(value);
    }
}
