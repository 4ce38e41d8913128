using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.Optimization;

namespace SltDsl.Runtime;

/// <summary>The best member of a family.</summary>
/// <param name="Family">The family.</param>
/// <param name="Lambda">λ.</param>
/// <param name="Theta">Its parameters.</param>
/// <param name="StandardError">Of λ, from the scatter of the replicates' scores (the infinitesimal jackknife); NaN where the likelihood has no proper maximum.</param>
/// <param name="LogLikelihoods">Of each replicate.</param>
internal sealed record PoleFit(PoleFamily Family, double Lambda, double[] Theta, double StandardError, double[] LogLikelihoods)
{
    private const double LargestParameter = 300;

    /// <summary>Maximises the penalised likelihood.</summary>
    public static PoleFit Of(PoleFamily family, PoleLikelihood likelihood)
    {
        var start = Math.Log(DigammaInverse(likelihood.MeanX));
        var best = family.Parameters == 0
            ? [start]
            : family.Starts.Select(theta => Minimise(family, likelihood, [start, .. theta])).MinBy(z => Objective(family, likelihood, z))!;
        var logLikelihoods = new double[likelihood.Replicates];
        likelihood.Evaluate(family, Math.Exp(best[0]), best.AsSpan(1), logLikelihoods);
        return new PoleFit(family, Math.Exp(best[0]), best[1..], Error(family, likelihood, best), logLikelihoods);
    }

    /// <summary>λ with ψ(λ) = mean of log(βK): the maximum of the likelihood when q = 1.</summary>
    public static double DigammaInverse(double mean)
    {
        double low = Math.Log(1e-4), high = Math.Log(1e7);
        while (high - low > 1e-13)
        {
            var middle = 0.5 * (low + high);
            (low, high) = SpecialFunctions.Digamma(Math.Exp(middle)) < mean ? (middle, high) : (low, middle);
        }

        return Math.Exp(low);
    }

    private static double Objective(PoleFamily family, PoleLikelihood likelihood, double[] z)
    {
        if (Math.Abs(z[0]) > 15 || z.Any(v => !(Math.Abs(v) < LargestParameter)))
        {
            return 1e9;
        }

        var theta = z.AsSpan(1);
        return (family.Penalty(theta) - likelihood.Total(family, Math.Exp(z[0]), theta)) / likelihood.Count;
    }

    private static double[] Minimise(PoleFamily family, PoleLikelihood likelihood, double[] start)
    {
        const int restarts = 2;
        const int steps = 400;
        var objective = ObjectiveFunction.Value(z => Objective(family, likelihood, z.ToArray()));
        var point = Vector<double>.Build.Dense(start);
        for (var restart = 0; restart < restarts; restart++)
        {
            var size = Vector<double>.Build.Dense(start.Length, i => (i == 0 ? 0.05 : 0.5) / (1 + restart));
            try
            {
                point = NelderMeadSimplex.Minimum(objective, point, size, 1e-11, steps).MinimizingPoint;
            }
            catch (MaximumIterationsException)
            {
                break;
            }
        }

        return point.ToArray();
    }

    /// <summary>√(H⁻¹ Σ s sᵀ H⁻¹) for λ, with s the replicates' scores and H the curvature of the penalised likelihood.</summary>
    private static double Error(PoleFamily family, PoleLikelihood likelihood, double[] z)
    {
        var steps = z.Select((value, i) => i == 0 ? 1e-3 : 1e-3 * Math.Max(1, Math.Abs(value))).ToArray();
        double Value(params (int Index, double Sign)[] moves)
        {
            var moved = (double[])z.Clone();
            foreach (var (index, sign) in moves)
            {
                moved[index] += sign * steps[index];
            }

            return Objective(family, likelihood, moved) * likelihood.Count;
        }

        var centre = Value();
        var curvature = Matrix<double>.Build.Dense(z.Length, z.Length, (i, j) => i == j
            ? (Value((i, 1)) - (2 * centre) + Value((i, -1))) / (steps[i] * steps[i])
            : (Value((i, 1), (j, 1)) - Value((i, 1), (j, -1)) - Value((i, -1), (j, 1)) + Value((i, -1), (j, -1))) / (4 * steps[i] * steps[j]));
        if (curvature.ToArray().Cast<double>().Any(v => !double.IsFinite(v)) || curvature.Evd().EigenValues.Any(e => e.Real <= 0))
        {
            return double.NaN;
        }

        var scores = Scores(family, likelihood, z, steps);
        var influence = curvature.Inverse() * scores;
        var row = influence.Row(0);
        var mean = row.Average();
        var replicates = likelihood.Replicates;
        return Math.Exp(z[0]) * Math.Sqrt(replicates / (replicates - 1.0) * row.Sum(v => (v - mean) * (v - mean)));
    }

    /// <summary>Derivatives of each replicate's log likelihood, a replicate a column.</summary>
    private static Matrix<double> Scores(PoleFamily family, PoleLikelihood likelihood, double[] z, double[] steps)
    {
        var scores = Matrix<double>.Build.Dense(z.Length, likelihood.Replicates);
        double[] above = new double[likelihood.Replicates], below = new double[likelihood.Replicates];
        for (var i = 0; i < z.Length; i++)
        {
            double[] up = [.. z], down = [.. z];
            up[i] += steps[i];
            down[i] -= steps[i];
            likelihood.Evaluate(family, Math.Exp(up[0]), up.AsSpan(1), above);
            likelihood.Evaluate(family, Math.Exp(down[0]), down.AsSpan(1), below);
            for (var r = 0; r < likelihood.Replicates; r++)
            {
                scores[i, r] = (above[r] - below[r]) / (2 * steps[i]);
            }
        }

        return scores;
    }
}
