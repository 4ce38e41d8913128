namespace SltDsl.Runtime.Tests;

public class LangevinTests
{
    /// <summary>Without preconditioning the chain is an autoregression with variance s²/(1 − ε/4s²), which the draws must show: the bias of the step.</summary>
    [Fact]
    public void Unadjusted_draws_have_the_variance_that_the_step_implies()
    {
        const double step = 1.2;
        var draws = Sampler.Run(new Gaussian([3], [1]), new LangevinOptions { Step = step, IsPreconditioned = false, WarmUp = 100 }, draws: 20000, seed: 2);
        var summary = QuantitySummary.Of("w", draws.Coordinate(0));
        Assert.InRange((summary.Mean - 3) / summary.Mcse, -4, 4);
        Assert.InRange((summary.Sd - Math.Sqrt(1 / (1 - (step / 4)))) / summary.SdMcse, -4, 4);
    }

    [Fact]
    public void A_preconditioned_chain_finds_uneven_scales_up_to_its_bias()
    {
        var draws = Sampler.Run(new Gaussian([1, -2], [1, 0.01]), new LangevinOptions { Step = 0.02, StepsPerDraw = 10 }, draws: 20000, seed: 3);
        double Sd(int i) => QuantitySummary.Of("w", draws.Coordinate(i)).Sd;
        Assert.InRange(Sd(0), 0.8, 1.2);
        Assert.InRange(Sd(1), 0.008, 0.02);
    }

    [Fact]
    public void A_step_that_is_too_long_is_refused_in_words()
    {
        var steep = new HandWritten(1, (w, g) => { g[0] = -4 * w[0] * w[0] * w[0]; return -w[0] * w[0] * w[0] * w[0]; });
        var failure = Assert.Throws<DivergedChainException>(() => Sampler.Run(steep, new LangevinOptions { Step = 10, IsPreconditioned = false }));
        Assert.Contains("take a smaller step", failure.Message);
    }
}
