namespace SltDsl.Runtime.Tests;

public class ConvergenceTests
{
    /// <summary>Figures from a separate transcription of the formulas of Vehtari et al. (2021) into Python.</summary>
    [Theory]
    [InlineData(4, 100, 0.5, 0.0, 0.998940112212704, 0.996718068003434, 160.52298051665858, 217.44256379237876, 208.16223238895617)]
    [InlineData(3, 101, 0.8, 0.1, 1.0381789004164819, 1.0110265410901, 68.03403412559318, 110.6217716977894, 87.38608032049493)]
    [InlineData(4, 80, -0.4, 0.0, 1.0039657443749204, 0.9918202197375816, 801.6479930623699, 367.9818422023918, 497.52800295302103)]
    public void Agrees_with_a_separate_transcription_of_the_published_formulas(
        int chains, int length, double phi, double shift, double rHat, double split, double bulk, double tail, double mean)
    {
        var draws = SampleChains.CubedAutoregression(chains, length, phi, shift);

        Assert.Equal(rHat, RHat.RankNormalised(draws), 1e-7);
        Assert.Equal(split, RHat.Split(draws), 1e-9);
        Assert.Equal(bulk, EffectiveSampleSize.Bulk(draws), 1e-4);
        Assert.Equal(tail, EffectiveSampleSize.Tail(draws), 1e-6);
        Assert.Equal(mean, EffectiveSampleSize.OfMean(draws), 1e-6);
    }

    [Theory]
    [InlineData(4, 100, 0.5, 0.0, 0.04474229922321203, 0.08454537977809948, -7.682735068278046e-05)]
    [InlineData(3, 101, 0.8, 0.1, 0.1300535585139984, 0.19596619442069305, 0.09945312007018559)]
    public void Errors_agree_with_the_separate_transcription(int chains, int length, double phi, double shift, double mean, double sd, double median)
    {
        var draws = SampleChains.CubedAutoregression(chains, length, phi, shift);
        var summary = QuantitySummary.Of("x", draws);

        Assert.Equal(mean, summary.Mcse, 1e-9);
        Assert.Equal(sd, summary.SdMcse, 1e-9);
        Assert.Equal(median, summary.Q50, 1e-12);
    }

    /// <summary>An AR(1) chain has ESS = N (1 − φ) / (1 + φ) for its mean. Over 20 seeds the mean of the estimates lies within 5 %, their scatter being about 6 % each.</summary>
    [Theory]
    [InlineData(0.0)]
    [InlineData(0.5)]
    [InlineData(0.8)]
    [InlineData(-0.3)]
    public void Effective_size_of_an_autoregressive_chain_is_the_closed_form(double phi)
    {
        var estimates = Enumerable.Range(1, 20).Select(seed => EffectiveSampleSize.OfMean(SampleChains.Autoregression(4, 2000, phi, (ulong)seed)));
        var exact = 4 * 2000 * (1 - phi) / (1 + phi);

        Assert.InRange(estimates.Average() / exact, 0.95, 1.05);
    }

    [Fact]
    public void R_hat_sees_a_shifted_chain_a_wider_chain_and_a_drift()
    {
        var same = SampleChains.Autoregression(4, 1000, 0.3, 7);
        Assert.InRange(RHat.RankNormalised(same), 0.99, 1.005);

        var shifted = same.Select((chain, c) => chain.Select(x => x + (c == 0 ? 1 : 0)).ToArray()).ToArray();
        Assert.True(RHat.RankNormalised(shifted) > 1.05);

        var wider = same.Select((chain, c) => chain.Select(x => x * (c == 0 ? 3 : 1)).ToArray()).ToArray();
        Assert.True(RHat.Split(wider) < 1.01, "the basic form is blind to scale");
        Assert.True(RHat.RankNormalised(wider) > 1.02);

        var drifting = same.Select(chain => chain.Select((x, i) => x + (i / 500.0)).ToArray()).ToArray();
        Assert.True(RHat.RankNormalised(drifting) > 1.1);
    }

    /// <summary>For independent normal draws the error of the p-quantile is √(p(1 − p)/N)/f(q).</summary>
    [Theory]
    [InlineData(0.5, 1.2533)]
    [InlineData(0.95, 2.1132)]
    public void Error_of_a_quantile_of_independent_draws_is_the_asymptotic_one(double probability, double factor)
    {
        var errors = Enumerable.Range(1, 30).Select(seed => MonteCarloError.OfQuantile(SampleChains.Autoregression(4, 1000, 0, (ulong)seed), probability));

        Assert.InRange(errors.Average() / (factor / Math.Sqrt(4000)), 0.9, 1.1);
    }

    [Fact]
    public void Constant_or_broken_draws_have_no_diagnostics_rather_than_wrong_ones()
    {
        var constant = Enumerable.Repeat(Enumerable.Repeat(3.0, 100).ToArray(), 4).ToArray();
        var summary = QuantitySummary.Of("c", constant);
        Assert.True(summary.IsConstant);
        Assert.Equal(double.NaN, summary.RHat);
        Assert.Equal(double.NaN, summary.EssBulk);

        var broken = SampleChains.Autoregression(4, 100, 0, 1);
        broken[2][5] = double.NaN;
        Assert.Equal(double.NaN, RHat.RankNormalised(broken));
        Assert.Throws<ArgumentException>(() => QuantitySummary.Of("e", [[], []]));
        Assert.Throws<ArgumentException>(() => RHat.Split([[1, 2, 3, 4], [1, 2]]));
    }

    /// <summary>E-BFMI of independent energies: E (difference)² = 2 Var, so 2; of a random walk near 0.</summary>
    [Fact]
    public void Energy_fraction_of_independent_energies_is_two()
    {
        Assert.InRange(EnergyFraction.Of(SampleChains.Autoregression(1, 20_000, 0, 3)[0]), 1.95, 2.05);
        Assert.InRange(EnergyFraction.Of(SampleChains.Autoregression(1, 20_000, 0.95, 3)[0]), 0.08, 0.12);
    }
}
