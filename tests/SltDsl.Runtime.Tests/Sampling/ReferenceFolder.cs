namespace SltDsl.Runtime.Tests;

/// <summary>The reference posteriors of posteriordb (Magnusson et al.), whose data may not be kept in this repository.</summary>
internal static class ReferenceFolder
{
    /// <summary>Finds a posterior in shared/ beside the repository, or skips the test.</summary>
    public static string Find(string name)
    {
        var root = new DirectoryInfo(AppContext.BaseDirectory);
        while (root is not null && !File.Exists(Path.Combine(root.FullName, "SltDsl.sln")))
        {
            root = root.Parent;
        }

        var folder = Path.Combine(root?.Parent?.FullName ?? "", "shared", "reference", "posteriors", name);
        Skip.IfNot(Directory.Exists(folder), $"posteriordb's data are not at {folder}");
        return folder;
    }
}
