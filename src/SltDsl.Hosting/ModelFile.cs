using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SltDsl.Language;
using SltDsl.Language.Binding;
using SltDsl.Language.Text;

namespace SltDsl.Hosting;

/// <summary>A `.slt` file of a project as the compiler hands it over: all that its compilation depends on, but for imports.</summary>
/// <param name="Path">The full path.</param>
/// <param name="RelativePath">The path within the project, with forward slashes: distinct for each file.</param>
/// <param name="Text">The text.</param>
/// <param name="Options">What the project says about it.</param>
public sealed record ModelFile(string Path, string RelativePath, string Text, ModelFileOptions Options)
{
    /// <summary>Whether an additional file is a model.</summary>
    public static bool IsModel(AdditionalText file) => file.Path.EndsWith(".slt", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a file has a path that <see cref="ImportGraph"/> gave.</summary>
    public static bool IsAt(string file, string path) => file == path || ImportGraph.Normalise(file) == path;

    /// <summary>The file with its options.</summary>
    public static ModelFile Read(AdditionalText file, AnalyzerConfigOptionsProvider provider, CancellationToken cancellation)
    {
        var project = provider.GlobalOptions.TryGetValue("build_property.ProjectDir", out var folder) ? folder : "";
        return new(file.Path, Relative(file.Path, project), file.GetText(cancellation)?.ToString() ?? "", ModelFileOptions.Read(file, provider));
    }

    private static string Relative(string path, string project)
    {
        var (file, folder) = (path.Replace('\\', '/'), project.Replace('\\', '/'));
        return folder.Length > 0 && file.StartsWith(folder, StringComparison.Ordinal) ? file.Substring(folder.Length).TrimStart('/') : file.TrimStart('/');
    }
}
