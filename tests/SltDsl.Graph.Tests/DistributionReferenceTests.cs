using SltDsl.Graph.Distributions;

namespace SltDsl.Graph.Tests;

public class DistributionReferenceTests
{
    /// <summary>`SLT_WRITE_DOCS=1 dotnet test tests/SltDsl.Graph.Tests --filter DistributionReference` writes the page.</summary>
    [Fact]
    public void The_page_of_distributions_is_up_to_date()
    {
        var folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "SltDsl.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        var path = Path.Combine(folder, "docs", "distributions.md");
        if (Environment.GetEnvironmentVariable("SLT_WRITE_DOCS") == "1")
        {
            File.WriteAllText(path, DistributionReference.Page());
        }

        Assert.Equal(DistributionReference.Page(), File.ReadAllText(path));
    }

    [Fact]
    public void The_page_names_every_family_once() => Assert.Equal(FamilyTable.Families.Keys.Order(), DistributionReference.Names.Order());
}
