using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SltDsl.Runtime;

/// <summary>
/// The likelihood of a hidden Markov model with K states by the forward algorithm, with its derivatives by the backward
/// algorithm (Rabiner 1989, sections III.A and V.A). Probabilities are scaled, so that no step takes a logarithm. Where a
/// transition is so improbable that scaled probabilities could vanish and yet count later, all is done with logarithms.
/// </summary>
public static partial class MarkovChains
{
    // Between two rescalings a sum of probabilities falls to 1e-120 at the least; what vanishes beside it counts for less
    // than 1e-150 at the next step.
    private const double LeastProbability = 1e-30;
    private const int StepsBetweenScalings = 4;
    private const double SmallProduct = 1e-150;

    /// <summary>How many numbers of working memory a chain needs.</summary>
    /// <param name="steps">The number of steps.</param>
    /// <param name="states">The number of states.</param>
    public static int WorkSize(int steps, int states) => checked((2 * steps * states) + steps + states + 1);

    /// <summary>log p of all that is observed.</summary>
    /// <param name="start">The probabilities of the first state.</param>
    /// <param name="transition">The probabilities of each state after each other, row by row.</param>
    /// <param name="emission">The log density of what is observed at each step in each state, step by step.</param>
    /// <param name="work">Keeps what <see cref="AddGradient"/> reads.</param>
    public static double LogLikelihood(ReadOnlySpan<double> start, ReadOnlySpan<double> transition, ReadOnlySpan<double> emission, Span<double> work)
    {
        var chain = new Chain(start.Length, emission.Length / start.Length, work);
        if (chain.Steps == 0)
        {
            return 0;
        }

        chain.IsLogarithmic = !IsSafe(start) || !IsSafe(transition);
        return chain.IsLogarithmic ? ForwardOfLogarithms(start, transition, emission, chain) : Forward(start, transition, emission, chain);
    }

    /// <summary>Adds the derivatives, after <see cref="LogLikelihood"/> with the same arguments.</summary>
    /// <param name="start">The probabilities of the first state.</param>
    /// <param name="transition">The probabilities of each state after each other, row by row.</param>
    /// <param name="emission">The log density of what is observed at each step in each state.</param>
    /// <param name="work">The working memory.</param>
    /// <param name="weight">How much the likelihood counts.</param>
    /// <param name="startAdjoint">Where derivatives by the first are added; empty for nowhere.</param>
    /// <param name="transitionAdjoint">Where derivatives by the second are added; empty for nowhere.</param>
    /// <param name="emissionAdjoint">Where derivatives by the third are added; empty for nowhere.</param>
    public static void AddGradient(
        ReadOnlySpan<double> start, ReadOnlySpan<double> transition, ReadOnlySpan<double> emission, Span<double> work, double weight,
        Span<double> startAdjoint, Span<double> transitionAdjoint, Span<double> emissionAdjoint)
    {
        var chain = new Chain(start.Length, emission.Length / start.Length, work);
        if (chain.Steps == 0)
        {
            return;
        }

        var adjoints = new Adjoints(startAdjoint, transitionAdjoint, emissionAdjoint);
        if (chain.IsLogarithmic)
        {
            BackwardOfLogarithms(start, transition, emission, chain, weight, adjoints);
        }
        else if (chain.States == 2 && !startAdjoint.IsEmpty && !transitionAdjoint.IsEmpty && !emissionAdjoint.IsEmpty)
        {
            BackwardOfTwo(transition, chain, weight, adjoints);
        }
        else
        {
            Backward(transition, chain, weight, adjoints);
        }
    }

    private static bool IsSafe(ReadOnlySpan<double> probabilities)
    {
        foreach (var p in probabilities)
        {
            if (!(p >= LeastProbability))
            {
                return false;
            }
        }

        return true;
    }

    private static double Forward(ReadOnlySpan<double> start, ReadOnlySpan<double> transition, ReadOnlySpan<double> emission, Chain chain)
    {
        var offset = RelativeEmissions(emission, chain);
        if (!double.IsFinite(offset))
        {
            // Some step is impossible, or beyond all measure, in every state.
            chain.IsLogarithmic = true;
            return ForwardOfLogarithms(start, transition, emission, chain);
        }

        var logs = chain.States == 2 ? ForwardOfTwo(start, transition, chain) : Forward(start, transition, chain);
        return offset + logs + Math.Log(Sum(chain.Probabilities[^chain.States..]));
    }

