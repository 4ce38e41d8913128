namespace SltDsl.SamplingBenchmarks;

/// <summary>
/// A reference posterior with the figure of Stan 2.32 on a machine of this kind: smallest bulk ESS a CPU second. Those of blr and kilpisjarvi
/// are measured with Stan 2.21 and raised by what 2.32 gains on kidscore_momiq (docs/measurements.md).
/// </summary>
internal sealed record ReferencePosterior(string Model, string Folder, double Stan);

/// <summary>The twelve posteriors of ../shared/reference.</summary>
internal static class ReferencePosteriors
{
    public static IReadOnlyList<ReferencePosterior> All { get; } =
    [
        new("AutoregressionK", "arK-arK", 454),
        new("BayesianLinearRegression", "sblrc-blr", 3_050),
        new("EarnHeight", "earnings-earn_height", 110),
        new("EightSchools", "eight_schools-eight_schools_noncentered", 10_331),
        new("Garch", "garch-garch11", 1_511),
        new("GpRegression", "gp_pois_regr-gp_regr", 14_599),
        new("HmmExample", "hmm_example-hmm_example", 642),
        new("KidScoreMomIq", "kidiq-kidscore_momiq", 523),
        new("Kilpisjarvi", "kilpisjarvi_mod-kilpisjarvi", 123),
        new("GaussianMixturePair", "low_dim_gauss_mix-low_dim_gauss_mix", 301),
        new("Mesquite", "mesquite-mesquite", 784),
        new("Nes", "nes1976-nes", 51),
    ];

    /// <summary>The folder of the data, or null.</summary>
    public static string? Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "reference", "posteriors");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
