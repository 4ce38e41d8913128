namespace SltDsl.Runtime;

/// <summary>A step of the right order of magnitude to start adapting from (Hoffman and Gelman 2014, algorithm 4).</summary>
internal static class StepSizeSearch
{
    private const double LargestStep = 1e7;
    private static readonly double LogAcceptance = Math.Log(0.8);

    /// <summary>Doubles or halves the transition's step until the acceptance of a single step crosses 0.8.</summary>
    /// <exception cref="ImproperDensityException">No step is too long, as in a flat density, or none is short enough.</exception>
    public static void Run(HamiltonianTransition transition, PhasePoint trial, ref SltRandom random)
    {
        var step = transition.StepSize;
        var grow = LogRatio(transition, trial, step, ref random) > LogAcceptance;
        while (true)
        {
            var next = grow ? 2 * step : 0.5 * step;
            if (next > LargestStep)
            {
                throw new ImproperDensityException("the density is flat over all scales, so the posterior is improper; bound the parameters or give them proper priors.");
            }

            if (next < double.Epsilon * 1e10)
            {
                throw new ImproperDensityException("no step is short enough: the gradient does not belong to the density near the starting point; compare it with finite differences.");
            }

            step = next;
            if (LogRatio(transition, trial, step, ref random) > LogAcceptance != grow)
            {
                break;
            }
        }

        transition.StepSize = step;
    }

    private static double LogRatio(HamiltonianTransition transition, PhasePoint trial, double step, ref SltRandom random)
    {
        trial.CopyFrom(transition.Current);
        transition.System.Refresh(trial, ref random);
        var before = HamiltonianSystem.Energy(trial);
        transition.System.Leapfrog(trial, step);
        return before - HamiltonianSystem.Energy(trial);
    }
}
