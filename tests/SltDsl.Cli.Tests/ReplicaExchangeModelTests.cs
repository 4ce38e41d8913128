using SltDsl.Cli.Compilation;
using SltDsl.Files;
using SltDsl.Language.Text;
using SltDsl.Runtime;

namespace SltDsl.Cli.Tests;

/// <summary>
/// Replica exchange on singular models from their text, where NUTS stays in one mode: mode weights known by symmetry and normalising constants
/// known by quadrature, within 4 standard errors (false alarms in 1 of 16 000 seeds each).
/// </summary>
public class ReplicaExchangeModelTests
{
    /// <summary>Galaxy velocities (Postman, Huchra and Geller 1986; Roeder 1990), two groups without order: either order of the means has weight ½.</summary>
    [Fact]
    public void Both_labellings_of_the_galaxies_have_weight_one_half()
    {
        var file = DataReader.Read(Path.Combine(AppContext.BaseDirectory, "galaxies", "galaxies.csv"));
        using var compiled = new CompiledText(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "galaxies", "TwoComponents.slt")), file);
        var model = compiled.Model;
        var posterior = model.Posterior(model.Load(file));
        var mu = model.Parameters.Single(p => p.Name == "mu").Offset;
        double[][] FirstIsLower(Draws draws) => draws.Map(1, (point, share) =>
        {
            var values = new double[model.Parameters.Sum(p => p.Count)];
            model.ToValues(point, Coordinates.Unconstrained, values);
            share[0] = values[mu] < values[mu + 1] ? 1 : 0;
        }).Coordinate(0);

        Assert.All(FirstIsLower(Nuts.Sample(posterior, draws: 300, seed: 1)), chain => Assert.Single(chain.Distinct()));
        var draws = Sampler.Run(posterior, new ReplicaExchangeOptions(ReferenceDistribution.PriorOf(model)), chains: 2, draws: 2500, seed: 1);
        var share = QuantitySummary.Of("first is lower", FirstIsLower(draws));
        Assert.InRange((share.Mean - 0.5) / share.Mcse, -4, 4);
        Assert.InRange(share.Mcse, 0, 0.06);
        Assert.True(draws.Ladder!.RoundTrips >= LadderReport.FewestRoundTrips, $"{draws.Ladder}");
    }

    /// <summary>
    /// Reduced rank regression at rank 0: given A the outputs are normal with covariance I + z zᵀ over the rows, where z = A x, so that Z is an
    /// integral over A ∈ ℝ², here by the trapezoidal rule.
    /// </summary>
    [Fact]
    public void The_normaliser_of_reduced_rank_at_rank_zero_is_that_of_quadrature()
    {
        const string text = "model R;\nsize H = 1;\ninput vector[2] x ~ normal(0, 1);\nparam matrix[H, 2] A ~ normal(0, 1);\nparam matrix[2, H] B ~ normal(0, 1);\nobserve vector[2] y ~ normal(B * A * x, 1);\ntruth Rank0 { with H = 0; }\n";
        using var compiled = new CompiledText(text);
        var random = new SltRandom(7);
        var data = compiled.Model.Simulate("Rank0", 40, ref random);
        var draws = Sampler.Run(compiled.Model.Posterior(data), new ReplicaExchangeOptions(ReferenceDistribution.PriorOf(compiled.Model)), chains: 4, draws: 1000, seed: 3);
        var found = draws.Ladder!.LogNormaliser;
        Assert.InRange((found.Value - LogEvidence(data)) / found.StandardError, -4, 4);
        Assert.InRange(found.StandardError, 0, 0.1);

        // The posterior is even in (A, B): the sign of A[1, 1] has weight ½ on either side.
        var sign = QuantitySummary.Of("positive", draws.Map(1, (point, share) => share[0] = point[0] > 0 ? 1 : 0).Coordinate(0));
        Assert.InRange((sign.Mean - 0.5) / sign.Mcse, -4, 4);
    }

    private static double LogEvidence(Dataset data)
    {
        const double range = 7, step = 0.02;
        var (x, y, n) = (data.Columns[0], data.Columns[1], data.Rows);
        var total = double.NegativeInfinity;
        for (var a = -range; a <= range; a += step)
        {
            for (var b = -range; b <= range; b += step)
            {
                double zz = 0, zy1 = 0, zy2 = 0, yy = 0;
                for (var i = 0; i < n; i++)
                {
                    var z = (a * x[i]) + (b * x[n + i]);
                    zz += z * z;
                    zy1 += z * y[i];
                    zy2 += z * y[n + i];
                    yy += (y[i] * y[i]) + (y[n + i] * y[n + i]);
                }

                var density = (-0.5 * ((a * a) + (b * b))) - Math.Log(2 * Math.PI)
                    - (n * Math.Log(2 * Math.PI)) - Math.Log(1 + zz) - (0.5 * (yy - (((zy1 * zy1) + (zy2 * zy2)) / (1 + zz))));
                var (low, high) = total < density ? (total, density) : (density, total);
                total = high + Math.Log(1 + Math.Exp(low - high));
            }
        }

        return total + (2 * Math.Log(step));
    }
}