    /// <summary>Fills the scaled probabilities.</summary>
    /// <returns>The logarithm of what they were divided by.</returns>
    private static double Forward(ReadOnlySpan<double> start, ReadOnlySpan<double> transition, Chain chain)
    {
        var (logs, product) = (0.0, 1.0);
        for (var step = 0; step < chain.Steps; step++)
        {
            var sum = Step(start, transition, chain, step);
            chain.Scale[step] = 1;
            if (IsScaled(step))
            {
                Rescale(chain, step, sum);
                Multiply(ref logs, ref product, sum);
            }
        }

        return logs + Math.Log(product);
    }

    private static double ForwardOfTwo(ReadOnlySpan<double> start, ReadOnlySpan<double> transition, Chain chain)
    {
        var (logs, product) = (0.0, 1.0);
        var (t00, t01, t10, t11) = (transition[0], transition[1], transition[2], transition[3]);
        var (a, b) = (start[0], start[1]);
        var scales = chain.Scale;
        ref var p = ref MemoryMarshal.GetReference(chain.Probabilities);
        ref var emission = ref MemoryMarshal.GetReference(chain.Emission);
        for (var step = 0; step < scales.Length; step++)
        {
            a *= Unsafe.Add(ref emission, 2 * step);
            b *= Unsafe.Add(ref emission, (2 * step) + 1);
            var scale = 1.0;
            if (IsScaled(step))
            {
                Multiply(ref logs, ref product, a + b);
                scale = 1 / (a + b);
                a *= scale;
                b *= scale;
            }

            scales[step] = scale;
            Unsafe.Add(ref p, 2 * step) = a;
            Unsafe.Add(ref p, (2 * step) + 1) = b;
            (a, b) = ((a * t00) + (b * t10), (a * t01) + (b * t11));
        }

        return logs + Math.Log(product);
    }

    private static bool IsScaled(int step) => step % StepsBetweenScalings == StepsBetweenScalings - 1;

    // exp(logs) · product times a factor; the product stays clear of 0.
    private static void Multiply(ref double logs, ref double product, double factor)
    {
        product *= factor;
        if (product < SmallProduct)
        {
            logs += Math.Log(product);
            product = 1;
        }
    }

    /// <summary>The densities of each step relative to its largest.</summary>
    /// <returns>The sum of the logarithms of the largest.</returns>
    private static double RelativeEmissions(ReadOnlySpan<double> emission, Chain chain)
    {
        var (offset, states) = (0.0, chain.States);
        var target = chain.Emission;
        if (states == 2)
        {
            for (var n = 0; n + 1 < emission.Length && n + 1 < target.Length; n += 2)
            {
                var (a, b) = (emission[n], emission[n + 1]);
                var top = Math.Max(a, b);
                offset += top;
                target[n] = a - top;
                target[n + 1] = b - top;
            }
        }
        else
        {
            for (var first = 0; first < emission.Length; first += states)
            {
                var part = emission.Slice(first, states);
                var top = double.NegativeInfinity;
                foreach (var value in part)
                {
                    top = Math.Max(top, value);
                }

                offset += top;
                for (var state = 0; state < part.Length; state++)
                {
                    target[first + state] = part[state] - top;
                }
            }
        }

        VectorFunctions.Exp(target);
        return offset;
    }

    private static double Step(ReadOnlySpan<double> start, ReadOnlySpan<double> transition, Chain chain, int step)
    {
        var states = chain.States;
        var now = chain.Probabilities.Slice(step * states, states);
        var emission = chain.Emission.Slice(step * states, states);
        var sum = 0.0;
        if (step == 0)
        {
            start.CopyTo(now);
        }
        else
        {
            var before = chain.Probabilities.Slice((step - 1) * states, states);
            now.Clear();
            for (var from = 0; from < states; from++)
            {
                var p = before[from];
                var row = transition.Slice(from * states, states);
                for (var to = 0; to < now.Length; to++)
                {
                    now[to] += p * row[to];
                }
            }
        }

        for (var state = 0; state < now.Length; state++)
        {
            now[state] *= emission[state];
            sum += now[state];
        }

        return sum;
    }

    private static void Rescale(Chain chain, int step, double sum)
    {
        var scale = 1 / sum;
        chain.Scale[step] = scale;
        var now = chain.Probabilities.Slice(step * chain.States, chain.States);
        for (var state = 0; state < now.Length; state++)
        {
            now[state] *= scale;
        }
    }

