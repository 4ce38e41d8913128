using System.Globalization;

namespace SltDsl.Cli.Tests;

/// <summary>Figures of long tests, kept in docs/measurements.md.</summary>
internal static class Measurements
{
    public static void Append(string figures)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "SltDsl.sln")))
        {
            root = root.Parent;
        }

        if (root is not null)
        {
            var date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            File.AppendAllText(Path.Combine(root.FullName, "docs", "measurements.md"), $"- {date}, {Commit(root.FullName)}: {figures}\n");
        }
    }

    private static string Commit(string root)
    {
        using var git = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("git", ["-C", root, "rev-parse", "--short", "HEAD"]) { RedirectStandardOutput = true });
        return git?.StandardOutput.ReadToEnd().Trim() ?? "unknown commit";
    }
}
