namespace SltDsl.Runtime;

/// <summary>λ and m averaged over the forms of the pole and the sizes of their corrections, by how well each explains the energies.</summary>
/// <param name="Lambda">The weighted mean of λ.</param>
/// <param name="StandardError">Monte Carlo error and what the corrections leave open, together.</param>
/// <param name="MultiplicityProbabilities">The weight of m = 1, 2, ….</param>
/// <param name="Inflation">How much the replicates scatter beyond what independent energies would.</param>
/// <param name="HalvesGap">λ from the colder half of the levels less λ from the hotter half, for the best form, in units of its standard error.</param>
/// <param name="ResidualChiSquare">Of the best form: mean log(βK) against its expectation in five parts of the ladder, in units of the replicates' error.</param>
internal sealed record PoleAverage(
    double Lambda,
    double StandardError,
    double[] MultiplicityProbabilities,
    double Inflation,
    double HalvesGap,
    double ResidualChiSquare)
{
    private const int FirstNodes = 20;
    private const int Refinements = 5;
    private const double Negligible = 12;
    private const double LargestPerCoordinate = 100;
    private const int ResidualParts = 5;
    private const double NoticeableGap = 2;

    /// <summary>Weighs the forms that a problem of this dimension can have.</summary>
    public static PoleAverage Of(LevelEnergies energies, int dimension)
    {
        var likelihood = new PoleLikelihood(energies);
        if (likelihood.SimpleLambda > LargestPerCoordinate * dimension)
        {
            // βK grows with β: the energy does not come near zero, and there is no pole to fit.
            return new PoleAverage(likelihood.SimpleLambda, double.PositiveInfinity, [1], 1, 0, double.PositiveInfinity);
        }

        var forms = PoleForm.All(dimension).ToArray();
        var simple = likelihood.Fit(forms[0], 0);
        var nodes = forms.SelectMany(form => Nodes(form, likelihood, simple.Inflation)).ToArray();

        // The energies of a replicate are not independent: their likelihood counts for less by the inflation.
        var highest = nodes.Max(node => node.Fit.LogLikelihood);
        var weights = Array.ConvertAll(nodes, node => node.PriorMass * Math.Exp((node.Fit.LogLikelihood - highest) / simple.Inflation));
        var total = weights.Sum();
        double Mean(Func<PoleFit, double> value) => nodes.Zip(weights, (node, weight) => weight * value(node.Fit)).Sum() / total;

        var lambda = Mean(fit => fit.Lambda);
        var variance = Mean(fit => Square(fit.StandardError) + Square(fit.Lambda - lambda));
        var multiplicities = Enumerable.Range(1, forms.Max(form => form.Multiplicity))
            .Select(m => Mean(fit => fit.Form.Multiplicity == m ? 1 : 0)).ToArray();
        var best = nodes.MaxBy(node => node.Fit.LogLikelihood).Fit;
        var (gap, gapError) = Halves(energies, best);
        if (Math.Abs(gap) > NoticeableGap * gapError)
        {
            // Half of what drifts along the ladder may be in the mean.
            variance += 0.25 * (Square(gap) - Square(gapError));
        }

        return new PoleAverage(lambda, Math.Sqrt(variance), multiplicities, simple.Inflation, gap / gapError, ChiSquare(energies, best));
    }

    /// <summary>λ of the colder half less λ of the hotter half with its standard error, the form and its correction given. A slow drift of the populations shows here before it shows in the residuals.</summary>
    private static (double Gap, double Error) Halves(LevelEnergies energies, PoleFit fit)
    {
        var middle = energies.LogBetas.Length / 2;
        var hot = new PoleLikelihood(energies.Levels(0, middle)).Fit(fit.Form, fit.Size);
        var cold = new PoleLikelihood(energies.Levels(middle, energies.LogBetas.Length)).Fit(fit.Form, fit.Size);
        return (cold.Lambda - hot.Lambda, Math.Sqrt(Square(cold.StandardError) + Square(hot.StandardError)));
    }

    /// <summary>
    /// Nodes of a form's prior over the size of its correction, in shares of that prior, halved where the likelihood is not
    /// negligible; each stands for the prior mass around it.
    /// </summary>
    private static IEnumerable<(PoleFit Fit, double PriorMass)> Nodes(PoleForm form, PoleLikelihood likelihood, double inflation)
    {
        var nodes = Enumerable.Range(0, FirstNodes).Select(i => Node((i + 0.5) / FirstNodes, 1.0 / FirstNodes)).ToList();
        for (var round = 0; round < Refinements; round++)
        {
            var highest = nodes.Max(node => node.Fit.LogLikelihood);
            var next = new List<(double Share, double Width, PoleFit Fit)>();
            for (var i = 0; i < nodes.Count; i++)
            {
                var (share, width, fit) = nodes[i];

                // A peak between two nodes is seen from either.
                if (highest - fit.LogLikelihood > Negligible * inflation || IsFlat(nodes, i, inflation))
                {
                    next.Add(nodes[i]);
                }
                else
                {
                    next.Add(Node(share - (0.25 * width), 0.5 * width));
                    next.Add(Node(share + (0.25 * width), 0.5 * width));
                }
            }

            nodes = next;
        }

        return nodes.Select(node => (node.Fit, node.Width * form.PriorWeight));

        (double Share, double Width, PoleFit Fit) Node(double share, double width) => (share, width, likelihood.Fit(form, form.SizeAt(share)));
    }

    /// <summary>Whether the likelihood hardly changes from a node to its neighbours, so that halving gains nothing.</summary>
    private static bool IsFlat(List<(double Share, double Width, PoleFit Fit)> nodes, int i, double inflation)
    {
        const double small = 0.2;
        return Math.Abs(nodes[i].Fit.LogLikelihood - nodes[Math.Max(i - 1, 0)].Fit.LogLikelihood) < small * inflation
            && Math.Abs(nodes[i].Fit.LogLikelihood - nodes[Math.Min(i + 1, nodes.Count - 1)].Fit.LogLikelihood) < small * inflation;
    }

    private static double ChiSquare(LevelEnergies energies, PoleFit fit)
    {
        var levels = fit.Whole.Length;
        var replicates = energies.Replicates;
        var parts = Math.Min(ResidualParts, levels);
        var sum = 0.0;
        for (var part = 0; part < parts; part++)
        {
            int first = part * levels / parts, end = (part + 1) * levels / parts;
            var residuals = new double[replicates];
            for (var r = 0; r < replicates; r++)
            {
                for (var level = first; level < end; level++)
                {
                    var censored = fit.Censored[level].Mean;
                    var mean = energies.LogTempered(level, r).Average(x => x < LevelEnergies.CensoredBelow ? censored : x);
                    residuals[r] += (mean - fit.Whole[level].Mean) / (end - first);
                }
            }

            var average = residuals.Average();
            var variance = residuals.Sum(v => Square(v - average)) / (replicates - 1);

            // The squared t statistic of few replicates is wider than a squared normal by (R − 1)/(R − 3).
            sum += Square(average) / (variance / replicates) * (replicates - 3) / (replicates - 1.0);
        }

        return sum;
    }

    private static double Square(double x) => x * x;
}