    // Back from the end with ∂ log p / ∂ (scaled probabilities).
    private static void Backward(ReadOnlySpan<double> transition, Chain chain, double weight, Adjoints adjoints)
    {
        var states = chain.States;
        var backward = chain.Backward;
        backward.Fill(weight / Sum(chain.Probabilities[^states..]));
        for (var step = chain.Steps - 1; step >= 0; step--)
        {
            var now = chain.Probabilities.Slice(step * states, states);
            var emission = chain.Emission.Slice(step * states, states);
            var scale = chain.Scale[step];
            for (var state = 0; state < states; state++)
            {
                if (!adjoints.Emission.IsEmpty)
                {
                    adjoints.Emission[(step * states) + state] += now[state] * backward[state];
                }

                backward[state] *= emission[state] * scale;
            }

            if (step == 0)
            {
                AddTo(adjoints.Start, backward);
                return;
            }

            // The emission row of this step is done with, and receives the next derivatives.
            var before = chain.Probabilities.Slice((step - 1) * states, states);
            for (var from = 0; from < states; from++)
            {
                var p = before[from];
                var row = transition.Slice(from * states, states);
                var sum = 0.0;
                for (var to = 0; to < row.Length; to++)
                {
                    sum += row[to] * backward[to];
                    if (!adjoints.Transition.IsEmpty)
                    {
                        adjoints.Transition[(from * states) + to] += p * backward[to];
                    }
                }

                emission[from] = sum;
            }

            emission.CopyTo(backward);
        }
    }

    private static void BackwardOfTwo(ReadOnlySpan<double> transition, Chain chain, double weight, Adjoints adjoints)
    {
        var p = chain.Probabilities;
        var emission = chain.Emission;
        var scale = chain.Scale;
        var d = adjoints.Emission;
        var (t00, t01, t10, t11) = (transition[0], transition[1], transition[2], transition[3]);
        var (d00, d01, d10, d11) = (0.0, 0.0, 0.0, 0.0);
        var a = weight / (p[^2] + p[^1]);
        var b = a;
        for (var step = scale.Length - 1; step >= 0; step--)
        {
            var at = 2 * step;
            d[at] += p[at] * a;
            d[at + 1] += p[at + 1] * b;
            a *= emission[at] * scale[step];
            b *= emission[at + 1] * scale[step];
            if (step > 0)
            {
                d00 += p[at - 2] * a;
                d01 += p[at - 2] * b;
                d10 += p[at - 1] * a;
                d11 += p[at - 1] * b;
                (a, b) = ((t00 * a) + (t01 * b), (t10 * a) + (t11 * b));
            }
        }

        adjoints.Start[0] += a;
        adjoints.Start[1] += b;
        adjoints.Transition[0] += d00;
        adjoints.Transition[1] += d01;
        adjoints.Transition[2] += d10;
        adjoints.Transition[3] += d11;
    }

    private static double Sum(ReadOnlySpan<double> numbers)
    {
        var sum = 0.0;
        foreach (var number in numbers)
        {
            sum += number;
        }

        return sum;
    }

    private static void AddTo(Span<double> target, ReadOnlySpan<double> added)
    {
        for (var n = 0; n < target.Length; n++)
        {
            target[n] += added[n];
        }
    }

    /// <summary>The working memory of a chain.</summary>
    private readonly ref struct Chain(int states, int steps, Span<double> work)
    {
        private readonly ref double _isLogarithmic = ref work[(2 * steps * states) + steps + states];

        public int States { get; } = states;

        public int Steps { get; } = steps;

        /// <summary>Relative emission densities.</summary>
        public Span<double> Emission { get; } = work[..(steps * states)];

        /// <summary>Scaled forward probabilities, or their logarithms.</summary>
        public Span<double> Probabilities { get; } = work.Slice(steps * states, steps * states);

        /// <summary>What each step's probabilities were multiplied by.</summary>
        public Span<double> Scale { get; } = work.Slice(2 * steps * states, steps);

        /// <summary>A number for each state.</summary>
        public Span<double> Backward { get; } = work.Slice((2 * steps * states) + steps, states);

        public bool IsLogarithmic
        {
            get => _isLogarithmic != 0;
            set => _isLogarithmic = value ? 1 : 0;
        }
    }

    private readonly ref struct Adjoints(Span<double> start, Span<double> transition, Span<double> emission)
    {
        public Span<double> Start { get; } = start;

        public Span<double> Transition { get; } = transition;

        public Span<double> Emission { get; } = emission;
    }
}
