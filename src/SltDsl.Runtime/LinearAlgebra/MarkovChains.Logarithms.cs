namespace SltDsl.Runtime;

/// <content>The same with logarithms of probabilities.</content>
public static partial class MarkovChains
{
    private static double ForwardOfLogarithms(ReadOnlySpan<double> start, ReadOnlySpan<double> transition, ReadOnlySpan<double> emission, Chain chain)
    {
        var states = chain.States;
        var terms = chain.Backward;
        for (var step = 0; step < chain.Steps; step++)
        {
            for (var to = 0; to < states; to++)
            {
                if (step > 0)
                {
                    for (var from = 0; from < states; from++)
                    {
                        terms[from] = chain.Probabilities[((step - 1) * states) + from] + Math.Log(transition[(from * states) + to]);
                    }
                }

                chain.Probabilities[(step * states) + to] = emission[(step * states) + to] + (step == 0 ? Math.Log(start[to]) : LogSumExp(terms));
            }
        }

        return LogSumExp(chain.Probabilities[^states..]);
    }

    // Derivatives by the logarithms of the forward probabilities take the place of the emissions in memory.
    private static void BackwardOfLogarithms(
        ReadOnlySpan<double> start, ReadOnlySpan<double> transition, ReadOnlySpan<double> emission, Chain chain, double weight, Adjoints adjoints)
    {
        var states = chain.States;
        var forward = chain.Probabilities;
        var adjoint = chain.Emission;
        adjoint.Clear();
        var whole = LogSumExp(forward[^states..]);
        for (var state = 0; state < states; state++)
        {
            adjoint[^(states - state)] = weight * Share(forward[^(states - state)], whole);
        }

        for (var step = chain.Steps - 1; step >= 0; step--)
        {
            for (var to = 0; to < states; to++)
            {
                var at = (step * states) + to;
                if (!adjoints.Emission.IsEmpty)
                {
                    adjoints.Emission[at] += adjoint[at];
                }

                if (step == 0 && !adjoints.Start.IsEmpty)
                {
                    adjoints.Start[to] += adjoint[at] == 0 ? 0 : adjoint[at] / start[to];
                }

                for (var from = 0; step > 0 && from < states; from++)
                {
                    var (before, arc) = (((step - 1) * states) + from, (from * states) + to);
                    var share = adjoint[at] * Share(forward[before] + Math.Log(transition[arc]) + emission[at], forward[at]);
                    adjoint[before] += share;
                    if (share != 0 && !adjoints.Transition.IsEmpty)
                    {
                        adjoints.Transition[arc] += share / transition[arc];
                    }
                }
            }
        }
    }

    private static double Share(double part, double whole) => double.IsNegativeInfinity(part) ? 0 : Math.Exp(part - whole);

    private static double LogSumExp(ReadOnlySpan<double> terms)
    {
        var largest = double.NegativeInfinity;
        foreach (var term in terms)
        {
            largest = Math.Max(largest, term);
        }

        if (double.IsInfinity(largest))
        {
            return largest;
        }

        var sum = 0.0;
        foreach (var term in terms)
        {
            sum += Math.Exp(term - largest);
        }

        return largest + Math.Log(sum);
    }
}
