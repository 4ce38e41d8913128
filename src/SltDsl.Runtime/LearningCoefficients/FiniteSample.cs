namespace SltDsl.Runtime;

/// <summary>
/// What an estimator of λ aims at when n observations are all there is: A(n) = E[nβK] at β = 1/log n under φ(w) exp(−nβK(w)),
/// the population value of WBIC's λ̂ (Watanabe 2013). It tends to λ, with m &gt; 1 only as fast as 1/log n.
/// </summary>
public static class FiniteSample
{
    private const double Accuracy = 1e-6;
    private const int MostNodes = 1 << 24;
    private const int MostCoordinates = 3;
    private const int FewestNodes = 32;
    private const int PriorDraws = 4096;
    private const double LeastAtEdge = 1e-12;

    /// <summary>β = 1/log n, for n of at least 3.</summary>
    public static double Temperature(double n) => 1 / Math.Log(Math.Max(n, 3));

    /// <summary>A(n) by the trapezoidal rule, its nodes doubled until it changes by less than 10⁻⁶: what is left is far less, since the error falls faster than any power of the spacing.</summary>
    /// <param name="problem">Prior and energy, smooth in coordinates that range over all of ℝᵈ.</param>
    /// <param name="n">The number of observations.</param>
    /// <param name="cancellation">Stops the sum.</param>
    /// <returns>Null for more than three coordinates, or where 16 million nodes are too few.</returns>
    public static double? Target(EnergyProblem problem, double n, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 3);
        if (problem.Dimension > MostCoordinates || Box(problem) is not { } box)
        {
            return null;
        }

        var last = double.NaN;
        for (var nodes = FewestNodes; Math.Pow(nodes, problem.Dimension) <= MostNodes; nodes *= 2)
        {
            var value = Mean(problem, n * Temperature(n), box, nodes, cancellation);
            if (Math.Abs(value - last) < Accuracy)
            {
                return value;
            }

            last = value;
        }

