using System.Globalization;
using MathNet.Numerics.Distributions;
using SltDsl.Algebra.Tests;
using SltDsl.Runtime;

namespace SltDsl.Cli.Tests;

/// <summary>
/// Simulation-based calibration (Talts et al. 2018): with parameters drawn from the prior and data from the model, the rank of each
/// parameter among thinned posterior draws is uniform. Eight models of different kinds, each from text through the compiler; a chi-square
/// test for each element that is not determined by others, at level 0.001 for all elements of a model together.
/// </summary>
public class CalibrationTests
{
    private const double Level = 0.001;

    private static readonly Dictionary<string, (string Text, int Rows)> Models = new()
    {
        ["constraints"] = ("model Constraints;\nparam positive s ~ exponential(1);\nparam real<lower=-1, upper=2> m ~ normal(0, 1);\nparam real<upper=m> u ~ normal(0, 1);\nobserve vector[2] y ~ normal([m, u], s);\n", 6),
        ["ordered mixture"] = ("model Ordered;\nparam ordered[2] mu ~ normal(0, 2);\nparam prob w ~ beta(2, 2);\nobserve real y ~ mixture([w, 1 - w], k => normal(mu[k], 1));\n", 12),
        ["hierarchical"] = ("model Hierarchical;\nparam real mu ~ normal(0, 1);\nparam positive tau ~ half_normal(1);\nparam vector[4] eta ~ normal(0, 1);\nobserve vector[4] y ~ normal(mu + tau * eta, 1);\n", 3),
        ["simplex"] = ("model Simplex;\nparam simplex[3] p ~ dirichlet([2, 1, 3]);\nobserve int<lower=1, upper=3> y ~ categorical(p);\n", 12),
        ["covariance matrix"] = ("model Covariance;\nparam cov_matrix[2] S ~ inv_wishart(5, identity(2));\nobserve vector[2] y ~ multi_normal(zeros(2), S);\n", 8),
        ["latent discrete"] = ("model Latent;\nparam real a ~ normal(-1, 1);\nparam positive gap ~ half_normal(2);\nlatent int<lower=1, upper=2> z ~ categorical([0.3, 0.7]);\nobserve real y ~ normal(if z == 1 then a else a + gap, 1);\n", 10),
        ["time series"] = ("model Series;\nparam real<lower=-1, upper=1> phi ~ uniform(-1, 1);\nparam positive s ~ half_normal(1);\nobserve vector[15] y each t in 1:15 ~ normal(if t == 1 then 0 else phi * y[t - 1], s);\n", 1),
        ["network"] = ("model Network;\ninput real x ~ uniform(-2, 2);\nparam positive a ~ half_normal(1);\nparam real b ~ normal(0, 1);\nobserve real y ~ normal(a * tanh(b * x), 0.5);\n", 10),
    };

    public static TheoryData<string> Names => new(Models.Keys);

    [Theory]
    [MemberData(nameof(Names))]
    public void Ranks_are_uniform(string name) => AssertUniform(name, replications: 50, bins: 5);

    [Fact]
    [Trait("Category", "Long")]
    public void Ranks_of_500_replications_are_uniform() =>
        Measurements.Append($"Simulation-based calibration, 500 replications, 20 bins, seeds 1 to 500, largest chi-square of a model's parameters against the limit: {string.Join("; ", Models.Keys.Select(name => AssertUniform(name, 500, 20)))}.");

    private static string AssertUniform(string name, int replications, int bins)
    {
        const int ranked = 99, thinning = 4;
        var (text, rows) = Models[name];
        using var compiled = new CompiledText(text);
        var model = compiled.Model;
        var count = model.Parameters.Sum(p => p.Count);
        var counts = new double[count, bins];
        for (var replication = 0; replication < replications; replication++)
        {
            var random = new SltRandom(2026, (ulong)replication);
            var truth = new double[count];
            model.DrawPrior(ref random, truth);
            var data = model.Simulate(truth, rows, ref random);
            var draws = Nuts.Sample(model.Posterior(data), chains: 1, draws: thinning * ranked, seed: (ulong)replication + 1, options: new NutsOptions { WarmUp = 300, TargetAcceptance = 0.9, Threads = 1 });
            var values = draws.Map(count, (point, v) => model.ToValues(point, Coordinates.Unconstrained, v));
            for (var element = 0; element < count; element++)
            {
                var rank = Enumerable.Range(0, ranked).Count(s => values[0, thinning * s][element] < truth[element]);
                counts[element, rank * bins / (ranked + 1)]++;
            }
        }

        // The level is shared by the elements of the model.
        var limit = ChiSquared.InvCDF(bins - 1, 1 - (Level / count));
        var expected = replications / (double)bins;
        var worst = Enumerable.Range(0, count).Max(element => Enumerable.Range(0, bins).Sum(bin => Math.Pow(counts[element, bin] - expected, 2) / expected));
        Assert.True(worst < limit, $"{name}: chi-square {worst:0.0} over {limit:0.0}");
        return string.Create(CultureInfo.InvariantCulture, $"{name} {worst:0.0} of {limit:0.0}");
    }
}
