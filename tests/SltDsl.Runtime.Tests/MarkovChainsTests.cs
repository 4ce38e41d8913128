using SltDsl.Runtime;

namespace SltDsl.Runtime.Tests;

/// <summary>The forward algorithm against the sum over all paths.</summary>
public class MarkovChainsTests
{
    private const int Steps = 7;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_likelihood_is_the_sum_over_paths(int states)
    {
        var (start, transition, emission) = Chain(states, spread: 2);
        Assert.Equal(OfPaths(start, transition, emission), Likelihood(start, transition, emission), 1e-12);
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(3, 1)]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    public void Derivatives_are_the_differences(int states, double cut)
    {
        var (start, transition, emission) = Chain(states, spread: 2);
        if (cut == 0)
        {
            transition[1] = 0; // so that logarithms are used
        }

        var (dStart, dTransition, dEmission) = Gradient(start, transition, emission, 1.5);
        foreach (var (values, derivatives) in new[] { (start, dStart), (transition, dTransition), (emission, dEmission) })
        {
            for (var n = 0; n < values.Length; n++)
            {
                var value = values[n];
                if (value == 0)
                {
                    continue;
                }

                const double Step = 1e-5;
                values[n] = value + Step;
                var above = OfPaths(start, transition, emission);
                values[n] = value - Step;
                var below = OfPaths(start, transition, emission);
                values[n] = value;
                Assert.Equal(1.5 * (above - below) / (2 * Step), derivatives[n], 1e-7);
            }
        }
    }

    // State 1 is never entered again, falls behind by far more than a number can hold, and wins in the end.
    [Fact]
    public void A_state_that_vanishes_may_come_back()
    {
        double[] start = [0.5, 0.5], transition = [1, 0, 0, 1];
        double[] emission = [0, -900, 0, 0, -2000, 0];
        var likelihood = Likelihood(start, transition, emission);
        Assert.Equal(Math.Log(0.5) - 900, likelihood, 1e-9);
        var (_, _, dEmission) = Gradient(start, transition, emission, 1);
        Assert.Equal([0, 1, 0, 1, 0, 1], dEmission.Select(d => Math.Round(d, 9)));
    }

    [Fact]
    public void Long_and_improbable_series_stay_finite()
    {
        double[] start = [1e-16, 1 - 1e-16], transition = [1 - 1e-16, 1e-16, 1e-16, 1 - 1e-16];
        var emission = new double[2 * 5000];
        for (var n = 0; n < emission.Length; n++)
        {
            emission[n] = n % 4 == 1 || n % 4 == 2 ? -700 : -1e8;
        }

        var likelihood = Likelihood(start, transition, emission);
        Assert.True(double.IsFinite(likelihood));

        // Of each step the first path takes the better density and pays for a transition that is improbable.
        Assert.Equal((5000 * (Math.Log(1e-16) - 700)) - Math.Log(1e-16) + Math.Log(1 - 1e-16), likelihood, 1e-6);
        var (dStart, dTransition, dEmission) = Gradient(start, transition, emission, 1);
        Assert.All(dStart.Concat(dTransition).Concat(dEmission), d => Assert.True(double.IsFinite(d)));
    }

    [Fact]
    public void What_is_impossible_has_likelihood_0()
    {
        var impossible = double.NegativeInfinity;
        Assert.Equal(impossible, Likelihood([0.5, 0.5], [0.9, 0.1, 0.2, 0.8], [0, 0, impossible, impossible]));
        Assert.True(double.IsNaN(Likelihood([0.5, 0.5], [0.9, 0.1, 0.2, 0.8], [0, double.NaN, 0, 0])));
    }

    private static double Likelihood(double[] start, double[] transition, double[] emission) =>
        MarkovChains.LogLikelihood(start, transition, emission, new double[MarkovChains.WorkSize(emission.Length / start.Length, start.Length)]);

    private static (double[] Start, double[] Transition, double[] Emission) Gradient(double[] start, double[] transition, double[] emission, double weight)
    {
        var work = new double[MarkovChains.WorkSize(emission.Length / start.Length, start.Length)];
        var result = (Start: new double[start.Length], Transition: new double[transition.Length], Emission: new double[emission.Length]);
        MarkovChains.LogLikelihood(start, transition, emission, work);
        MarkovChains.AddGradient(start, transition, emission, work, weight, result.Start, result.Transition, result.Emission);
        return result;
    }

    private static (double[] Start, double[] Transition, double[] Emission) Chain(int states, double spread)
    {
        var random = new SltRandom(5);
        var chain = (Start: new double[states], Transition: new double[states * states], Emission: new double[Steps * states]);
        foreach (var values in new[] { chain.Start, chain.Transition })
        {
            foreach (ref var p in values.AsSpan())
            {
                p = 0.1 + random.NextUniform();
            }
        }

        foreach (ref var density in chain.Emission.AsSpan())
        {
            density = spread * random.NextNormal();
        }

        return chain;
    }

    private static double OfPaths(double[] start, double[] transition, double[] emission)
    {
        var states = start.Length;
        return Math.Log(Enumerable.Range(0, (int)Math.Pow(states, Steps)).Sum(path =>
        {
            var (p, rest, before) = (1.0, path, 0);
            for (var step = 0; step < Steps; step++)
            {
                var state = rest % states;
                rest /= states;
                p *= (step == 0 ? start[state] : transition[(before * states) + state]) * Math.Exp(emission[(step * states) + state]);
                before = state;
            }

            return p;
        }));
    }
}