        return null;
    }

    /// <summary>A(n) by tempered populations, with its Monte Carlo error and the checks of the run: for any dimension.</summary>
    /// <param name="problem">Prior and energy.</param>
    /// <param name="n">The number of observations.</param>
    /// <param name="options">Settings; null for the defaults.</param>
    /// <param name="cancellation">Stops the run.</param>
    /// <exception cref="InvalidOperationException">The energy is infinite at most draws from the prior.</exception>
    public static (Estimated Lambda, bool Trusted, IReadOnlyList<string> Reasons) Estimate(EnergyProblem problem, int n, FreeEnergyOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentOutOfRangeException.ThrowIfLessThan(n, 3);
        var run = FreeEnergy.Estimate(new EvidenceProblem(problem.Prior, problem.Draw, new Multiple(problem.Energy, n), n), options, null, cancellation);
        var beta = Temperature(n);
        return (new Estimated(beta * run.Wbic.Value, beta * run.Wbic.StandardError), run.Trusted, run.Reasons);
    }

    /// <summary>A box around draws from the prior, widened until the prior's density at its faces is negligible; null where it never is.</summary>
    private static IntegrationBox? Box(EnergyProblem problem)
    {
        var d = problem.Dimension;
        var random = new SltRandom(1, 0);
        double[] low = [.. Enumerable.Repeat(double.PositiveInfinity, d)], high = [.. Enumerable.Repeat(double.NegativeInfinity, d)], w = new double[d], middle = new double[d];
        var highest = double.NegativeInfinity;
        for (var draw = 0; draw < PriorDraws; draw++)
        {
            problem.Draw(ref random, w);
            highest = Math.Max(highest, problem.Prior.LogDensity(w));
            for (var i = 0; i < d; i++)
            {
                (low[i], high[i], middle[i]) = (Math.Min(low[i], w[i]), Math.Max(high[i], w[i]), middle[i] + (w[i] / PriorDraws));
            }
        }

        var least = highest + Math.Log(LeastAtEdge);
        for (var i = 0; i < d; i++)
        {
            for (var step = 0; EdgeDensity(problem, middle, i, low[i]) > least; step++)
            {
                low[i] -= 0.1 * (high[i] - low[i]);
                if (step == 40)
                {
                    return null;
                }
            }

            for (var step = 0; EdgeDensity(problem, middle, i, high[i]) > least; step++)
            {
                high[i] += 0.1 * (high[i] - low[i]);
                if (step == 40)
                {
                    return null;
                }
            }
        }

        return new IntegrationBox(low, high, least);
    }

    private static double EdgeDensity(EnergyProblem problem, double[] middle, int axis, double value)
    {
        var w = (double[])middle.Clone();
        w[axis] = value;
        return problem.Prior.LogDensity(w);
    }

    /// <summary>E[κK] under φ exp(−κK) on a grid; the slabs of the first axis are summed apart and joined in order.</summary>
    private static double Mean(EnergyProblem problem, double kappa, IntegrationBox box, int nodes, CancellationToken cancellation)
    {
        var slabs = new Sum[nodes];
        Parallel.For(
            0,
            nodes,
            new ParallelOptions { CancellationToken = cancellation },
            () => (Prior: problem.Prior.Fork(), Energy: problem.Energy.Fork(), W: new double[problem.Dimension]),
            (slab, _, local) =>
            {
                slabs[slab] = SumOf(slab, local.Prior, local.Energy, local.W);
                return local;
            },
            _ => { });
        var total = slabs.Aggregate(Sum.Zero, (sum, slab) => sum.With(slab));
        return total.Weighted / total.Weight;

        Sum SumOf(int slab, ILogDensity prior, IEnergy energy, double[] w)
        {
            var sum = Sum.Zero;
            var cells = (int)Math.Pow(nodes, w.Length - 1);
            for (var cell = 0; cell < cells; cell++)
            {
                w[0] = At(0, slab);
                for (int i = 1, rest = cell; i < w.Length; i++, rest /= nodes)
                {
                    w[i] = At(i, rest % nodes);
                }

                var log = prior.LogDensity(w);
                if (log > box.LeastLogPrior)
                {
                    var tempered = kappa * energy.Energy(w);
                    sum = double.IsFinite(log - tempered) ? sum.With(new Sum(log - tempered, 1, tempered)) : sum;
                }
            }

            return sum;
        }

        double At(int axis, int index) => box.Low[axis] + ((box.High[axis] - box.Low[axis]) * index / (nodes - 1));
    }

    /// <summary>Where to integrate.</summary>
    /// <param name="Low">The lower corner.</param>
    /// <param name="High">The upper corner.</param>
    /// <param name="LeastLogPrior">Points of a lower prior density are left out.</param>
    private sealed record IntegrationBox(double[] Low, double[] High, double LeastLogPrior);

    /// <summary>Sums of weights and of weighted values in units of exp(Scale).</summary>
    private readonly record struct Sum(double Scale, double Weight, double Weighted)
    {
        public static Sum Zero => new(double.NegativeInfinity, 0, 0);

        public Sum With(Sum other)
        {
            if (other.Scale > Scale)
            {
                return other.With(this);
            }

            var factor = Math.Exp(other.Scale - Scale);
            return double.IsNegativeInfinity(other.Scale) ? this : new Sum(Scale, Weight + (factor * other.Weight), Weighted + (factor * other.Weighted));
        }
    }

    private sealed class Multiple(IEnergy energy, double factor) : IEnergy
    {
        public int Dimension => energy.Dimension;

        public double Energy(ReadOnlySpan<double> w) => factor * energy.Energy(w);

        public double EnergyAndGradient(ReadOnlySpan<double> w, Span<double> gradient)
        {
            var value = factor * energy.EnergyAndGradient(w, gradient);
            for (var i = 0; i < gradient.Length; i++)
            {
                gradient[i] *= factor;
            }

            return value;
        }

        public IEnergy Fork() => new Multiple(energy.Fork(), factor);
    }
}
